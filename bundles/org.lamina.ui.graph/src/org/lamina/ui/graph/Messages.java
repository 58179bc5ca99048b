package org.lamina.ui.graph;

import org.eclipse.osgi.util.NLS;

/** The texts of the editor. */
final class Messages extends NLS {

    public static String ArchitectureEditor_noFile;
    public static String DiskWatch_name;
    public static String DrawingJob_name;
    public static String EditorArea_again;
    public static String EditorArea_cancel;
    public static String EditorArea_cancelled;
    public static String EditorArea_problem;
    public static String EditorArea_reading;
    public static String EditorJob_fault;
    public static String EditorPreferencePage_animated;
    public static String FigureExport_name;
    public static String FigureExport_problem;
    public static String FigureWatch_changed;
    public static String FigureWatch_keep;
    public static String FigureWatch_replace;
    public static String FigureWatch_title;
    public static String GraphHeader_actualSize;
    public static String GraphHeader_details;
    public static String GraphHeader_detailsTip;
    public static String GraphHeader_glyphs;
    public static String GraphHeader_glyphsTip;
    public static String GraphHeader_panel;
    public static String GraphHeader_drag;
    public static String GraphHeader_panelTip;
    public static String GraphHeader_tensors;
    public static String GraphHeader_tensorsTip;
    public static String GraphHeader_zoom;
    public static String GraphSession_addNote;
    public static String GraphSession_deleteNote;
    public static String GraphSession_editNote;
    public static String GraphSession_fold;
    public static String GraphSession_import;
    public static String GraphSession_move;
    public static String GraphSession_reset;
    public static String GraphSession_unfold;
    public static String PreferencesJob_name;
    public static String InputSizesJob_expected;
    public static String InputSizesJob_found;
    public static String InputSizesJob_name;
    public static String InputSizesJob_problem;
    public static String InputSizesJob_shape;
    public static String TensorPage_bytes;
    public static String TensorPage_filter;
    public static String TensorPage_filteredSum;
    public static String TensorPage_name;
    public static String TensorPage_shape;
    public static String TensorPage_sum;
    public static String TensorPage_type;
    public static String TensorPage_values;
    public static String TensorsJob_name;
    public static String TensorsJob_problem;
    public static String PaperScene_name;
    public static String PathBar_find;
    public static String PathBar_found;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
