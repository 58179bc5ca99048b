package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.SceneEdge;

/** Data that flows between two nodes. It can be pointed at, and not selected. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class EdgePart extends ScenePart {

    private final Drawing drawing;

    EdgePart(SceneEdge edge, Drawing drawing) {
        this.drawing = drawing;
        setModel(edge);
    }

    SceneEdge edge() {
        return (SceneEdge) getModel();
    }

    /** Marks it as touching a selected node, or not. */
    void setLinked(boolean linked) {
        ((EdgeFigure) getFigure()).setLinked(linked);
    }

    @Override
    protected IFigure createFigure() {
        return new EdgeFigure(edge(), drawing);
    }

    @Override
    public boolean isSelectable() {
        return false;
    }

    @Override
    String accessibleName() {
        return edge().title();
    }
}
