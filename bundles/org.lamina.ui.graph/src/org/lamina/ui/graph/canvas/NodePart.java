package org.lamina.ui.graph.canvas;

import java.util.Optional;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.requests.SelectionRequest;
import org.eclipse.gef.tools.SelectEditPartTracker;
import org.eclipse.osgi.util.NLS;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.UnitOfAnalysis;

/** A layer, group, port or legend entry. What stands for a unit can be selected and opened. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class NodePart extends ScenePart {

    private final Drawing drawing;
    private Optional<Badge> badge = Optional.empty();

    NodePart(SceneNode node, Drawing drawing) {
        this.drawing = drawing;
        setModel(node);
    }

    SceneNode node() {
        return (SceneNode) getModel();
    }

    Optional<UnitOfAnalysis> unit() {
        return node().unit();
    }

    /** Shows a badge, or none. */
    void setBadge(Optional<Badge> newBadge) {
        badge = newBadge;
        ((NodeFigure) getFigure()).setBadge(newBadge);
    }

    @Override
    protected IFigure createFigure() {
        return new NodeFigure(node(), drawing);
    }

    @Override
    public boolean isSelectable() {
        return unit().isPresent() && node().role() != Role.LEGEND || node().role() == Role.NOTE;
    }

    @Override
    public void setSelected(int value) {
        super.setSelected(value);
        ((NodeFigure) getFigure()).setSelected(value != SELECTED_NONE);
    }

    @Override
    public DragTracker getDragTracker(Request request) {
        boolean pans = request instanceof SelectionRequest selection && selection.getLastButtonPressed() == 2;
        if (pans) {
            return new PanTracker();
        }
        return drawing.isMovable(node()) && isHeld() ? new MoveTracker(this, drawing)
                : new SelectEditPartTracker(this);
    }

    /** The frame of a module is large, so that it moves only when it is selected before. */
    private boolean isHeld() {
        return node().role() != Role.GROUP || getSelected() != SELECTED_NONE;
    }

    @Override
    public void performRequest(Request request) {
        if (RequestConstants.REQ_OPEN.equals(request.getType())) {
            drawing.open(node());
        }
    }

    @Override
    String accessibleName() {
        return badge.map(found -> NLS.bind(Messages.NodePart_withFindings, node().title(), found.titles().size()))
                .orElse(node().title());
    }
}
