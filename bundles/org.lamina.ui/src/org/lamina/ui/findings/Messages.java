package org.lamina.ui.findings;

import org.eclipse.osgi.util.NLS;

/** The texts of the Findings view. */
final class Messages extends NLS {

    public static String AcceptFix_description;
    public static String AcceptFix_label;
    public static String FilterMenu_all;
    public static String FilterMenu_editor;
    public static String FilterMenu_kind;
    public static String FilterMenu_project;
    public static String FilterMenu_scope;
    public static String FilterMenu_workspace;
    public static String FindingActions_configure;
    public static String FindingActions_copy;
    public static String FindingActions_fix;
    public static String FindingActions_fixAll;
    public static String FindingActions_goTo;
    public static String FindingActions_inProject;
    public static String FindingActions_inWorkspace;
    public static String FindingActions_suppress;
    public static String FindingColumn_layer;
    public static String FindingColumn_place;
    public static String FindingColumn_severity;
    public static String FindingColumn_title;
    public static String FindingFixes_changed;
    public static String FindingFixes_ignore;
    public static String FindingFixes_ignoreDescription;
    public static String FindingFixes_ignoreFile;
    public static String FindingFixes_ignoreFileDescription;
    public static String FindingFixes_overlap;
    public static String FindingFixes_readOnly;
    public static String FindingFixes_several;
    public static String FindingFixes_unreadable;
    public static String FindingPage_name;
    public static String FindingText_advice;
    public static String FindingText_context;
    public static String FindingText_facts;
    public static String FindingText_factsWithConfidence;
    public static String FindingText_fixes;
    public static String FindingText_layer;
    public static String FindingText_line;
    public static String FindingText_model;
    public static String FindingText_reading;
    public static String FindingText_related;
    public static String FindingText_tensor;
    public static String FindingText_why;
    public static String FindingsJob_name;
    public static String FindingsView_empty;
    public static String FindingsView_filtered;
    public static String FindingsView_list;
    public static String FindingsView_sound;
    public static String evidence_graph;
    public static String evidence_source;
    public static String evidence_tensor;
    public static String evidence_training;
    public static String severity_critical;
    public static String severity_error;
    public static String severity_warning;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
