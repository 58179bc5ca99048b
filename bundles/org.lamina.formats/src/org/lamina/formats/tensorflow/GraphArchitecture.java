package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.graph.DependencyOrder;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.model.ElementType;
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

    private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");

    private static final int MAX_HOPS = 64;

    private final List<GraphNode> nodes;
    private final Map<String, GraphNode> byName = new LinkedHashMap<>();
    private final Map<String, Producer> producers = new HashMap<>();
    private final Map<LayerBuilder, String> scopes = new HashMap<>();
    private final Map<LayerBuilder, Set<String>> operators = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final Set<String> outputs;
    private final ServedGraph graph;
    private final TensorSource variables;
    private final ConstantNumbers constants;
    private final NodeStacks stacks;
    private ModelBuilder model;

    /**
     * @param graph the nodes, without calls of functions
     * @param variables the values of variables
     * @param bytes the file, in which constants are
     * @param stacks where nodes were made
     */
    GraphArchitecture(ServedGraph graph, TensorSource variables, FileBytes bytes, NodeStacks stacks) {
        this.graph = graph;
        this.outputs = graph.outputs();
        this.variables = variables;
        this.constants = new ConstantNumbers(byName, bytes);
        this.stacks = stacks;
        graph.nodes().forEach(node -> byName.putIfAbsent(node.name(), node));
        this.nodes = order(reachable());
    }

    /** The nodes that the outputs need; all of them where nothing tells the outputs. */
    private Set<String> reachable() {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>();
        outputs.forEach(output -> open.add(GraphNode.nodeName(output)));
        while (!open.isEmpty()) {
            GraphNode node = byName.get(open.remove(open.size() - 1));
            if (node != null && seen.add(node.name())) {
                node.inputs().forEach(input -> open.add(GraphNode.nodeName(input)));
            }
        }
        return seen.isEmpty() ? byName.keySet() : seen;
    }

    /** Nodes behind those they read from; a circle is cut open. */
    private List<GraphNode> order(Set<String> wanted) {
        List<GraphNode> all = byName.values().stream().filter(node -> wanted.contains(node.name())).toList();
        Map<String, Integer> numbers = new HashMap<>();
        all.forEach(node -> numbers.put(node.name(), numbers.size()));
        return new DependencyOrder(all.size(), number -> all.get(number).inputs().stream()
                .map(input -> numbers.get(GraphNode.nodeName(input))).filter(Objects::nonNull).toList())
                .sorted().stream().map(all::get).toList();
    }

    Model build(String name) {
        NameScopes groups = new NameScopes(nodes.stream()
                .filter(node -> GraphOperators.isLayer(node.operator()) && !follows(node, 0)).map(GraphNode::name)
                .toList());
        model = new ModelBuilder(groups.groups());
        groups.groups().stream().sorted().forEach(group -> model.group(group, "Module", ""));
        nodes.forEach(node -> node.inputs()
                .forEach(input -> readers.merge(GraphNode.nodeName(input), 1, Integer::sum)));
        for (GraphNode node : nodes) {
            if (node.operator().equals("Placeholder") || node.operator().equals("_Arg")) {
                Shape shape = node.attributes().get("shape") instanceof Shape known ? known : null;
                shapes.put(node.name(), shape);
                ElementType dtype = node.attributes().get("dtype") instanceof ElementType type ? type
                        : ElementType.UNKNOWN;
                producers.put(node.name(), model.input(new InputBuilder(node.name(), dtype, shape)));
            } else if (GraphOperators.isPassed(node.operator())) {
                pass(node);
            } else if (GraphOperators.isLayer(node.operator())) {
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
        GraphNode before = small && !node.inputs().isEmpty()
                ? byName.get(GraphNode.nodeName(node.inputs().get(0))) : null;
        return before != null && hops < 2 && NameScopes.scope(before.name()).equals(NameScopes.scope(node.name()))
                && (GraphOperators.hasWeights(before.operator()) || follows(before, hops + 1));
    }

    private void pass(GraphNode node) {
        if (!node.inputs().isEmpty()) {
            String source = GraphNode.nodeName(node.inputs().get(0));
            shapes.put(node.name(), shapes.get(source));
            if (producers.containsKey(source)) {
                producers.put(node.name(), producers.get(source));
            }
        }
    }

    private void output() {
        for (GraphNode node : nodes) {
            boolean last = outputs.isEmpty() ? !readers.containsKey(node.name()) : outputs.stream()
                    .anyMatch(output -> GraphNode.nodeName(output).equals(node.name()));
            if (last && producers.get(node.name()) instanceof LayerBuilder layer) {
                model.output(node.name(), ElementType.FLOAT32, shapes.get(node.name()), List.of(layer));
            }
        }
    }

    private void layer(GraphNode node, NameScopes groups) {
        List<Parameter> parameters = parameters(node);
        List<String> data = node.inputs().stream().filter(input -> !input.startsWith("^"))
                .map(GraphNode::nodeName).filter(producers::containsKey).toList();
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
        constants.describe(node, type, layer.config());
        stacks.place(node).ifPresent(layer::source);
        parameters.forEach(layer::add);
        List<Shape> inputs = new ArrayList<>();
        data.forEach(input -> inputs.add(shapes.get(input)));
        Shape shape = Optional.ofNullable(GraphShapes.infer(type, layer.config(), inputs, constantShapes(node)))
                .orElse(noted(node));
        layer.inputs(inputs);
        layer.outputs(Collections.singletonList(shape));
        layer.add(operation(node, shape));
        data.forEach(input -> model.flow(producers.get(input), layer, input, shapes.get(input)));
        shapes.put(node.name(), shape);
        producers.put(node.name(), layer);
        scopes.put(layer, scope);
        operators.computeIfAbsent(layer, unused -> new HashSet<>()).add(node.operator());
    }

    /** The shape that the file itself tells for the first result; null if it tells none. */
    private static Shape noted(GraphNode node) {
        return node.attributes().get("_output_shapes") instanceof List<?> list && !list.isEmpty()
                && list.get(0) instanceof Shape shape ? shape : null;
    }

    private List<Shape> constantShapes(GraphNode node) {
        List<Shape> shapes = new ArrayList<>();
        node.inputs().forEach(input -> origin(input).flatMap(this::tensor)
                .ifPresent(tensor -> shapes.add(tensor.shape())));
        return shapes;
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
        Shape shape = shapes.get(GraphNode.nodeName(node.inputs().get(0)));
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

    /** The constants and variables that a node reads; a single number is no weight. */
    private List<Parameter> parameters(GraphNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Optional<TensorInfo> tensor = origin(node.inputs().get(i)).flatMap(this::tensor);
            String role = GraphOperators.role(node.operator(), i);
            if (tensor.isPresent() && tensor.get().dtype().isFloatingPoint() && tensor.get().shape().rank() > 0) {
                parameters.add(new Parameter(role, tensor.get(), !role.startsWith("moving_")));
            }
        }
        return parameters;
    }

    /** The node that an input comes from, through nodes that only hand it on. */
    private Optional<GraphNode> origin(String input) {
        GraphNode origin = byName.get(GraphNode.nodeName(input));
        for (int hop = 0; origin != null && GraphOperators.isPassed(origin.operator()) && !origin.inputs().isEmpty()
                && hop < MAX_HOPS; hop++) {
            origin = byName.get(GraphNode.nodeName(origin.inputs().get(0)));
        }
        return Optional.ofNullable(origin);
    }

    private Optional<TensorInfo> tensor(GraphNode origin) {
        if (origin.operator().equals("Const")) {
            return origin.attributes().get("value") instanceof GraphConstant constant ? Optional.of(constant.info())
                    : Optional.empty();
        }
        return VARIABLES.contains(origin.operator())
                ? variables.find(graph.variables().getOrDefault(origin.name(), origin.name()))
                        .or(() -> variables.find(origin.text("shared_name")))
                : Optional.empty();
    }
}
