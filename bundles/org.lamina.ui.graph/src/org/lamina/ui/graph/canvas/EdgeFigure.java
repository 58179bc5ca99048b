package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.Stroke;
import org.lamina.ui.scene.ScenePicture;

/** Paints an edge with its head and labels, in the selection's colour where it touches a selected node. */
final class EdgeFigure extends Figure {

    /** The pixels around the line in which the pointer finds it. */
    private static final double REACH = 4;

    private final SceneEdge edge;
    private final ScenePicture plain;
    private final ScenePicture marked;
    private boolean linked;

    EdgeFigure(SceneEdge edge, Drawing drawing) {
        this.edge = edge;
        List<Primitive> marks = marks(edge, edge.stroke());
        this.plain = drawing.painter().picture(marks);
        this.marked = drawing.painter().picture(marks(edge,
                new Stroke(drawing.look().selection(), edge.stroke().width() + 1, edge.stroke().dash())));
        Rect bounds = marks.stream().map(Primitive::bounds).reduce(Rect::union).orElseThrow();
        setBounds(Geometry.pixels(bounds, REACH));
    }

    private static List<Primitive> marks(SceneEdge edge, Stroke stroke) {
        List<Primitive> marks = new ArrayList<>();
        marks.add(new Polyline(edge.line(), stroke));
        edge.head().ifPresent(head -> marks.add(new Polygon(head.points(), Paint.filled(stroke.color()))));
        marks.addAll(edge.labels());
        return List.copyOf(marks);
    }

    void setLinked(boolean newLinked) {
        if (linked != newLinked) {
            linked = newLinked;
            repaint();
        }
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return super.containsPoint(x, y) && Geometry.distance(edge.points(), x, y) <= REACH;
    }

    @Override
    public IFigure getToolTip() {
        return edge.title().isEmpty() ? null : new TooltipFigure(edge.title());
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        (linked ? marked : plain).paint(graphics);
    }
}
