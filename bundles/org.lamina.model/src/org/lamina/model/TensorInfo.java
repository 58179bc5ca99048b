package org.lamina.model;

import java.util.stream.Stream;

/**
 * What is known about a stored tensor without reading its values.
 *
 * @param name the name that the file gives it, unique in the file: {@code layer1.0.conv1.weight}
 * @param dtype the type of its elements
 * @param shape its shape, fully known
 * @param bytes the bytes that its values take in the file, before any compression
 * @param encoding how values are stored, where the type of the elements does not tell: {@code Q4_K: blocks of 256
 *        values in 144 bytes}; else empty
 */
public record TensorInfo(String name, ElementType dtype, Shape shape, long bytes, String encoding) {

    /** A tensor whose values are stored as the type of its elements tells. */
    public TensorInfo(String name, ElementType dtype, Shape shape, long bytes) {
        this(name, dtype, shape, bytes, "");
    }

    /** The number of elements. */
    public long count() {
        return shape.count().orElse(0);
    }

    /** The number of elements of all these tensors; {@link Long#MAX_VALUE} if there are more than a file can hold. */
    static long count(Stream<TensorInfo> tensors) {
        return tensors.mapToLong(TensorInfo::count)
                .reduce(0, (sum, count) -> sum > Long.MAX_VALUE - count ? Long.MAX_VALUE : sum + count);
    }
}
