package org.lamina.ui.experiments;

import org.eclipse.osgi.util.NLS;

/** The texts of the Experiments view. */
final class Messages extends NLS {

    public static String ExperimentsView_collapse;
    public static String ExperimentsView_empty;
    public static String ExperimentsView_refresh;
    public static String ExperimentsView_searching;
    public static String ItemLabels_checkpoint;
    public static String ItemLabels_checkpoints;
    public static String ItemLabels_facts;
    public static String ItemLabels_finding;
    public static String ItemLabels_findings;
    public static String ScanJob_name;
    public static String ScanJob_unreadable;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
