package org.lamina.ui.graph.canvas;

import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** A part of a drawing: it has a name for screen readers, and it is looked at, not edited. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
abstract class ScenePart extends AbstractGraphicalEditPart {

    private AccessibleEditPart accessible;

    /** What a screen reader calls it. */
    abstract String accessibleName();

    /** What a screen reader says that it is, a constant of {@link ACC}. */
    int role() {
        return ACC.ROLE_LISTITEM;
    }

    @Override
    protected void createEditPolicies() {
        // there is nothing to edit
    }

    @Override
    protected AccessibleEditPart getAccessibleEditPart() {
        if (accessible == null) {
            accessible = new NamedAccessible();
        }
        return accessible;
    }

    private final class NamedAccessible extends AccessibleGraphicalEditPart {

        @Override
        public void getName(AccessibleEvent event) {
            event.result = accessibleName();
        }

        @Override
        public void getRole(AccessibleControlEvent event) {
            event.detail = role();
        }
    }
}
