package org.lamina.formats.onnx;

/**
 * The value of an attribute in a function: that which the call gives for another attribute.
 *
 * @param name the name of the attribute of the function
 */
record AttributeReference(String name) {
}
