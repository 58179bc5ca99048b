package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.scene.Point;

/** A line along the axes that grows, without points that do not bend it and without ways there and back. */
final class Line {

    private static final double NEAR = 0.01;

    private final List<Point> points = new ArrayList<>();

    void to(Point next) {
        int size = points.size();
        if (size > 0 && same(points.get(size - 1).x(), next.x()) && same(points.get(size - 1).y(), next.y())) {
            return;
        }
        if (size > 1) {
            Point before = points.get(size - 2);
            Point last = points.get(size - 1);
            boolean upright = same(before.x(), last.x()) && same(last.x(), next.x());
            boolean level = same(before.y(), last.y()) && same(last.y(), next.y());
            if (upright || level) {
                points.remove(size - 1);
                to(next);
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
