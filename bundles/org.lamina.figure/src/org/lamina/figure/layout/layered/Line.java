package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.scene.Point;

/** A line along the axes that grows, without points that do not bend it and without ways there and back. */
final class Line {

    private static final double NEAR = 0.015;

    private final List<Point> points = new ArrayList<>();

    /** Adds a point, in hundredths of a pixel, so that lines on the same way have the same coordinates. */
    void to(Point point) {
        add(new Point(Math.round(point.x() * 100) / 100.0, Math.round(point.y() * 100) / 100.0));
    }

    private void add(Point exact) {
        int size = points.size();
        Point next = exact;
        if (size > 0) {
            Point last = points.get(size - 1);
            boolean sameX = same(last.x(), exact.x());
            boolean sameY = same(last.y(), exact.y());
            if (sameX && sameY) {
                return;
            }
            next = new Point(sameX ? last.x() : exact.x(), sameY ? last.y() : exact.y());
        }
        if (size > 1) {
            Point before = points.get(size - 2);
            Point last = points.get(size - 1);
            boolean upright = same(before.x(), last.x()) && same(last.x(), next.x());
            boolean level = same(before.y(), last.y()) && same(last.y(), next.y());
            if (upright || level) {
                points.remove(size - 1);
                add(next);
                return;
            }
        }
        points.add(next);
    }

    private static boolean same(double one, double other) {
        return Math.abs(one - other) < NEAR;
    }

    /** The points so far; a line without length has two equal ones. */
    List<Point> points() {
        return points.size() == 1 ? List.of(points.get(0), points.get(0)) : List.copyOf(points);
    }
}
