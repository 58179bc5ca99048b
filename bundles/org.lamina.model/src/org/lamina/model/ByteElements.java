package org.lamina.model;

import java.io.IOException;

/**
 * The elements of a tensor of which each is one byte in the file, as they are. There are no more than 256 different
 * ones, so counting them is faster than decoding each.
 */
public interface ByteElements {

    /**
     * The value that a byte stands for.
     *
     * @param element the byte, 0 to 255
     */
    double value(int element);

    /**
     * Reads a run of elements.
     *
     * @param from index of the first, from 0
     * @param into filled from its start with as many elements as it holds and the tensor has from there on
     * @return the number of elements read, 0 at the end
     * @throws IOException if the file can't be read
     */
    int read(long from, byte[] into) throws IOException;
}
