package org.lamina.model;

import java.io.IOException;
import java.util.Optional;

/**
 * The values of one tensor, in row-major order (last axis fastest) whatever the strides in the file, widened to double.
 * Integers of 64 bits beyond 2^53 lose their last bits; booleans are 0 and 1. Not for use by several threads at once.
 */
public interface TensorValues {

    /** What is known about the tensor. */
    TensorInfo info();

    /**
     * Reads a run of values.
     *
     * @param from index of the first value, from 0
     * @param into filled from its start with as many values as it holds and the tensor has from there on
     * @return the number of values read, 0 at the end
     * @throws IOException if the file can't be read
     */
    int read(long from, double[] into) throws IOException;

    /** The elements as they are in the file, if each is one byte and they follow each other; empty otherwise. */
    default Optional<ByteElements> bytes() {
        return Optional.empty();
    }

    /**
     * All values at once.
     *
     * @throws IOException if the file can't be read, or the tensor has more values than an array can hold
     */
    default double[] toArray() throws IOException {
        long count = info().count();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IOException("tensor " + info().name() + " has " + count + " values, too many to hold at once");
        }
        double[] all = new double[(int) count];
        if (count > 0) {
            read(0, all);
        }
        return all;
    }
}
