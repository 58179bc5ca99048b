package org.lamina.formats.tensorflow;

import java.util.List;
import java.util.Map;

import org.lamina.model.Shape;

/**
 * A function that graphs call (function.proto).
 *
 * @param name its name
 * @param arguments the names of its arguments in order
 * @param shapes the shapes of arguments, by their numbers, as far as the file tells
 * @param results what it gives, in order: names of nodes or arguments, perhaps with the number of an output
 * @param nodes its nodes
 */
record GraphFunction(String name, List<String> arguments, Map<Integer, Shape> shapes, List<String> results,
        List<GraphNode> nodes) {

    GraphFunction {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
        nodes = List.copyOf(nodes);
    }
}
