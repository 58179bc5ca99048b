package org.lamina.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor along its axes, outermost first.
 *
 * @param dimensions one size an axis, 0 or more, or {@link #UNKNOWN} where the size is not known before run time;
 *        empty for a scalar
 */
public record Shape(List<Long> dimensions) {

    /** An axis whose size is only known at run time, as the batch axis of most exported models. */
    public static final long UNKNOWN = -1;

    public Shape {
        dimensions = List.copyOf(dimensions);
        for (long dimension : dimensions) {
            if (dimension < UNKNOWN) {
                throw new IllegalArgumentException("a dimension is 0 or more, or UNKNOWN, not " + dimension);
            }
        }
    }

    /** The shape with these sizes, outermost first. */
    public static Shape of(long... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /** The number of axes; 0 for a scalar. */
    public int rank() {
        return dimensions.size();
    }

    /** The size along an axis; a negative axis counts from the end, so that -1 is the innermost. */
    public long dimension(int axis) {
        return dimensions.get(axis < 0 ? axis + rank() : axis);
    }

    /** Whether every axis has a known size. */
    public boolean isKnown() {
        return !dimensions.contains(UNKNOWN);
    }

    /**
     * The number of elements; empty if an axis is unknown.
     *
     * @throws ArithmeticException if the product does not fit a long
     */
    public OptionalLong count() {
        if (!isKnown()) {
            return OptionalLong.empty();
        }
        if (dimensions.contains(0L)) {
            return OptionalLong.of(0);
        }
        long count = 1;
        for (long dimension : dimensions) {
            count = Math.multiplyExact(count, dimension);
        }
        return OptionalLong.of(count);
    }

    /** As people write it: {@code 1 × 16 × 8 × 8}, {@code ? × 10}, {@code scalar}. */
    @Override
    public String toString() {
        return dimensions.isEmpty() ? "scalar"
                : dimensions.stream().map(d -> d == UNKNOWN ? "?" : d.toString()).collect(Collectors.joining(" × "));
    }
}
