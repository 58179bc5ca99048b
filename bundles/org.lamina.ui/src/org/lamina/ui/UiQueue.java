package org.lamina.ui;

import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** The way back from a job to a part: runs things in the UI thread as long as the part's control is there. */
public final class UiQueue {

    private final Control control;
    private final Display display;

    /** A queue for a part. To be made by the UI thread. */
    public UiQueue(Control control) {
        this.control = control;
        this.display = control.getDisplay();
    }

    /** Runs something soon, in the UI thread, unless the control is disposed by then. May be called by any thread. */
    public void later(Runnable run) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!control.isDisposed()) {
                    run.run();
                }
            });
        }
    }
}
