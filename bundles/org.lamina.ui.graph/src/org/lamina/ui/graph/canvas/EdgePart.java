package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.SceneEdge;

/** Data that flows between two nodes. It can be pointed at, and not selected. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class EdgePart extends ScenePart {

    EdgePart(SceneEdge edge) {
        setModel(edge);
    }

    private SceneEdge edge() {
        return (SceneEdge) getModel();
    }

    @Override
    protected IFigure createFigure() {
        return new EdgeFigure(edge());
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
