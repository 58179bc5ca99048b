package org.lamina.figure.glyph;

import java.util.List;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;

/** Moves what has been drawn. */
record Shift(double dx, double dy) {

    SceneNode node(SceneNode node) {
        return new SceneNode(node.id(), node.role(), node.title(), node.unit(), rect(node.bounds()),
                node.primitives().stream().map(this::mark).toList());
    }

    SceneEdge edge(SceneEdge edge) {
        return new SceneEdge(edge.id(), edge.title(), edge.from(), edge.to(), points(edge.points()), edge.stroke(),
                edge.arrow(), edge.labels().stream().map(this::mark).toList());
    }

    Primitive mark(Primitive mark) {
        if (mark instanceof Polygon polygon) {
            return new Polygon(points(polygon.points()), polygon.paint());
        }
        if (mark instanceof Polyline line) {
            return new Polyline(points(line.points()), line.stroke());
        }
        if (mark instanceof RoundedRectangle rectangle) {
            return new RoundedRectangle(rect(rectangle.rect()), rectangle.radius(), rectangle.paint());
        }
        if (mark instanceof Ellipse ellipse) {
            return new Ellipse(rect(ellipse.rect()), ellipse.paint());
        }
        Text text = (Text) mark;
        return new Text(text.text(), text.anchor().plus(dx, dy), text.size(), text.weight(), text.align(),
                text.rotation(), text.color());
    }

    private Rect rect(Rect rect) {
        return new Rect(rect.x() + dx, rect.y() + dy, rect.width(), rect.height());
    }

    private List<Point> points(List<Point> points) {
        return points.stream().map(point -> point.plus(dx, dy)).toList();
    }
}
