package org.lamina.figure.scene;

import java.util.List;
import java.util.Optional;

/** A mark on the plane, in the coordinates of its scene. */
public sealed interface Primitive {

    /** The smallest rectangle that holds its geometry, without the outline's width. */
    Rect bounds();

    /** How its area is painted; empty for a line or a text. */
    default Optional<Paint> area() {
        return this instanceof Polygon polygon ? Optional.of(polygon.paint)
                : this instanceof RoundedRectangle rectangle ? Optional.of(rectangle.paint)
                        : this instanceof Ellipse ellipse ? Optional.of(ellipse.paint) : Optional.empty();
    }

    /** The same shape painted in another way; a line or a text stays as it is. */
    default Primitive withPaint(Paint other) {
        return this instanceof Polygon polygon ? new Polygon(polygon.points, other)
                : this instanceof RoundedRectangle rectangle
                        ? new RoundedRectangle(rectangle.rect, rectangle.radius, other)
                        : this instanceof Ellipse ellipse ? new Ellipse(ellipse.rect, other) : this;
    }

    /** The marks of its texture, cut at its border; none for what has no texture, or a round border. */
    default List<Primitive> texture() {
        List<Point> corners = this instanceof Polygon polygon ? polygon.points
                : this instanceof RoundedRectangle rectangle ? rectangle.rect.corners() : List.of();
        return corners.isEmpty() ? List.of() : area().flatMap(Paint::fill)
                .flatMap(fill -> fill.texture().map(texture -> texture.marks(corners, fill.ink()))).orElse(List.of());
    }

    /** A closed shape with straight sides; at least three points. */
    record Polygon(List<Point> points, Paint paint) implements Primitive {
        public Polygon {
            points = List.copyOf(points);
        }

        @Override
        public Rect bounds() {
            return Rect.around(points);
        }
    }

    /** A rectangle; {@code radius} is that of its corners, 0 for sharp ones, at most half of the shorter side. */
    record RoundedRectangle(Rect rect, double radius, Paint paint) implements Primitive {
        @Override
        public Rect bounds() {
            return rect;
        }
    }

    /** An ellipse that fills its rectangle. */
    record Ellipse(Rect rect, Paint paint) implements Primitive {
        @Override
        public Rect bounds() {
            return rect;
        }
    }

    /** An open line; at least two points. */
    record Polyline(List<Point> points, Stroke stroke) implements Primitive {
        public Polyline {
            points = List.copyOf(points);
        }

        @Override
        public Rect bounds() {
            return Rect.around(points);
        }
    }

    /**
     * One line of text in the sans-serif family of {@link TextMetrics#FAMILY}.
     *
     * @param text what it says; no line breaks
     * @param anchor the point on the baseline that {@code align} speaks of
     * @param size the size of the em in pixels
     * @param weight normal or bold
     * @param align which part of the text lies at the anchor
     * @param rotation degrees clockwise around the anchor: 0, 90 (reads downwards) or -90 (reads upwards)
     * @param color its colour
     */
    record Text(String text, Point anchor, double size, Weight weight, Align align, int rotation, Rgb color)
            implements Primitive {

        /** How bold text is. */
        public enum Weight {
            NORMAL, BOLD
        }

        /** Which part of a text lies at its anchor. */
        public enum Align {
            START, MIDDLE, END
        }

        public Text {
            if (rotation != 0 && rotation != 90 && rotation != -90) {
                throw new IllegalArgumentException("a text is turned by 0, 90 or -90 degrees, not " + rotation);
            }
        }

        /** The length along its baseline. */
        public double length() {
            return TextMetrics.width(text, size, weight);
        }

        /** The box from ascent to descent. */
        @Override
        public Rect bounds() {
            double length = length();
            double start = switch (align) {
                case START -> 0;
                case MIDDLE -> -length / 2;
                case END -> -length;
            };
            double up = TextMetrics.ASCENT * size;
            double down = TextMetrics.DESCENT * size;
            return switch (rotation) {
                case 90 -> new Rect(anchor.x() - down, anchor.y() + start, up + down, length);
                case -90 -> new Rect(anchor.x() - up, anchor.y() - start - length, up + down, length);
                default -> new Rect(anchor.x() + start, anchor.y() - up, length, up + down);
            };
        }
    }
}
