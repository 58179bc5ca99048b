package org.lamina.formats.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts nodes behind those that they read from. Nodes that are in order already stay as they are. */
final class NodeOrder {

    private final List<OnnxNode> nodes;
    private final Map<String, Integer> producers = new HashMap<>();
    private final List<OnnxNode> sorted = new ArrayList<>();
    private final byte[] state;
    private boolean isCyclic;

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    NodeOrder(List<OnnxNode> nodes) {
        this.nodes = nodes;
        this.state = new byte[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty()) {
                    producers.putIfAbsent(output, i);
                }
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            visit(i);
        }
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
        return sorted;
    }

    /** Whether some nodes read from each other in a circle; these stand in the order of the file. */
    boolean isCyclic() {
        return isCyclic;
    }

    /** Depth first, without recursion, since chains may be long. */
    private void visit(int first) {
        Deque<Integer> path = new ArrayDeque<>();
        path.push(first);
        while (!path.isEmpty()) {
            int node = path.peek();
            if (state[node] == DONE) {
                path.pop();
            } else if (state[node] == OPEN) {
                state[node] = DONE;
                sorted.add(nodes.get(node));
                path.pop();
            } else {
                state[node] = OPEN;
                for (String read : reads(nodes.get(node))) {
                    Integer producer = producers.get(read);
                    if (producer != null && state[producer] == OPEN) {
                        isCyclic = true;
                    } else if (producer != null && state[producer] != DONE) {
                        path.push(producer);
                    }
                }
            }
        }
    }
}
