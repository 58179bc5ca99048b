package org.lamina.formats.onnx;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph (GraphProto), or the body of a control-flow node.
 *
 * @param name its name
 * @param nodes its nodes in the order of the file
 * @param initializers its constant tensors by name
 * @param inputs its inputs; may list initializers too, as old files do
 * @param outputs its outputs
 * @param values what the file says of inner values, by name
 */
record OnnxGraph(String name, List<OnnxNode> nodes, Map<String, OnnxTensor> initializers, List<OnnxValue> inputs,
        List<OnnxValue> outputs, Map<String, OnnxValue> values) {

    OnnxGraph {
        nodes = List.copyOf(nodes);
        initializers = new LinkedHashMap<>(initializers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        values = Map.copyOf(values);
    }

    /** The names of the values that it reads and does not make itself, as a body reads those of the graph around it. */
    Set<String> captured() {
        Set<String> own = new HashSet<>(initializers.keySet());
        inputs.forEach(input -> own.add(input.name()));
        nodes.forEach(node -> own.addAll(node.outputs()));
        Set<String> captured = new LinkedHashSet<>();
        for (OnnxNode node : nodes) {
            captured.addAll(node.inputs());
            node.attributes().values().stream().filter(OnnxGraph.class::isInstance)
                    .forEach(body -> captured.addAll(((OnnxGraph) body).captured()));
        }
        outputs.forEach(output -> captured.add(output.name()));
        captured.removeAll(own);
        captured.remove("");
        return captured;
    }
}
