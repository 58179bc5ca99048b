package org.lamina.eclipse.core;

import org.eclipse.osgi.util.NLS;

/** The texts of this bundle that people read. */
final class Messages extends NLS {

    public static String BaselineJob_fault;
    public static String BaselineJob_name;
    public static String EngineAccess_missing;
    public static String FindingMarkers_name;
    public static String FindingPlace_cell;
    public static String OpeningJob_fault;
    public static String OpeningJob_missing;
    public static String OpeningJob_name;
    public static String OpeningJob_unreadable;
    public static String RefreshJob_fault;
    public static String RefreshJob_name;
    public static String SourceChecksJob_fault;
    public static String SourceChecksJob_name;
    public static String TensorChecksJob_name;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
