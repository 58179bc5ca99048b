package org.lamina.formats.onnx;

import java.util.List;
import java.util.Map;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;

/**
 * A tensor of the file (TensorProto), whose values are left where they are.
 *
 * @param name its name; empty for a constant in an attribute
 * @param dtype the type of its elements
 * @param shape its shape
 * @param encoding how its values are stored
 * @param position where its values start in the file
 * @param length the bytes that they take there; 0 if there are none
 * @param external where else they are, by the keys of the format: {@code location}, {@code offset}, {@code length}
 * @param small the values, Long or Double, of a tensor with few elements, as shapes and scales are given; else empty
 */
record OnnxTensor(String name, ElementType dtype, Shape shape, Encoding encoding, long position, long length,
        Map<String, String> external, List<Number> small) {

    /** How values are stored. */
    enum Encoding {
        /** Little-endian elements, one after the other. */
        RAW,
        /** A packed run of protobuf's variable-length numbers. */
        VARINTS,
        /** In another file. */
        EXTERNAL,
        /** Not at all, or in a way that is not read. */
        NONE
    }

    OnnxTensor {
        external = Map.copyOf(external);
        small = List.copyOf(small);
    }

    /** The same tensor under another name. */
    OnnxTensor named(String newName) {
        return new OnnxTensor(newName, dtype, shape, encoding, position, length, external, small);
    }

    /** The same tensor with its values, if it has few. */
    OnnxTensor with(List<Number> values) {
        return new OnnxTensor(name, dtype, shape, encoding, position, length, external, values);
    }
}
