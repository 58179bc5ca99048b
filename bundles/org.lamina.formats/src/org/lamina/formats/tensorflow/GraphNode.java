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
 * @param stack what stacks are noted under: the name within its function, {@code @}, and the name of the function
 */
record GraphNode(String name, String operator, List<String> inputs, Map<String, Object> attributes, String stack) {

    GraphNode {
        inputs = List.copyOf(inputs);
    }

    /** The name of the node that an input refers to: {@code conv1} of {@code conv1:output:0} and of {@code ^conv1}. */
    static String nodeName(String input) {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Whether it calls a function. */
    boolean isCall() {
        return operator.endsWith("PartitionedCall");
    }

    String text(String attribute) {
        return attributes.get(attribute) instanceof String text ? text : "";
    }

    List<Long> numbers(String attribute) {
        return attributes.get(attribute) instanceof List<?> list
                ? list.stream().filter(Long.class::isInstance).map(Long.class::cast).toList() : List.of();
    }
}
