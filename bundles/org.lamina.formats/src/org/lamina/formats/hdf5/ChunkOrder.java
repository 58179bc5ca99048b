package org.lamina.formats.hdf5;

import java.util.List;

/**
 * How indices number chunks: in row-major order of as many chunks as the dataset may ever have, the axis without a
 * limit first (sections VII.B to VII.D).
 */
final class ChunkOrder {

    private final long[] counts;
    private final int slowest;

    /**
     * @param limits the size that the dataset may reach along each axis, in elements; -1 where there is no limit
     * @param sizes the elements of a chunk along each axis
     */
    ChunkOrder(List<Long> limits, long[] sizes) {
        counts = new long[sizes.length];
        int first = 0;
        for (int axis = 0; axis < counts.length; axis++) {
            long limit = limits.get(axis);
            counts[axis] = limit < 0 ? Long.MAX_VALUE : limit / sizes[axis] + (limit % sizes[axis] == 0 ? 0 : 1);
            first = limit < 0 ? axis : first;
        }
        slowest = first;
    }

    /** The chunks that the dataset may have at most; a number beyond {@code most} for more than that. */
    long total(long most) {
        long total = 1;
        for (long count : counts) {
            if (count > 0 && total > most / count) {
                return most + 1;
            }
            total *= count;
        }
        return total;
    }

    /** Where the chunk of this number is, counted in chunks along each axis. */
    long[] place(long number) {
        long[] place = new long[counts.length];
        long rest = number;
        for (int axis = counts.length - 1; axis >= 0; axis--) {
            if (axis != slowest && counts[axis] > 0) {
                place[axis] = rest % counts[axis];
                rest /= counts[axis];
            }
        }
        place[slowest] = rest;
        return place;
    }
}
