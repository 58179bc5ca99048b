package org.lamina.formats.onnx;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.lamina.formats.graph.DependencyOrder;

/** Puts nodes behind those that they read from. Nodes that are in order already stay as they are. */
final class NodeOrder {

    private final List<OnnxNode> nodes;
    private final Map<String, Integer> producers = new HashMap<>();
    private final DependencyOrder order;

    NodeOrder(List<OnnxNode> nodes) {
        this.nodes = nodes;
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty()) {
                    producers.putIfAbsent(output, i);
                }
            }
        }
        order = new DependencyOrder(nodes.size(),
                node -> reads(nodes.get(node)).stream().map(producers::get).filter(Objects::nonNull).toList());
    }

    /** The names of all values that a node reads, those that its bodies capture included. */
    static Set<String> reads(OnnxNode node) {
        Set<String> reads = new LinkedHashSet<>(node.inputs());
        node.attributes().values().stream().filter(OnnxGraph.class::isInstance)
                .forEach(body -> reads.addAll(((OnnxGraph) body).captured()));
        reads.remove("");
        return reads;
    }

    /** The nodes in order. */
    List<OnnxNode> sorted() {
        return order.sorted().stream().map(nodes::get).toList();
    }

    /** Whether some nodes read from each other in a circle; these stand in the order of the file. */
    boolean isCyclic() {
        return order.isCyclic();
    }
}
