package org.lamina.ui.graph.editing;

import org.eclipse.osgi.util.NLS;

/** The texts about changes of figures. */
final class Messages extends NLS {

    public static String FigureFile_problem;
    public static String FigureFile_unknown;
    public static String FigureMoves_name;
    public static String FigureSaving_denied;
    public static String FigureSaving_filter;
    public static String FigureSaving_overwrite;
    public static String FigureSaving_problem;
    public static String FigureSaving_saveAs;
    public static String FigureSaving_title;
    public static String Undoing_redo;
    public static String Undoing_undo;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
