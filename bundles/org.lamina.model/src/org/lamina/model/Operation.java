package org.lamina.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A primitive computation inside a layer: an ONNX node, a TorchScript call such as {@code torch._convolution}.
 *
 * @param name the name in the file, unique in the model
 * @param type the operator as the format spells it: {@code Conv}, {@code aten::relu}
 * @param attributes constant attributes by name: numbers, strings, booleans and lists of them
 * @param inputs names of the values it reads
 * @param outputs names of the values it writes
 * @param outputShape shape of its first output where known
 */
public record Operation(String name, String type, Map<String, Object> attributes, List<String> inputs,
        List<String> outputs, Optional<Shape> outputShape) {

    public Operation {
        attributes = attributes.isEmpty() ? Collections.emptyMap()
                : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
