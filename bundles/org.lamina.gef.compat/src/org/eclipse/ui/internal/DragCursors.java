package org.eclipse.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.widgets.Display;

/**
 * The cursors that GEF 3.2 shows while its flyout palette is dragged to another side of the editor. The workbench had
 * them under this name until it changed to the cursors of the system, as this class does too. Only GEF 3.2 sees it: the
 * fragment attaches to no later version.
 */
public final class DragCursors {

    /** The code for a place at which the palette cannot be dropped. */
    public static final int INVALID = 0;

    private DragCursors() {
    }

    /**
     * Returns the cursor for a place.
     *
     * @param code the place in the editor under the pointer, {@link #INVALID} or a side
     * @return a cursor of the system, which the caller must not dispose
     */
    public static Cursor getCursor(int code) {
        int cursor = code == INVALID ? SWT.CURSOR_NO : SWT.CURSOR_SIZEALL;
        return Display.getCurrent().getSystemCursor(cursor);
    }
}
