package org.lamina.formats.pytorch;

import java.nio.file.Path;
import java.util.List;

import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * Where a tensor lies in a storage.
 *
 * @param type the type of its elements
 * @param sizes its sizes
 * @param strides elements from one index to the next along each axis
 * @param offset its first element in the storage
 * @param encoding how values are stored, where the type does not tell; else empty
 */
public record TensorPlace(ElementType type, List<Long> sizes, List<Long> strides, long offset, String encoding) {

    /** A tensor whose type tells how values are stored. */
    public TensorPlace(ElementType type, List<Long> sizes, List<Long> strides, long offset) {
        this(type, sizes, strides, offset, "");
    }

    /**
     * The tensor in a storage. Elements of a type of no known size are not looked for.
     *
     * @param file the file, for messages
     * @param name the name of the tensor
     * @throws ModelFormatException if it lies outside the storage, or has a negative size or stride
     */
    public StoredTensor in(Path file, String name, StorageRange storage) throws ModelFormatException {
        try {
            Shape shape = new Shape(sizes);
            long end = type.bytes(end(shape));
            TensorInfo info = new TensorInfo(name, type, shape, type.bytes(shape.count().orElse(0)), encoding);
            long start = Math.multiplyExact(offset, (long) type.bits());
            if (end > storage.bytes()) {
                throw new ModelFormatException(file, "a storage that holds tensor " + name + " of shape " + shape,
                        "one of " + storage.bytes() + " bytes");
            } else if (end > 0 && start % Byte.SIZE != 0) {
                throw new ModelFormatException(file, "tensor " + name + " to begin with a byte", "element " + offset);
            }
            return new StoredTensor(info, storage.position() + (end == 0 ? 0 : start / Byte.SIZE), strides);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(file, "a shape of whole numbers for tensor " + name,
                    String.valueOf(sizes), e);
        }
    }

    /** The number of elements that a storage must have, from its start to the last element of the tensor. */
    private long end(Shape shape) {
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0) || strides.size() != shape.rank()
                || !shape.isKnown()) {
            throw new IllegalArgumentException("an offset or stride below 0, or not one stride an axis");
        }
        if (shape.count().orElse(0) == 0) {
            return 0;
        }
        long last = offset;
        for (int axis = 0; axis < shape.rank(); axis++) {
            last = Math.addExact(last, Math.multiplyExact(shape.dimension(axis) - 1, strides.get(axis)));
        }
        return Math.addExact(last, 1);
    }
}
