package org.lamina.formats.torchexport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.lamina.model.ModelFormatException;

/**
 * The calls of an exported graph in order, with those of the graphs inside it, as the branches of a condition or the
 * body of a loop. Values in an inner graph have names of their own; what flows into it goes by its name outside, and
 * the call that the graph belongs to reads what comes out of it.
 */
final class ExportGraph {

    private static final int NODE_LIMIT = 1_000_000;
    private static final int DEPTH_LIMIT = 32;

    private final Path file;
    private final List<ExportNode> nodes = new ArrayList<>();
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    /**
     * @param file the file, for messages
     * @param graph the graph of the program
     * @throws ModelFormatException if there are too many nodes, or graphs are nested too deeply
     */
    ExportGraph(Path file, JsonNode graph) throws ModelFormatException {
        this.file = file;
        add(graph, "", Map.of(), 0);
    }

    /** The calls. */
    List<ExportNode> nodes() {
        return nodes;
    }

    /** What is known about a tensor; null if nothing is. */
    JsonNode value(String name) {
        return values.get(name);
    }

    /** Adds the calls of a graph, whose inputs are known outside by the names given. */
    private void add(JsonNode graph, String prefix, Map<String, String> outside, int depth)
            throws ModelFormatException {
        for (Map.Entry<String, JsonNode> value : graph.path("tensor_values").properties()) {
            values.putIfAbsent(outside.getOrDefault(value.getKey(), prefix + value.getKey()), value.getValue());
        }
        for (JsonNode json : graph.path("nodes")) {
            ExportNode node = ExportNode.of(json).renamed(name -> outside.getOrDefault(name, prefix + name));
            List<JsonNode> graphs = node.inputs().stream().map(input -> input.path("as_graph"))
                    .filter(JsonNode::isObject).toList();
            List<String> results = new ArrayList<>();
            for (JsonNode inner : graphs) {
                results.addAll(addInner(inner, prefix, node.operands(), depth));
            }
            nodes.add(graphs.isEmpty() ? node : node.reading(results));
            if (nodes.size() > NODE_LIMIT || depth > DEPTH_LIMIT) {
                throw new ModelFormatException(file, "at most " + NODE_LIMIT + " nodes, and graphs of " + DEPTH_LIMIT
                        + " levels", "more");
            }
        }
    }

    /** Adds an inner graph, and gives the names of what comes out of it. */
    private List<String> addInner(JsonNode inner, String prefix, List<String> operands, int depth)
            throws ModelFormatException {
        JsonNode graph = inner.path("graph");
        String within = prefix + inner.path("name").asText() + ".";
        Map<String, String> outside = new HashMap<>();
        List<String> inputs = new ArrayList<>();
        graph.path("inputs").forEach(input -> inputs.addAll(ExportNode.names(input)));
        for (int i = 0; i < Math.min(inputs.size(), operands.size()); i++) {
            outside.put(inputs.get(i), operands.get(i));
        }
        add(graph, within, outside, depth + 1);
        List<String> results = new ArrayList<>();
        graph.path("outputs").forEach(output -> ExportNode.names(output)
                .forEach(name -> results.add(outside.getOrDefault(name, within + name))));
        return results;
    }
}
