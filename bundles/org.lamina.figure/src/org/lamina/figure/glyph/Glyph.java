package org.lamina.figure.glyph;

import java.util.List;
import org.lamina.figure.parts.Extent;
import org.lamina.figure.parts.Part;

/**
 * Shapes that stand together in one place: a layer, and behind it slim bars for layers that only treat its output value
 * by value, such as a normalisation and an activation.
 *
 * @param head the layer
 * @param slim what follows it
 */
record Glyph(Part head, List<Part> slim) {

    Glyph {
        slim = List.copyOf(slim);
    }

    String id() {
        return head.id();
    }

    /** The extent of what leaves it. */
    Extent out() {
        return last().out();
    }

    /** What is written above it where it stands for several in a row: {@code × 12}; else empty. */
    String repeats() {
        return head.repeats() > 1 ? "× " + head.repeats() : "";
    }

    /** The part that its links leave from. */
    Part last() {
        return slim.isEmpty() ? head : slim.get(slim.size() - 1);
    }
}
