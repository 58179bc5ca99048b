package org.lamina.ui.findings;

import org.eclipse.osgi.util.NLS;

/** The texts of the Findings view. */
final class Messages extends NLS {

    static String FindingColumn_checkpoints;
    static String FindingColumn_layer;
    static String FindingColumn_place;
    static String FindingColumn_severity;
    static String FindingColumn_title;
    static String FindingFixes_changed;
    static String FindingFixes_fault;
    static String FindingText_advice;
    static String FindingText_context;
    static String FindingText_facts;
    static String FindingText_factsWithConfidence;
    static String FindingText_line;
    static String FindingText_related;
    static String FindingText_unit;
    static String FindingText_why;
    static String FindingsJob_name;
    static String FindingsView_empty;
    static String FindingsView_sound;
    static String severity_critical;
    static String severity_error;
    static String severity_warning;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
