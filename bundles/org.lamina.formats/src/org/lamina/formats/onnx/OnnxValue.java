package org.lamina.formats.onnx;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;

/**
 * What the file says of a value (ValueInfoProto).
 *
 * @param name its name
 * @param dtype the type of its elements
 * @param shape its shape; null if the file does not tell
 */
record OnnxValue(String name, ElementType dtype, Shape shape) {
}
