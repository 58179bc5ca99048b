package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.SharedCursors;
import org.eclipse.gef.tools.AbstractTool;

/** Moves the drawing under the window while a button is held; a plain click on the background selects nothing. */
final class PanTracker extends AbstractTool implements DragTracker {

    private Point origin = new Point();
    private boolean moved;

    @Override
    protected String getCommandName() {
        return "pan"; //$NON-NLS-1$ never shown
    }

    @Override
    protected boolean handleButtonDown(int button) {
        origin = canvas().getViewport().getViewLocation().getCopy();
        moved = false;
        setState(STATE_DRAG);
        return true;
    }

    @Override
    protected boolean handleDragInProgress() {
        Dimension delta = getDragMoveDelta();
        moved = true;
        setCursor(SharedCursors.HAND);
        canvas().scrollTo(origin.x - delta.width, origin.y - delta.height);
        return true;
    }

    @Override
    protected boolean handleButtonUp(int button) {
        if (!moved && button != 2) {
            getCurrentViewer().deselectAll();
        }
        setState(STATE_TERMINAL);
        handleFinished();
        return true;
    }

    private FigureCanvas canvas() {
        return (FigureCanvas) getCurrentViewer().getControl();
    }
}
