package org.lamina.ui.experiments;

import org.eclipse.osgi.util.NLS;

/** The texts of the Experiments view. */
final class Messages extends NLS {

    static String ExperimentsView_collapse;
    static String ExperimentsView_empty;
    static String ExperimentsView_refresh;
    static String ExperimentsView_searching;
    static String ItemLabels_checkpoint;
    static String ItemLabels_checkpoints;
    static String ItemLabels_facts;
    static String ItemLabels_finding;
    static String ItemLabels_findings;
    static String ScanJob_name;
    static String ScanJob_unreadable;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
