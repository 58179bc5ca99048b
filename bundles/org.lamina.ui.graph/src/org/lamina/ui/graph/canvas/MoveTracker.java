package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.RectangleFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.tools.SelectEditPartTracker;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.SceneNode;

/** Selects a node, or moves all that are selected: while the button is held, frames show where they will be. */
final class MoveTracker extends SelectEditPartTracker {

    private final Drawing drawing;
    private final List<RectangleFigure> frames = new ArrayList<>();

    MoveTracker(EditPart owner, Drawing drawing) {
        super(owner);
        this.drawing = drawing;
    }

    @Override
    protected boolean handleDragStarted() {
        if (getSourceEditPart().getSelected() == EditPart.SELECTED_NONE) {
            performSelection();
        }
        return super.handleDragStarted();
    }

    @Override
    protected boolean handleDragInProgress() {
        if (isInState(STATE_DRAG_IN_PROGRESS)) {
            erase();
            for (NodePart part : moved()) {
                RectangleFigure frame = new RectangleFigure();
                frame.setFill(false);
                frame.setLineStyle(Graphics.LINE_DASH);
                frame.setForegroundColor(drawing.look().frame());
                Rectangle place = Geometry.pixels(part.node().bounds(), 0);
                part.getFigure().translateToAbsolute(place);
                place.translate(getDragMoveDelta().width, getDragMoveDelta().height);
                addFeedback(frame);
                frame.translateToRelative(place);
                frame.setBounds(place);
                frames.add(frame);
            }
        }
        return true;
    }

    @Override
    protected boolean handleButtonUp(int button) {
        if (!isInState(STATE_DRAG_IN_PROGRESS)) {
            return super.handleButtonUp(button);
        }
        List<SceneNode> nodes = moved().stream().map(NodePart::node).toList();
        Dimension delta = getDragMoveDelta();
        erase();
        setState(STATE_TERMINAL);
        double zoom = ((GraphRoot) getCurrentViewer().getRootEditPart()).getZoomManager().getZoom();
        drawing.move(nodes, new Point(delta.width / zoom, delta.height / zoom));
        return true;
    }

    @Override
    public void deactivate() {
        erase();
        super.deactivate();
    }

    private void erase() {
        frames.forEach(this::removeFeedback);
        frames.clear();
    }

    private List<NodePart> moved() {
        List<NodePart> parts = new ArrayList<>();
        for (Object part : getCurrentViewer().getSelectedEditParts()) {
            if (part instanceof NodePart node && drawing.isMovable(node.node())) {
                parts.add(node);
            }
        }
        return parts;
    }
}
