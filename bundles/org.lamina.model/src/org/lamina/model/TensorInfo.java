package org.lamina.model;

/**
 * What is known about a stored tensor without reading its values.
 *
 * @param name the name that the file gives it, unique in the file: {@code layer1.0.conv1.weight}
 * @param dtype the type of its elements
 * @param shape its shape, fully known
 * @param bytes the bytes that its values take in the file, before any compression
 */
public record TensorInfo(String name, ElementType dtype, Shape shape, long bytes) {

    /** The number of elements. */
    public long count() {
        return shape.count().orElse(0);
    }
}
