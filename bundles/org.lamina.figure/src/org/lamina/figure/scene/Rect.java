package org.lamina.figure.scene;

import java.util.Collection;
import java.util.List;

/**
 * A rectangle along the axes.
 *
 * @param x its left side
 * @param y its top
 * @param width 0 or more
 * @param height 0 or more
 */
public record Rect(double x, double y, double width, double height) {

    /** The smallest rectangle that holds all these points; at least one is needed. */
    public static Rect around(Collection<Point> points) {
        double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
        double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
        double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
        return new Rect(left, top, right - left, bottom - top);
    }

    /** Its corners, clockwise from the upper left one. */
    public List<Point> corners() {
        return List.of(new Point(x, y), new Point(right(), y), new Point(right(), bottom()), new Point(x, bottom()));
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    /** Whether the point is inside or on the border. */
    public boolean contains(Point point) {
        return point.x() >= x && point.x() <= right() && point.y() >= y && point.y() <= bottom();
    }

    /** Whether the two have a common area; touching sides are none. */
    public boolean intersects(Rect other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** The smallest rectangle that holds both. */
    public Rect union(Rect other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Rect(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** This rectangle with every side moved out by a distance (in, where it is negative). */
    public Rect grown(double distance) {
        return new Rect(x - distance, y - distance, Math.max(0, width + 2 * distance),
                Math.max(0, height + 2 * distance));
    }
}
