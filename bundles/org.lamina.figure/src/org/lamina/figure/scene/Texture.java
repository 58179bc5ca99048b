package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pattern that tells areas apart without colour. It repeats in square tiles that start at (0, 0) of the scene, so
 * that areas beside each other go on with one pattern.
 */
public enum Texture {
    DIAGONAL(6, 1, Mark.RISING),
    DOTS(6, 1.8, Mark.DOT),
    HORIZONTAL(5, 1, Mark.LEVEL),
    CROSSHATCH(7, 0.8, Mark.RISING, Mark.FALLING),
    VERTICAL(5, 1, Mark.UPRIGHT),
    BACK_DIAGONAL(6, 1, Mark.FALLING),
    GRID(7, 0.8, Mark.LEVEL, Mark.UPRIGHT),
    LARGE_DOTS(9, 4, Mark.DOT),
    DENSE_HORIZONTAL(3, 1.2, Mark.LEVEL),
    PLUSES(8, 1, Mark.PLUS),
    DENSE_DIAGONAL(3.5, 1.2, Mark.RISING),
    RINGS(9, 0.8, Mark.RING);

    private enum Mark {
        LEVEL, UPRIGHT, RISING, FALLING, DOT, PLUS, RING
    }

    private final double tile;
    private final double width;
    private final Set<Mark> marks;

    Texture(double tile, double width, Mark... marks) {
        this.tile = tile;
        this.width = width;
        this.marks = Set.of(marks);
    }

    /** The side of its tile in pixels. */
    public double tile() {
        return tile;
    }

    /**
     * Its marks on a shape with straight sides, cut at these. On a shape that is smaller than a tile they are smaller
     * too, and one of them lies in its middle.
     */
    public List<Primitive> marks(List<Point> shape, Rgb ink) {
        Rect area = Rect.around(shape);
        if (!isSmall(area)) {
            return new Clipping(shape).inside(marks(area, ink));
        }
        double factor = Math.min(area.width(), area.height()) / tile;
        double dx = area.centerX() - tile / 2 * factor;
        double dy = area.centerY() - tile / 2 * factor;
        Rect large = new Rect((area.x() - dx) / factor, (area.y() - dy) / factor, area.width() / factor,
                area.height() / factor);
        return new Clipping(shape)
                .inside(marks(large, ink).stream().map(mark -> placed(mark, factor, dx, dy)).toList());
    }

    /** Whether a shape has no room for a whole tile, so that a pattern that goes on behind it may leave it empty. */
    public boolean isSmall(Rect area) {
        return Math.min(area.width(), area.height()) < tile;
    }

    private static Primitive placed(Primitive mark, double factor, double dx, double dy) {
        if (mark instanceof Primitive.Polyline line) {
            return new Primitive.Polyline(line.points().stream()
                    .map(point -> new Point(point.x() * factor + dx, point.y() * factor + dy)).toList(),
                    Stroke.solid(line.stroke().color(), line.stroke().width() * factor));
        }
        Primitive.Ellipse dot = (Primitive.Ellipse) mark;
        Rect rect = dot.rect();
        Paint paint = dot.paint().stroke().map(stroke -> Paint.outlined(Stroke.solid(stroke.color(),
                stroke.width() * factor))).orElse(dot.paint());
        return new Primitive.Ellipse(new Rect(rect.x() * factor + dx, rect.y() * factor + dy, rect.width() * factor,
                rect.height() * factor), paint);
    }

    /** Its marks over an area; they reach over the area's border, so that whoever paints them clips. */
    public List<Primitive> marks(Rect area, Rgb ink) {
        List<Primitive> all = new ArrayList<>();
        for (Mark mark : Mark.values()) {
            if (marks.contains(mark)) {
                switch (mark) {
                    case LEVEL -> level(area, ink, all);
                    case UPRIGHT -> upright(area, ink, all);
                    case RISING -> rising(area, ink, all);
                    case FALLING -> falling(area, ink, all);
                    default -> single(mark, area, ink, all);
                }
            }
        }
        return List.copyOf(all);
    }

    /** The first n with a value of n tiles before a place. */
    private long before(double place) {
        return (long) Math.floor(place / tile) - 1;
    }

    private void level(Rect area, Rgb ink, List<Primitive> all) {
        for (long n = before(area.y()); n * tile < area.bottom(); n++) {
            double y = (n + 0.5) * tile;
            all.add(line(area.x(), y, area.right(), y, ink));
        }
    }

    private void upright(Rect area, Rgb ink, List<Primitive> all) {
        for (long n = before(area.x()); n * tile < area.right(); n++) {
            double x = (n + 0.5) * tile;
            all.add(line(x, area.y(), x, area.bottom(), ink));
        }
    }

    /** The lines on which x + y is a multiple of the tile. */
    private void rising(Rect area, Rgb ink, List<Primitive> all) {
        for (long n = before(area.x() + area.y()); n * tile < area.right() + area.bottom() + tile; n++) {
            all.add(line(n * tile - area.bottom(), area.bottom(), n * tile - area.y(), area.y(), ink));
        }
    }

    /** The lines on which x - y is a multiple of the tile. */
    private void falling(Rect area, Rgb ink, List<Primitive> all) {
        for (long n = before(area.x() - area.bottom()); n * tile < area.right() - area.y() + tile; n++) {
            all.add(line(n * tile + area.y(), area.y(), n * tile + area.bottom(), area.bottom(), ink));
        }
    }

    private void single(Mark mark, Rect area, Rgb ink, List<Primitive> all) {
        for (long row = before(area.y()); row * tile < area.bottom(); row++) {
            for (long column = before(area.x()); column * tile < area.right(); column++) {
                double x = (column + 0.5) * tile;
                double y = (row + 0.5) * tile;
                double quarter = tile / 4;
                if (mark == Mark.PLUS) {
                    all.add(line(x - quarter, y, x + quarter, y, ink));
                    all.add(line(x, y - quarter, x, y + quarter, ink));
                } else if (mark == Mark.DOT) {
                    all.add(new Primitive.Ellipse(new Rect(x - width / 2, y - width / 2, width, width),
                            Paint.filled(ink)));
                } else {
                    all.add(new Primitive.Ellipse(new Rect(x - quarter, y - quarter, 2 * quarter, 2 * quarter),
                            Paint.outlined(Stroke.solid(ink, width))));
                }
            }
        }
    }

    private Primitive line(double x1, double y1, double x2, double y2, Rgb ink) {
        return new Primitive.Polyline(List.of(new Point(x1, y1), new Point(x2, y2)), Stroke.solid(ink, width));
    }
}
