package org.lamina.model;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The tensors of an open file. Listing them reads nothing; values are read when they are asked for.
 * May be used by several threads at once. Whoever opened the file closes it.
 */
public interface TensorSource extends Closeable {

    /** A source without tensors, for files that hold only an architecture. */
    TensorSource EMPTY = new TensorSource() {
        @Override
        public List<TensorInfo> tensors() {
            return List.of();
        }

        @Override
        public TensorValues values(String name) {
            throw new IllegalArgumentException("no tensor named " + name);
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    /** The tensors in the order of the file. */
    List<TensorInfo> tensors();

    /** The tensor of this name, if there is one. */
    default Optional<TensorInfo> find(String name) {
        return tensors().stream().filter(tensor -> tensor.name().equals(name)).findFirst();
    }

    /**
     * Opens the values of a tensor.
     *
     * @throws IllegalArgumentException if there is no tensor of this name
     * @throws IOException if the file can't be read, or the values have a type that can't be decoded
     */
    TensorValues values(String name) throws IOException;

    @Override
    void close() throws IOException;
}
