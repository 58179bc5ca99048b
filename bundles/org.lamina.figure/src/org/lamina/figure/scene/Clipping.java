package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Cuts marks to what lies inside a shape with straight sides. */
final class Clipping {

    private final List<Point> corners;

    Clipping(List<Point> corners) {
        this.corners = corners;
    }

    /** The pieces of straight lines inside, and dots whose middle is inside, as large as there is room. */
    List<Primitive> inside(List<Primitive> marks) {
        List<Primitive> inside = new ArrayList<>();
        for (Primitive mark : marks) {
            if (mark instanceof Primitive.Polyline line) {
                pieces(line, inside);
            } else if (mark instanceof Primitive.Ellipse dot) {
                Point middle = new Point(dot.rect().centerX(), dot.rect().centerY());
                double radius = Math.min(dot.rect().width() / 2, room(middle));
                if (contains(middle) && radius > 0) {
                    inside.add(new Primitive.Ellipse(new Rect(middle.x() - radius, middle.y() - radius, 2 * radius,
                            2 * radius), dot.paint()));
                }
            }
        }
        return List.copyOf(inside);
    }

    /** The distance of a point to the border. */
    private double room(Point point) {
        double room = Double.POSITIVE_INFINITY;
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double square = dx * dx + dy * dy;
            double along = square == 0 ? 0 : ((point.x() - a.x()) * dx + (point.y() - a.y()) * dy) / square;
            double near = Math.max(0, Math.min(1, along));
            room = Math.min(room, Math.hypot(point.x() - a.x() - near * dx, point.y() - a.y() - near * dy));
        }
        return room;
    }

    private void pieces(Primitive.Polyline line, List<Primitive> inside) {
        Point from = line.points().get(0);
        Point to = line.points().get(1);
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double[] cuts = DoubleStream.concat(DoubleStream.of(0, 1), crossings(from, dx, dy)).sorted().toArray();
        for (int i = 1; i < cuts.length; i++) {
            double middle = (cuts[i - 1] + cuts[i]) / 2;
            if (cuts[i] > cuts[i - 1] && contains(from.plus(middle * dx, middle * dy))) {
                inside.add(new Primitive.Polyline(List.of(from.plus(cuts[i - 1] * dx, cuts[i - 1] * dy),
                        from.plus(cuts[i] * dx, cuts[i] * dy)), line.stroke()));
            }
        }
    }

    /** Where the line crosses sides of the shape, as fractions of its length. */
    private DoubleStream crossings(Point from, double dx, double dy) {
        DoubleStream.Builder found = DoubleStream.builder();
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            double sideX = b.x() - a.x();
            double sideY = b.y() - a.y();
            double cross = dx * sideY - dy * sideX;
            if (cross != 0) {
                double along = ((a.x() - from.x()) * sideY - (a.y() - from.y()) * sideX) / cross;
                double onSide = ((a.x() - from.x()) * dy - (a.y() - from.y()) * dx) / cross;
                if (along > 0 && along < 1 && onSide >= 0 && onSide <= 1) {
                    found.add(along);
                }
            }
        }
        return found.build();
    }

    private boolean contains(Point point) {
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            boolean spans = a.y() > point.y() != b.y() > point.y();
            if (spans && point.x() < (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }
}
