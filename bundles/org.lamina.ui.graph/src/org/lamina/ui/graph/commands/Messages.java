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
    public static String LayerDialog_message;
    public static String LayerDialog_title;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
