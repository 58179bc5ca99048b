package org.lamina.formats.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * A tensor whose little-endian elements lie in a file.
 *
 * @param info what is known about it
 * @param position the byte of its first element in the file
 * @param strides elements from one index to the next along each axis, as PyTorch counts them
 */
public record StoredTensor(TensorInfo info, long position, List<Long> strides) {

    public StoredTensor {
        strides = List.copyOf(strides);
    }

    /** A tensor whose elements follow each other in row-major order. */
    public static StoredTensor contiguous(TensorInfo info, long position) {
        return new StoredTensor(info, position, rowMajor(info.shape()));
    }

    /** Whether its values can be read as numbers. */
    public boolean isDecodable() {
        return Elements.isDecodable(info.dtype());
    }

    /**
     * Opens its values in the file.
     *
     * @throws IOException if values of its type can't be decoded
     */
    public TensorValues values(FileBytes bytes) throws IOException {
        return StoredValues.of(bytes, this);
    }

    /** Whether its elements follow each other in row-major order. */
    boolean isContiguous() {
        List<Long> expected = rowMajor(info.shape());
        for (int axis = 0; axis < strides.size(); axis++) {
            if (info.shape().dimension(axis) > 1 && !strides.get(axis).equals(expected.get(axis))) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> rowMajor(Shape shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides.add(0, stride);
            stride *= shape.dimension(axis);
        }
        return strides;
    }
}
