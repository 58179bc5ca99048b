package org.lamina.ui.graph.canvas;

import java.util.List;
import org.eclipse.draw2d.geometry.Rectangle;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/** Between the exact geometry of scenes and the whole pixels of figures. */
final class Geometry {

    private Geometry() {
    }

    /** The smallest rectangle of whole pixels that holds a rectangle with a margin. */
    static Rectangle pixels(Rect rect, double margin) {
        Rect grown = rect.grown(margin);
        int left = (int) Math.floor(grown.x());
        int top = (int) Math.floor(grown.y());
        return new Rectangle(left, top, (int) Math.ceil(grown.right()) - left, (int) Math.ceil(grown.bottom()) - top);
    }

    /** The distance of a point to the nearest point of an open line. */
    static double distance(List<Point> line, double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < line.size(); i++) {
            nearest = Math.min(nearest, distance(line.get(i - 1), line.get(i), x, y));
        }
        return nearest;
    }

    private static double distance(Point from, Point to, double x, double y) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / square;
        double clamped = Math.max(0, Math.min(1, along));
        return Math.hypot(from.x() + clamped * dx - x, from.y() + clamped * dy - y);
    }
}
