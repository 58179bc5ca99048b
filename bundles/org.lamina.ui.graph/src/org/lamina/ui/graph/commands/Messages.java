package org.lamina.ui.graph.commands;

import org.eclipse.osgi.util.NLS;

/** The texts of the commands. */
final class Messages extends NLS {

    public static String ExportDialog_browse;
    public static String ExportDialog_details;
    public static String ExportDialog_dots;
    public static String ExportDialog_embedded;
    public static String ExportDialog_export;
    public static String ExportDialog_file;
    public static String ExportDialog_folder;
    public static String ExportDialog_format;
    public static String ExportDialog_glyphs;
    public static String ExportDialog_installed;
    public static String ExportDialog_legend;
    public static String ExportDialog_message;
    public static String ExportDialog_noFile;
    public static String ExportDialog_noFolder;
    public static String ExportDialog_noLayers;
    public static String ExportDialog_outlined;
    public static String ExportDialog_page;
    public static String ExportDialog_replace;
    public static String ExportDialog_style;
    public static String ExportDialog_text;
    public static String ExportDialog_tikz;
    public static String ExportDialog_title;
    public static String ExportDialog_unmet;
    public static String ExportDialog_written;
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
