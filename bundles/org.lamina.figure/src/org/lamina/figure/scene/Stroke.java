package org.lamina.figure.scene;

import java.util.List;

/**
 * How a line is drawn, with round joins and flat ends.
 *
 * @param color its colour
 * @param width its width, above 0
 * @param dash lengths of dashes and gaps in turn; empty for a solid line
 */
public record Stroke(Rgb color, double width, List<Double> dash) {

    public Stroke {
        dash = List.copyOf(dash);
        if (!(width > 0)) {
            throw new IllegalArgumentException("a stroke is wider than 0, not " + width);
        }
    }

    /** A solid line. */
    public static Stroke solid(Rgb color, double width) {
        return new Stroke(color, width, List.of());
    }
}
