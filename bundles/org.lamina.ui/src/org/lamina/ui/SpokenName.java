package org.lamina.ui;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;

/** Gives controls names for screen readers. */
public final class SpokenName {

    private SpokenName() {
    }

    /**
     * Names a control that has no text of its own, such as a tree or a field. To be used by the UI thread.
     *
     * <p>On GTK, SWT hands on the names of its own containers alone, but it also hands on what is labelled by what. So
     * there a container that nobody sees bears the name: in a tree or table, or else beside the control.
     *
     * @param control a tree, a table, or anything in a composite with a grid layout
     */
    public static void give(Control control, String name) {
        AccessibleListener named = AccessibleListener.getNameAdapter(event -> event.result = name);
        control.getAccessible().addAccessibleListener(named);
        if (SWT.getPlatform().equals("gtk")) {
            boolean holds = control instanceof Tree || control instanceof Table;
            Composite label = new Composite(holds ? (Composite) control : control.getParent(), SWT.NONE);
            label.setVisible(false);
            if (!holds) {
                GridDataFactory.swtDefaults().exclude(true).applyTo(label);
            }
            label.getAccessible().addAccessibleListener(named);
            control.getAccessible().addRelation(ACC.RELATION_LABELLED_BY, label.getAccessible());
        }
    }
}
