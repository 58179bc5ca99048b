package org.lamina.formats.tensorflow;

import java.util.List;
import java.util.Map;

/**
 * A node of a graph of TensorFlow (node_def.proto).
 *
 * @param name its name, with scopes: {@code conv1/Conv2D}
 * @param operator what it computes: {@code Conv2D}
 * @param inputs the names of nodes with the number of an output, or with {@code ^} in front if only the order counts
 * @param attributes numbers, texts, booleans, shapes, constants, and lists of numbers
 */
record GraphNode(String name, String operator, List<String> inputs, Map<String, Object> attributes) {

    GraphNode {
        inputs = List.copyOf(inputs);
    }

    String text(String attribute) {
        return attributes.get(attribute) instanceof String text ? text : "";
    }

    List<Long> numbers(String attribute) {
        return attributes.get(attribute) instanceof List<?> list
                ? list.stream().filter(Long.class::isInstance).map(Long.class::cast).toList() : List.of();
    }
}
