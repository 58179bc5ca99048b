package org.lamina.figure.scene;

import java.util.List;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;

/** Moves what has been drawn, and makes it smaller or larger. */
public record Shift(double dx, double dy, double scale) {

    /** Moves alone. */
    public Shift(double dx, double dy) {
        this(dx, dy, 1);
    }

    /** A scene in another size. */
    public static Scene scaled(Scene scene, double factor) {
        Shift shift = new Shift(0, 0, factor);
        return new Scene(scene.title(), scene.width() * factor, scene.height() * factor, scene.background(),
                scene.nodes().stream().map(shift::node).toList(), scene.edges().stream().map(shift::edge).toList(),
                scene.decorations().stream().map(shift::mark).toList());
    }


    public SceneNode node(SceneNode node) {
        return new SceneNode(node.id(), node.role(), node.title(), node.unit(), rect(node.bounds()),
                node.primitives().stream().map(this::mark).toList());
    }

    public SceneEdge edge(SceneEdge edge) {
        return new SceneEdge(edge.id(), edge.title(), edge.from(), edge.to(), points(edge.points()),
                stroke(edge.stroke()), edge.arrow(), edge.labels().stream().map(this::mark).toList());
    }

    public Primitive mark(Primitive mark) {
        if (mark instanceof Polygon polygon) {
            return new Polygon(points(polygon.points()), paint(polygon.paint()));
        }
        if (mark instanceof Polyline line) {
            return new Polyline(points(line.points()), stroke(line.stroke()));
        }
        if (mark instanceof RoundedRectangle rectangle) {
            return new RoundedRectangle(rect(rectangle.rect()), rectangle.radius() * scale,
                    paint(rectangle.paint()));
        }
        if (mark instanceof Ellipse ellipse) {
            return new Ellipse(rect(ellipse.rect()), paint(ellipse.paint()));
        }
        Text text = (Text) mark;
        return new Text(text.text(), point(text.anchor()), text.size() * scale, text.weight(), text.align(),
                text.rotation(), text.color());
    }

    private Rect rect(Rect rect) {
        return new Rect(rect.x() * scale + dx, rect.y() * scale + dy, rect.width() * scale, rect.height() * scale);
    }

    private List<Point> points(List<Point> points) {
        return points.stream().map(this::point).toList();
    }

    private Point point(Point point) {
        return new Point(point.x() * scale + dx, point.y() * scale + dy);
    }

    private Paint paint(Paint paint) {
        return new Paint(paint.fill(), paint.stroke().map(this::stroke));
    }

    private Stroke stroke(Stroke stroke) {
        return scale == 1 ? stroke : new Stroke(stroke.color(), stroke.width() * scale,
                stroke.dash().stream().map(length -> length * scale).toList());
    }
}
