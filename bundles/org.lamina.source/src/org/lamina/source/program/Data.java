package org.lamina.source.program;

import java.util.List;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.python.TextRange;

/**
 * What is known of an array or data set that a program trains, validates or tests with.
 *
 * @param origin where it comes from: {@code mnist.train.x}; arrays of the same origin share samples. Empty where it is
 *        not known
 * @param values what range its values have
 * @param labels whether it holds labels, and of what kind
 * @param classes the number of classes, if it holds labels and the number is known
 * @param slice the part of its origin that it holds, if that is known and not all
 * @param shape its shape with the samples first, where known
 * @param range where the program loads or makes it
 */
public record Data(String origin, Values values, Labels labels, Optional<Long> classes, Optional<Slice> slice,
        Optional<Shape> shape, Optional<TextRange> range) {

    /** Nothing is known. */
    public static final Data UNKNOWN = new Data("", Values.UNKNOWN, Labels.UNKNOWN, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /** The range of values. */
    public enum Values {
        /** Grey values or colours from 0 to 255, as image files have them. */
        BYTES,
        /** Brought to about [0, 1] or [-1, 1], or standardised. */
        SCALED,
        /** Not known. */
        UNKNOWN
    }

    /** The kind of labels. */
    public enum Labels {
        CLASS_INDEX, ONE_HOT, UNKNOWN
    }

    /**
     * Consecutive samples of an origin; a negative number counts from the end, as in Python.
     *
     * @param from the first sample; empty for the beginning
     * @param to the sample after the last; empty for the end
     */
    public record Slice(Optional<Long> from, Optional<Long> to) {
    }

    /** Whether it is known that two hold samples in common; the list has where both are cut. */
    public boolean overlaps(Data other) {
        return !origin.isEmpty() && origin.equals(other.origin) && !disjoint(slice, other.slice);
    }

    private static boolean disjoint(Optional<Slice> first, Optional<Slice> second) {
        List<Slice> both = List.of(first.orElse(new Slice(Optional.empty(), Optional.empty())),
                second.orElse(new Slice(Optional.empty(), Optional.empty())));
        return before(both.get(0), both.get(1)) || before(both.get(1), both.get(0));
    }

    /** Whether one ends before the other begins; unknown counts as yes where signs differ. */
    private static boolean before(Slice first, Slice second) {
        if (first.to().isEmpty() || second.from().isEmpty()) {
            return false;
        }
        long end = first.to().get();
        long start = second.from().get();
        return end < 0 == start < 0 ? end <= start : true;
    }
}
