package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the nodes of functions in place of their calls. Their names start with that of the call, which then hands on the
 * first result; a node {@code call/output_1} hands on the second.
 */
final class FunctionInliner {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 1 << 18;

    private final Map<String, GraphFunction> functions;
    private final Set<String> calls = new HashSet<>();
    private final List<GraphNode> out = new ArrayList<>();

    private FunctionInliner(Map<String, GraphFunction> functions) {
        this.functions = functions;
    }

    /**
     * The nodes without calls; calls of functions that are not known, and those that are nested very deep, stay.
     *
     * @param nodes nodes that may call these functions
     */
    static List<GraphNode> inline(List<GraphNode> nodes, Map<String, GraphFunction> functions) {
        FunctionInliner inliner = new FunctionInliner(functions);
        inliner.add(nodes, "", Map.of(), 0);
        return inliner.out.stream().map(inliner::redirected).toList();
    }

    private void add(List<GraphNode> nodes, String prefix, Map<String, String> arguments, int depth) {
        for (GraphNode node : nodes) {
            List<String> inputs = node.inputs().stream().map(input -> resolved(input, prefix, arguments)).toList();
            String name = prefix + node.name();
            GraphFunction function = node.isCall() ? functions.get(node.text("f")) : null;
            if (function == null || depth >= MAX_DEPTH || out.size() + function.nodes().size() > MAX_NODES) {
                out.add(new GraphNode(name, node.operator(), inputs, named(node.attributes(), name), node.stack()));
                continue;
            }
            List<String> data = inputs.stream().filter(input -> !input.startsWith("^")).toList();
            Map<String, String> bound = new HashMap<>();
            for (int i = 0; i < Math.min(data.size(), function.arguments().size()); i++) {
                bound.put(function.arguments().get(i), data.get(i));
            }
            calls.add(name);
            add(function.nodes(), name + "/", bound, depth + 1);
            for (int i = 0; i < function.results().size(); i++) {
                String result = resolved(function.results().get(i), name + "/", bound);
                out.add(new GraphNode(output(name, i), "Identity", List.of(result), Map.of(), node.stack()));
            }
        }
    }

    /** The attributes, in which a constant is called like its node. */
    private static Map<String, Object> named(Map<String, Object> attributes, String name) {
        if (!(attributes.get("value") instanceof GraphConstant constant) || constant.info().name().equals(name)) {
            return attributes;
        }
        Map<String, Object> named = new LinkedHashMap<>(attributes);
        named.put("value", constant.named(name));
        return named;
    }

    private static String output(String call, int number) {
        return number == 0 ? call : call + "/output_" + number;
    }

    /** An input of a node in a function: an argument stands for what the call gives. */
    private static String resolved(String input, String prefix, Map<String, String> arguments) {
        if (prefix.isEmpty()) {
            return input;
        } else if (input.startsWith("^")) {
            return "^" + prefix + input.substring(1);
        }
        String argument = arguments.get(GraphNode.nodeName(input));
        return argument != null ? argument : prefix + input;
    }

    /** The node with inputs that name the results of calls as they are named now. */
    private GraphNode redirected(GraphNode node) {
        return new GraphNode(node.name(), node.operator(), node.inputs().stream().map(this::redirected).toList(),
                node.attributes(), node.stack());
    }

    private String redirected(String input) {
        String name = GraphNode.nodeName(input);
        if (input.startsWith("^") || !calls.contains(name)) {
            return input;
        }
        String number = input.substring(input.lastIndexOf(':') + 1);
        return output(name, number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0);
    }

    /** The name of the node that an output of the graph refers to, once calls are replaced. */
    static String output(String tensor) {
        String number = tensor.substring(tensor.lastIndexOf(':') + 1);
        return number.matches("[1-9]\\d{0,4}") ? output(GraphNode.nodeName(tensor), Integer.parseInt(number)) : tensor;
    }
}
