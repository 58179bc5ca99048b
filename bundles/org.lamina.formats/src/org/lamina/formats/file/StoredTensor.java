package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * A tensor whose elements lie in a file.
 *
 * @param info what is known about it
 * @param position the byte of its first element in the file
 * @param strides elements from one index to the next along each axis, as PyTorch counts them
 * @param order the order of the bytes of an element
 * @param isNegated whether elements are stored with the opposite sign
 */
public record StoredTensor(TensorInfo info, long position, List<Long> strides, ByteOrder order, boolean isNegated) {

    public StoredTensor {
        strides = List.copyOf(strides);
    }

    /** A tensor whose elements have their own sign. */
    public StoredTensor(TensorInfo info, long position, List<Long> strides, ByteOrder order) {
        this(info, position, strides, order, false);
    }

    /** A tensor of little-endian elements. */
    public StoredTensor(TensorInfo info, long position, List<Long> strides) {
        this(info, position, strides, ByteOrder.LITTLE_ENDIAN);
    }

    /** A tensor whose elements follow each other in row-major order. */
    public static StoredTensor contiguous(TensorInfo info, long position) {
        return new StoredTensor(info, position, rowMajor(info.shape()));
    }

    /** A tensor whose elements follow each other with the first axis fastest, as Fortran has them. */
    public static StoredTensor columnMajor(TensorInfo info, long position, ByteOrder order) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long size : info.shape().dimensions()) {
            strides.add(stride);
            stride *= size;
        }
        return new StoredTensor(info, position, strides, order);
    }

    /** The same tensor with elements of this byte order. */
    public StoredTensor ordered(ByteOrder newOrder) {
        return new StoredTensor(info, position, strides, newOrder, isNegated);
    }

    /** The same tensor with elements of the opposite sign. */
    public StoredTensor negated() {
        return new StoredTensor(info, position, strides, order, !isNegated);
    }

    /** The same tensor under another name. */
    public StoredTensor named(String name) {
        return new StoredTensor(new TensorInfo(name, info.dtype(), info.shape(), info.bytes(), info.encoding()),
                position, strides, order, isNegated);
    }

    /** The same tensor in a file that has these bytes before what was the file. */
    public StoredTensor moved(long bytes) {
        return new StoredTensor(info, position + bytes, strides, order, isNegated);
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
        return new StoredValues(bytes, this);
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
