package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneEdge;

/** Where the pointer finds an edge, which the drawing paints. */
final class EdgeFigure extends Figure {

    /** The pixels around the line in which the pointer finds it. */
    private static final double REACH = 4;

    private final SceneEdge edge;

    EdgeFigure(SceneEdge edge) {
        this.edge = edge;
        setOpaque(false);
        setBounds(Geometry.pixels(Rect.around(edge.points()), REACH));
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return super.containsPoint(x, y) && Geometry.distance(edge.points(), x, y) <= REACH;
    }

    @Override
    public IFigure getToolTip() {
        return edge.title().isEmpty() ? null : new TooltipFigure(edge.title());
    }
}
