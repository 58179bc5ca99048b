package org.lamina.ui.graph.commands;

import org.eclipse.osgi.util.NLS;

/** The texts of the commands. */
final class Messages extends NLS {

    public static String ExportDialog_detailsPdf;
    public static String ExportDialog_detailsPng;
    public static String ExportDialog_detailsSvg;
    public static String ExportDialog_detailsTikz;
    public static String ExportDialog_glyphsPdf;
    public static String ExportDialog_glyphsPng;
    public static String ExportDialog_glyphsSvg;
    public static String ExportDialog_glyphsTikz;
    public static String ExportDialog_title;
    public static String GraphHandler_import;
    public static String GroupCheck_name;
    public static String GroupCommands_all;
    public static String GroupCommands_group;
    public static String GroupCommands_hide;
    public static String GroupCommands_name;
    public static String GroupCommands_noGroup;
    public static String GroupCommands_noLayer;
    public static String GroupCommands_noType;
    public static String GroupCommands_rename;
    public static String GroupCommands_style;
    public static String GroupCommands_title;
    public static String GroupCommands_ungroup;
    public static String GroupDialog_color;
    public static String GroupDialog_colorTip;
    public static String GroupDialog_empty;
    public static String GroupDialog_everywhere;
    public static String GroupDialog_message;
    public static String GroupDialog_name;
    public static String GroupDialog_once;
    public static String GroupDialog_taken;
    public static String LayerDialog_message;
    public static String LayerDialog_title;
    public static String Print_problem;
    public static String Print_title;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
