package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.ElementType;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/**
 * Makes an architecture of a graph of TensorFlow: operators are layers in the scopes of their names; constants and
 * variables belong to the operator that reads them, a bias and an activation to the operator with weights before them.
 */
final class GraphArchitecture {

    private static final Set<String> PASSED = Set.of("Identity", "ReadVariableOp", "StopGradient", "CheckNumerics",
            "PreventGradient", "Snapshot", "IdentityN");
    private static final Set<String> LEFT_OUT = Set.of("NoOp", "Assert", "MergeV2Checkpoints", "SaveV2", "RestoreV2",
            "ShardedFilename", "AssignVariableOp", "Assign", "VarIsInitializedOp", "VarHandleOp", "VariableV2",
            "Variable", "Const", "Placeholder", "_Arg", "_Retval");
    private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");

    private final List<GraphNode> nodes;
    private final Map<String, GraphNode> byName = new LinkedHashMap<>();
    private final Map<String, Producer> producers = new HashMap<>();
    private final Map<LayerBuilder, String> scopes = new HashMap<>();
    private final Map<LayerBuilder, Set<String>> operators = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final Set<String> outputs;
    private final TensorSource variables;
    private ModelBuilder model;

    /**
     * @param outputs the names of tensors that the model gives; empty for a graph in which nothing tells
     * @param variables the values of variables
     * @param warnings filled with what is odd
     */
    GraphArchitecture(GraphParser.Graph graph, Set<String> outputs, TensorSource variables, List<String> warnings) {
        boolean calls = graph.nodes().stream().noneMatch(node -> isLayer(node) && !isCall(node));
        List<GraphNode> body = calls ? graph.functions().values().stream()
                .max((a, b) -> Long.compare(weight(a), weight(b))).orElse(graph.nodes()) : graph.nodes();
        this.outputs = body == graph.nodes() ? outputs : Set.of();
        this.variables = variables;
        body.forEach(node -> byName.putIfAbsent(node.name(), node));
        this.nodes = order(reachable());
        if (body != graph.nodes()) {
            warnings.add("The model is shown as the largest function of the graph; its weights are listed and not "
                    + "assigned to layers.");
        }
    }

    /** How much of a network a function is: gradients and saving have few operators with weights. */
    private static long weight(List<GraphNode> function) {
        return function.stream().filter(node -> GraphOperators.hasWeights(node.operator())).count() * 1000
                + function.size();
    }

    private static boolean isCall(GraphNode node) {
        return node.operator().endsWith("PartitionedCall");
    }

    private static boolean isLayer(GraphNode node) {
        return !LEFT_OUT.contains(node.operator()) && !PASSED.contains(node.operator());
    }

    private static String nodeName(String input) {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** The nodes that the outputs need; all of them where nothing tells the outputs. */
    private Set<String> reachable() {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>();
        outputs.forEach(output -> open.add(nodeName(output)));
        while (!open.isEmpty()) {
            GraphNode node = byName.get(open.remove(open.size() - 1));
            if (node != null && seen.add(node.name())) {
                node.inputs().forEach(input -> open.add(nodeName(input)));
            }
        }
        return seen.isEmpty() ? byName.keySet() : seen;
    }

    /** Nodes behind those they read from, depth first and without recursion; a circle is cut open. */
    private List<GraphNode> order(Set<String> wanted) {
        List<GraphNode> sorted = new ArrayList<>();
        Set<String> open = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (GraphNode first : byName.values()) {
            List<GraphNode> path = new ArrayList<>(wanted.contains(first.name()) ? List.of(first) : List.of());
            while (!path.isEmpty()) {
                GraphNode node = path.get(path.size() - 1);
                if (open.add(node.name())) {
                    for (String input : node.inputs()) {
                        GraphNode before = byName.get(nodeName(input));
                        if (before != null && !open.contains(before.name())) {
                            path.add(before);
                        }
                    }
                } else {
                    path.remove(path.size() - 1);
                    if (done.add(node.name())) {
                        sorted.add(node);
                    }
                }
            }
        }
        return sorted;
    }

    Model build(String name) {
        NameScopes groups = new NameScopes(nodes.stream().filter(node -> isLayer(node) && !follows(node, 0))
                .map(GraphNode::name).toList());
        model = new ModelBuilder(groups.groups());
        groups.groups().stream().sorted().forEach(group -> model.group(group, "Module", ""));
        nodes.forEach(node -> node.inputs().forEach(input -> readers.merge(nodeName(input), 1, Integer::sum)));
        for (GraphNode node : nodes) {
            if (node.operator().equals("Placeholder") || node.operator().equals("_Arg")) {
                Shape shape = node.attributes().get("shape") instanceof Shape known ? known : null;
                shapes.put(node.name(), shape);
                ElementType dtype = node.attributes().get("dtype") instanceof ElementType type ? type
                        : ElementType.UNKNOWN;
                producers.put(node.name(), model.input(new InputBuilder(node.name(), dtype, shape)));
            } else if (PASSED.contains(node.operator())) {
                pass(node);
            } else if (isLayer(node)) {
                layer(node, groups);
            }
        }
        output();
        return model.build(name);
    }

    /** Whether a node is a bias or an activation behind an operator with weights in the same scope. */
    private boolean follows(GraphNode node, int hops) {
        boolean small = GraphOperators.isActivation(node.operator()) || node.operator().equals("BiasAdd")
                || node.operator().startsWith("Add");
        GraphNode before = small && !node.inputs().isEmpty() ? byName.get(nodeName(node.inputs().get(0))) : null;
        return before != null && hops < 2 && NameScopes.scope(before.name()).equals(NameScopes.scope(node.name()))
                && (GraphOperators.hasWeights(before.operator()) || follows(before, hops + 1));
    }

    private void pass(GraphNode node) {
        if (!node.inputs().isEmpty()) {
            String source = nodeName(node.inputs().get(0));
            shapes.put(node.name(), shapes.get(source));
            if (producers.containsKey(source)) {
                producers.put(node.name(), producers.get(source));
            }
        }
    }

    private void output() {
        for (GraphNode node : nodes) {
            boolean last = outputs.isEmpty() ? !readers.containsKey(node.name()) : outputs.stream()
                    .anyMatch(output -> nodeName(output).equals(node.name()));
            if (last && producers.get(node.name()) instanceof LayerBuilder layer) {
                model.output(node.name(), ElementType.FLOAT32, shapes.get(node.name()), List.of(layer));
            }
        }
    }

    private void layer(GraphNode node, NameScopes groups) {
        List<Parameter> parameters = parameters(node);
        List<String> data = node.inputs().stream().filter(input -> !input.startsWith("^"))
                .map(GraphArchitecture::nodeName).filter(producers::containsKey).toList();
        Producer before = data.size() == 1 ? producers.get(data.get(0)) : null;
        if (before instanceof LayerBuilder layer && belongs(node, layer, data.get(0))) {
            join(node, layer, parameters);
            return;
        }
        String scope = NameScopes.scope(node.name());
        String type = GraphOperators.type(node.operator());
        LayerBuilder layer = groups.isGroup(scope) ? model.function(scope, type.toLowerCase(Locale.ROOT))
                : model.module(scope);
        Shape weight = parameters.isEmpty() ? null : parameters.get(0).tensor().shape();
        layer.type(type, node.operator());
        layer.config().putAll(GraphOperators.config(node, weight));
        parameters.forEach(layer::add);
        List<Shape> inputs = new ArrayList<>();
        data.forEach(input -> inputs.add(shapes.get(input)));
        Shape shape = infer(type, layer.config(), inputs);
        layer.inputs(inputs);
        layer.outputs(Collections.singletonList(shape));
        layer.add(operation(node, shape));
        data.forEach(input -> model.flow(producers.get(input), layer, input, shapes.get(input)));
        shapes.put(node.name(), shape);
        producers.put(node.name(), layer);
        scopes.put(layer, scope);
        operators.computeIfAbsent(layer, unused -> new HashSet<>()).add(node.operator());
    }

    /** The shape of the result, where that takes no constants that were not read, such as axes and sizes. */
    private static Shape infer(String type, Map<String, Object> config, List<Shape> inputs) {
        boolean known = Set.of(LayerKind.CONVOLUTION, LayerKind.POOLING, LayerKind.NORMALISATION, LayerKind.ACTIVATION,
                LayerKind.DENSE).contains(LayerKind.of(type)) && !type.startsWith("ConvTranspose")
                || inputs.size() > 1 && Set.of("Add", "Mul", "Sub").contains(type);
        try {
            List<Shape> shapes = inputs.isEmpty() || !known ? List.of() : ShapeRules.infer(type, config, inputs);
            return shapes.isEmpty() ? null : shapes.get(0);
        } catch (ShapeConflictException e) {
            return null;
        }
    }

    /** Whether a node is the bias or the activation of the layer before it, which nothing else reads. */
    private boolean belongs(GraphNode node, LayerBuilder layer, String input) {
        Set<String> own = operators.getOrDefault(layer, Set.of());
        boolean weights = own.stream().anyMatch(GraphOperators::hasWeights);
        boolean bias = node.operator().equals("BiasAdd") || node.operator().startsWith("Add");
        boolean fits = bias ? !own.contains("BiasAdd") && !layer.config().containsKey("activation")
                : GraphOperators.isActivation(node.operator()) && !layer.config().containsKey("activation");
        return weights && fits && readers.getOrDefault(input, 0) == 1
                && NameScopes.scope(node.name()).equals(scopes.get(layer))
                && (!bias || node.inputs().size() == 2);
    }

    private void join(GraphNode node, LayerBuilder layer, List<Parameter> parameters) {
        if (GraphOperators.isActivation(node.operator())) {
            layer.config().put("activation", GraphOperators.type(node.operator()));
        } else {
            layer.config().put("bias", true);
            parameters.forEach(bias -> layer.add(new Parameter("bias", bias.tensor(), bias.trainable())));
        }
        Shape shape = shapes.get(nodeName(node.inputs().get(0)));
        layer.add(operation(node, shape));
        operators.get(layer).add(node.operator());
        shapes.put(node.name(), shape);
        producers.put(node.name(), layer);
    }

    private static Operation operation(GraphNode node, Shape shape) {
        Map<String, Object> attributes = new LinkedHashMap<>(node.attributes());
        attributes.values().removeIf(value -> !(value instanceof Number || value instanceof String
                || value instanceof Boolean || value instanceof List<?>));
        return new Operation(node.name(), node.operator(), attributes, node.inputs(), List.of(node.name()),
                Optional.ofNullable(shape));
    }

    /** The constants and variables that a node reads, through nodes that only hand them on. */
    private List<Parameter> parameters(GraphNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            GraphNode origin = byName.get(nodeName(node.inputs().get(i)));
            for (int hop = 0; origin != null && PASSED.contains(origin.operator()) && !origin.inputs().isEmpty()
                    && hop < 16; hop++) {
                origin = byName.get(nodeName(origin.inputs().get(0)));
            }
            Optional<TensorInfo> tensor = origin == null ? Optional.empty() : tensor(origin);
            String role = GraphOperators.role(node.operator(), i);
            if (tensor.isPresent() && tensor.get().dtype().isFloatingPoint()) {
                parameters.add(new Parameter(role, tensor.get(), !role.startsWith("moving_")));
            }
        }
        return parameters;
    }

    private Optional<TensorInfo> tensor(GraphNode origin) {
        if (origin.operator().equals("Const")) {
            return origin.attributes().get("value") instanceof StoredTensor stored ? Optional.of(stored.info())
                    : Optional.empty();
        }
        return VARIABLES.contains(origin.operator()) ? variables.find(origin.name())
                .or(() -> variables.find(origin.text("shared_name"))) : Optional.empty();
    }
}
