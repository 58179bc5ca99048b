package org.lamina.eclipse.core;

import org.eclipse.osgi.util.NLS;

/** The texts of this bundle that people read. */
final class Messages extends NLS {

    static String EngineAccess_missing;
    static String FindingMarkers_name;
    static String OpeningJob_fault;
    static String OpeningJob_missing;
    static String OpeningJob_name;
    static String OpeningJob_unreadable;
    static String RefreshJob_fault;
    static String RefreshJob_name;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
