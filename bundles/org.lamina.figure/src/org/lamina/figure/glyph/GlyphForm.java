package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * The outline of a glyph: a trapezoid between one side at the left and one at the right. Where there are several sides
 * at the left or right, trapezoids that share the other side are joined into one shape, as fingers at a hand.
 */
final class GlyphForm {

    /**
     * A vertical side.
     *
     * @param middle y of its middle
     * @param height its height
     */
    record Side(double middle, double height) {
        double top() {
            return middle - height / 2;
        }

        double bottom() {
            return middle + height / 2;
        }
    }

    private GlyphForm() {
    }

    /**
     * The corners, clockwise from the upper left one.
     *
     * @param left the sides at {@code x0}, from top to bottom
     * @param right the sides at {@code x1}, from top to bottom; one at least of the two lists has a single side
     */
    static List<Point> outline(double x0, List<Side> left, double x1, List<Side> right) {
        List<Point> corners = new ArrayList<>();
        Side palmLeft = left.get(left.size() - 1);
        for (int i = 0; i < right.size(); i++) {
            Side side = right.get(i);
            if (i > 0) {
                corners.add(notch(new Point(x1, right.get(i - 1).bottom()), new Point(x0, palmLeft.bottom()),
                        new Point(x1, side.top()), new Point(x0, palmLeft.top())));
            }
            corners.add(new Point(x1, side.top()));
            corners.add(new Point(x1, side.bottom()));
        }
        Side palmRight = right.get(right.size() - 1);
        for (int i = left.size() - 1; i >= 0; i--) {
            Side side = left.get(i);
            if (i < left.size() - 1) {
                corners.add(notch(new Point(x0, left.get(i + 1).top()), new Point(x1, palmRight.top()),
                        new Point(x0, side.bottom()), new Point(x1, palmRight.bottom())));
            }
            corners.add(new Point(x0, side.bottom()));
            corners.add(new Point(x0, side.top()));
        }
        Point first = corners.remove(corners.size() - 1);
        corners.add(0, first);
        return List.copyOf(corners);
    }

    /** The same outline about the same middle, smaller by a factor. */
    static List<Point> shrunk(List<Point> outline, double factor) {
        Rect bounds = Rect.around(outline);
        return outline.stream().map(point -> new Point(bounds.centerX() + factor * (point.x() - bounds.centerX()),
                bounds.centerY() + factor * (point.y() - bounds.centerY()))).toList();
    }

    /** Where the line from a to b meets the line from c to d. */
    private static Point notch(Point a, Point b, Point c, Point d) {
        double abX = b.x() - a.x();
        double abY = b.y() - a.y();
        double cdX = d.x() - c.x();
        double cdY = d.y() - c.y();
        double along = ((c.x() - a.x()) * cdY - (c.y() - a.y()) * cdX) / (abX * cdY - abY * cdX);
        return new Point(a.x() + along * abX, a.y() + along * abY);
    }
}
