package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        order = new DependencyOrder(nodes.size(), node -> {
            List<Integer> needed = new ArrayList<>();
            for (String read : reads(nodes.get(node))) {
                Integer producer = producers.get(read);
                if (producer != null) {
                    needed.add(producer);
                }
            }
            return needed;
        });
    }

    /** The names of all values that a node reads, each once, those that its bodies capture included. */
    static Collection<String> reads(OnnxNode node) {
        List<String> inputs = node.inputs();
        boolean isPlain = inputs.size() == 1 || inputs.size() == 2 && !inputs.get(0).equals(inputs.get(1));
        if (isPlain && !inputs.contains("") && !node.hasBodies()) {
            return inputs;
        }
        Set<String> reads = new LinkedHashSet<>(inputs);
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
