package org.lamina.source.program;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param traits what else is seen of its values
 * @param imbalance how many times as many samples the largest class has as the smallest; 1 where it is not known
 */
public record Data(String origin, Values values, Labels labels, Optional<Long> classes, Optional<Slice> slice,
        Optional<Shape> shape, Optional<TextRange> range, Set<Trait> traits, double imbalance) {

    /** Nothing is known. */
    public static final Data UNKNOWN = new Data("", Values.UNKNOWN, Labels.UNKNOWN, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    public Data {
        traits = Set.copyOf(traits);
    }

    /** Data of which nothing else is seen. */
    public Data(String origin, Values values, Labels labels, Optional<Long> classes, Optional<Slice> slice,
            Optional<Shape> shape, Optional<TextRange> range) {
        this(origin, values, labels, classes, slice, shape, range, Set.of(), 1);
    }

    /** The same, of which this is seen too. */
    public Data with(Trait trait) {
        Set<Trait> all = new HashSet<>(traits);
        all.add(trait);
        return new Data(origin, values, labels, classes, slice, shape, range, all, imbalance);
    }

    /** The same without what was mended. */
    public Data without(Trait trait) {
        Set<Trait> rest = new HashSet<>(traits);
        rest.remove(trait);
        return new Data(origin, values, labels, classes, slice, shape, range, rest, imbalance);
    }

    /** What can be seen of values that are written in the program, or of how they are read and changed. */
    public enum Trait {
        /** Some may be NaN: values are missing, or are the logarithm of anything. */
        GAPS,
        /** Some are NaN or infinite: they are written so. */
        NOT_FINITE,
        /** They are random numbers, to show something with. */
        MADE_UP,
        /** They are whole numbers of an integer type. */
        INTEGER,
        /** They are one number a sample, without an axis for it: of shape (samples), not (samples, 1). */
        ONE_AXIS,
        /** A feature has the same value in all samples. */
        CONSTANT_FEATURE,
        /** Two features have the same values. */
        DUPLICATE_FEATURE,
        /** The numbers of classes were divided or multiplied. */
        SCALED_CLASSES,
        /** Labels were made vectors of fewer entries than there are classes. */
        CUT_CLASSES
    }

    /** The range of values. */
    public enum Values {
        /** Grey values or colours from 0 to 255, as image files have them. */
        BYTES,
        /** Numbers in whatever units a table has them. */
        RAW,
        /** Brought to about [0, 1] or [-1, 1], or standardised. */
        SCALED,
        /** Not known. */
        UNKNOWN
    }

    /** The kind of labels. */
    public enum Labels {
        /** The number of the class. */
        CLASS_INDEX,
        /** A vector with a one for the class. */
        ONE_HOT,
        /** A vector with a one for each label that holds; several may. */
        MULTI_HOT,
        /** Numbers to be predicted. */
        AMOUNT,
        /** Not known, or no labels. */
        UNKNOWN
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
