package org.lamina.ui.graph.canvas;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.RectangleFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.SharedCursors;
import org.eclipse.gef.tools.AbstractTool;
import org.eclipse.jface.viewers.StructuredSelection;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneNode;

/** Draws a rubber band, and adds what lies in it as a whole to the selection. */
final class MarqueeTracker extends AbstractTool implements DragTracker {

    private RectangleFigure band;

    MarqueeTracker() {
        setDefaultCursor(SharedCursors.CROSS);
    }

    @Override
    protected String getCommandName() {
        return "select"; //$NON-NLS-1$ never shown
    }

    @Override
    protected boolean handleButtonDown(int button) {
        setState(STATE_DRAG);
        return true;
    }

    @Override
    protected boolean handleDragInProgress() {
        if (band == null && getCurrentViewer().getContents() instanceof DrawingPart drawing) {
            band = new RectangleFigure();
            band.setFill(false);
            band.setLineStyle(Graphics.LINE_DASH);
            band.setForegroundColor(drawing.drawing().look().frame());
            addFeedback(band);
        }
        if (band != null) {
            Rectangle place = place();
            band.translateToRelative(place);
            band.setBounds(place);
        }
        return true;
    }

    @Override
    protected boolean handleButtonUp(int button) {
        if (band != null && getCurrentViewer().getContents() instanceof DrawingPart drawing) {
            select(drawing);
        }
        erase();
        setState(STATE_TERMINAL);
        handleFinished();
        return true;
    }

    @Override
    public void deactivate() {
        erase();
        super.deactivate();
    }

    private void erase() {
        if (band != null) {
            removeFeedback(band);
            band = null;
        }
    }

    private void select(DrawingPart drawing) {
        Rectangle place = place();
        IFigure sheet = drawing.getFigure();
        sheet.translateToRelative(place);
        Rect area = new Rect(place.x, place.y, place.width, place.height);
        Set<EditPart> parts = new LinkedHashSet<>();
        for (Object part : getCurrentViewer().getSelectedEditParts()) {
            parts.add((EditPart) part);
        }
        drawing.drawing().index().visitNodes(area, node -> {
            if (isIn(area, node) && drawing.part(node).isSelectable()) {
                parts.add(drawing.part(node));
            }
        });
        getCurrentViewer().setSelection(new StructuredSelection(parts.toArray()));
    }

    private static boolean isIn(Rect area, SceneNode node) {
        Rect bounds = node.bounds();
        return bounds.x() >= area.x() && bounds.right() <= area.right() && bounds.y() >= area.y()
                && bounds.bottom() <= area.bottom();
    }

    /** The band in pixels of the control. */
    private Rectangle place() {
        return new Rectangle(getStartLocation(), getLocation());
    }
}
