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

    /** The pieces of straight lines inside, and dots whose middle is inside. */
    List<Primitive> inside(List<Primitive> marks) {
        List<Primitive> inside = new ArrayList<>();
        for (Primitive mark : marks) {
            if (mark instanceof Primitive.Polyline line) {
                pieces(line, inside);
            } else if (contains(new Point(mark.bounds().centerX(), mark.bounds().centerY()))) {
                inside.add(mark);
            }
        }
        return List.copyOf(inside);
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
