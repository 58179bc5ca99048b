package org.lamina.ui.graph.canvas;

import org.eclipse.osgi.util.NLS;

/** The texts of the canvas. */
final class Messages extends NLS {

    public static String NodePart_withFindings;
    public static String TextField_tip;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class); //$NON-NLS-1$
    }

    private Messages() {
    }
}
