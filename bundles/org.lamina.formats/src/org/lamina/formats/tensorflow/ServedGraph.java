package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/**
 * What a SavedModel computes when it serves, without calls of functions.
 *
 * @param nodes the nodes
 * @param outputs the nodes that give the outputs; empty where nothing tells them
 * @param variables the names of the tensors of variables, by the names of the nodes that stand for them
 */
record ServedGraph(List<GraphNode> nodes, Set<String> outputs, Map<String, String> variables) {

    private static final int MAX_DEPTH = 32;

    /**
     * The graph of a SavedModel.
     *
     * @param checkpoint the objects that its checkpoint tells
     * @param tensors the tensors of its checkpoint
     * @param warnings filled with what had to be guessed
     */
    static ServedGraph of(SavedModelFile saved, ObjectGraph checkpoint, TensorSource tensors, List<String> warnings) {
        Map<Integer, String> names = saved.objects().tensors(checkpoint,
                tensors.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet()));
        Map<String, GraphFunction> functions = saved.graph().functions();
        List<GraphNode> nodes = saved.graph().nodes();
        Set<String> outputs = saved.outputs();
        boolean isServed = !outputs.isEmpty() && nodes.stream()
                .anyMatch(node -> outputs.stream().anyMatch(output -> GraphNode.nodeName(output).equals(node.name())));
        if (!isServed && nodes.stream().noneMatch(GraphOperators::computes)) {
            Optional<GraphFunction> largest = largest(saved);
            if (largest.isPresent()) {
                warnings.add("The file has no signature for serving; its largest function is shown.");
                return called(largest.get(), saved, names);
            }
        }
        Set<String> served = new LinkedHashSet<>();
        (isServed ? outputs : Set.<String>of()).forEach(output -> served.add(FunctionInliner.output(output)));
        return new ServedGraph(FunctionInliner.inline(nodes, functions), served,
                variables(nodes, saved.objects(), names));
    }

    /** The variables that calls read: those that the function is bound to follow its arguments. */
    private static Map<String, String> variables(List<GraphNode> nodes, ObjectGraph objects,
            Map<Integer, String> names) {
        Map<String, String> variables = new HashMap<>();
        for (GraphNode node : nodes) {
            List<Integer> bound = node.isCall() ? objects.bound().getOrDefault(node.text("f"), List.of()) : List.of();
            List<String> inputs = node.inputs().stream().filter(input -> !input.startsWith("^")).toList();
            for (int i = 0; i < bound.size() && bound.size() <= inputs.size(); i++) {
                String name = names.get(bound.get(i));
                if (name != null) {
                    variables.putIfAbsent(GraphNode.nodeName(inputs.get(inputs.size() - bound.size() + i)), name);
                }
            }
        }
        return variables;
    }

    /** A graph that does nothing but call a function: its arguments are inputs and the variables it is bound to. */
    private static ServedGraph called(GraphFunction function, SavedModelFile saved, Map<Integer, String> names) {
        List<Integer> bound = saved.objects().bound().getOrDefault(function.name(), List.of());
        Map<String, String> variables = new HashMap<>();
        List<GraphNode> nodes = new ArrayList<>(saved.graph().nodes().stream()
                .filter(node -> node.operator().equals("Const")).toList());
        int free = Math.max(0, function.arguments().size() - bound.size());
        for (int i = 0; i < function.arguments().size(); i++) {
            String argument = function.arguments().get(i);
            if (i < free) {
                nodes.add(new GraphNode(argument, "Placeholder", List.of(), function.shapes().containsKey(i)
                        ? Map.of("shape", function.shapes().get(i)) : Map.of(), ""));
                continue;
            }
            ObjectGraph.SavedObject object = saved.objects().object(bound.get(i - free));
            if (object != null && !object.isVariable() && !object.key().isEmpty()) {
                nodes.add(new GraphNode(argument, "Identity", List.of(object.key()), Map.of(), ""));
            } else {
                nodes.add(new GraphNode(argument, "VarHandleOp", List.of(), Map.of(), ""));
                variables.put(argument, names.getOrDefault(bound.get(i - free), ""));
            }
        }
        nodes.add(new GraphNode("PartitionedCall", "PartitionedCall", function.arguments(),
                Map.of("f", function.name()), ""));
        Set<String> outputs = new LinkedHashSet<>();
        for (int i = 0; i < function.results().size(); i++) {
            outputs.add(FunctionInliner.output("PartitionedCall:" + i));
        }
        return new ServedGraph(FunctionInliner.inline(nodes, saved.graph().functions()), outputs, variables);
    }

    /** The function with most operators that have weights, in it and in those it calls; then that with most nodes. */
    private static Optional<GraphFunction> largest(SavedModelFile saved) {
        Map<String, GraphFunction> functions = saved.graph().functions();
        Set<String> concrete = saved.objects().bound().keySet();
        Map<String, Long> weights = new HashMap<>();
        return functions.values().stream().filter(function -> concrete.isEmpty() || concrete.contains(function.name()))
                .max((a, b) -> Long.compare(weight(a, functions, weights, 0), weight(b, functions, weights, 0)));
    }

    private static long weight(GraphFunction function, Map<String, GraphFunction> functions, Map<String, Long> known,
            int depth) {
        if (known.containsKey(function.name()) || depth > MAX_DEPTH) {
            return known.getOrDefault(function.name(), 0L);
        }
        known.put(function.name(), 0L);
        long weight = 0;
        for (GraphNode node : function.nodes()) {
            GraphFunction callee = node.isCall() ? functions.get(node.text("f")) : null;
            weight += callee == null ? GraphOperators.hasWeights(node.operator()) ? 1000 : 1
                    : weight(callee, functions, known, depth + 1);
            weight = Math.min(weight, Integer.MAX_VALUE);
        }
        known.put(function.name(), weight);
        return weight;
    }
}
