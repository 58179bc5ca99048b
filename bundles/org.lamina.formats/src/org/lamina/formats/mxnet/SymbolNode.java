package org.lamina.formats.mxnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.JsonText;
import org.lamina.model.ModelFormatException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A node of a symbol file: an operator, or a variable, whose operator is {@code null}.
 *
 * @param operator the operator as MXNet names it
 * @param name its name
 * @param options the operator's options as the file spells them: {@code (3, 3)}
 * @param inputs what it reads
 */
record SymbolNode(String operator, String name, Map<String, String> options, List<Ref> inputs) {

    private static final int MAX_NODES = 1 << 20;

    /**
     * A result of a node.
     *
     * @param node its number in the list of nodes
     * @param output which of its outputs
     */
    record Ref(int node, int output) {
    }

    /**
     * A whole file.
     *
     * @param nodes its nodes; each reads only those before it
     * @param heads the results of the graph
     */
    record Graph(List<SymbolNode> nodes, List<Ref> heads) {
    }

    /** Whether it is a parameter or an input of the graph. */
    boolean isVariable() {
        return operator.equals("null");
    }

    /**
     * Parses a symbol file (nnvm, {@code SaveJSON}). Files before MXNet 1.0 have the options in {@code param} or
     * {@code attr}, newer ones in {@code attrs}.
     *
     * @throws ModelFormatException if it is damaged, or if nodes read what comes after them
     */
    static Graph parse(Path file, String text) throws ModelFormatException {
        JsonNode json = JsonText.object(file, text, "a symbol of MXNet");
        JsonNode list = json.path("nodes");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_NODES) {
            throw new ModelFormatException(file, "1 to " + MAX_NODES + " nodes in a symbol of MXNet",
                    list.isArray() ? list.size() + "" : "none");
        }
        List<SymbolNode> nodes = new ArrayList<>();
        for (JsonNode node : list) {
            Map<String, String> options = new LinkedHashMap<>();
            for (String key : List.of("attr", "param", "attrs")) {
                node.path(key).properties().forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
            }
            String operator = node.path("op").asText("");
            String name = node.path("name").asText("");
            if (operator.isEmpty() || !node.path("inputs").isArray()) {
                throw new ModelFormatException(file, "an operator and inputs of node " + nodes.size() + " " + name,
                        node.path("op") + ", " + node.path("inputs").getNodeType());
            }
            nodes.add(new SymbolNode(operator, name.isEmpty() ? operator : name, options,
                    refs(file, node.path("inputs"), nodes.size(), "node " + name)));
        }
        return new Graph(nodes, refs(file, json.path("heads"), nodes.size(), "the result"));
    }

    private static List<Ref> refs(Path file, JsonNode list, int limit, String what) throws ModelFormatException {
        List<Ref> refs = new ArrayList<>();
        for (JsonNode entry : list) {
            int node = entry.path(0).asInt(-1);
            if (node < 0 || node >= limit) {
                throw new ModelFormatException(file, "inputs of " + what + " from the " + limit + " nodes before it",
                        entry.toString());
            }
            refs.add(new Ref(node, entry.path(1).asInt(0)));
        }
        return refs;
    }
}
