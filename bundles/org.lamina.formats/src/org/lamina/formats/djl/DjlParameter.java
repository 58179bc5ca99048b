package org.lamina.formats.djl;

import java.nio.ByteOrder;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;

/**
 * A parameter of a block.
 *
 * @param name its name in the block: {@code weight}
 * @param dtype the type of its elements
 * @param shape its shape
 * @param order the order of the bytes of an element
 * @param position the byte of its first element in the file
 * @param length the bytes that its values take
 */
record DjlParameter(String name, ElementType dtype, Shape shape, ByteOrder order, long position, long length) {
}
