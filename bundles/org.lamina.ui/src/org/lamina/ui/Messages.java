package org.lamina.ui;

import org.eclipse.osgi.util.NLS;

/** The texts of this package that people read. */
final class Messages extends NLS {

    public static String CheckTensors_found;
    public static String CheckTensors_sound;
    public static String GoToSource_nowhere;
    public static String ShowInMenu_label;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
