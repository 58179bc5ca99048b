package org.lamina.ui.graph.outline;

import org.eclipse.osgi.util.NLS;

/** The texts of the outline. */
final class Messages extends NLS {

    public static String GraphOutline_tree;
    public static String LayerTreeJob_name;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class); //$NON-NLS-1$
    }

    private Messages() {
    }
}
