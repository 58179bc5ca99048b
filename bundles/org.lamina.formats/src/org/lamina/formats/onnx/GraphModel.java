package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.onnx.Operators.Described;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorSource;

/**
 * Makes an architecture of a graph: nodes of one module become a layer, nodes between modules become functions, and
 * nodes that only compute shapes or hand on constants vanish.
 */
final class GraphModel {

    private static final String STACK_TRACE = "pkg.torch.onnx.stack_trace";

    /** The types whose constant operands count for the shape of the result. */
    private static final Set<String> ALL_INPUTS =
            Set.of("Add", "Sub", "Mul", "Div", "Pow", "Where", "MatMul", "Concat");

    private final OnnxGraph graph;
    private final TensorSource tensors;
    private final List<String> warnings;
    private final Values values;
    private final Map<OnnxNode, Described> described = new LinkedHashMap<>();
    private final Map<String, Producer> producers = new HashMap<>();
    private final Set<String> isRead = new HashSet<>();
    private final ModulePaths paths;
    private ModelBuilder model;
    private Scopes scopes;

    /**
     * @param tensors the constant tensors
     * @param warnings filled with what is odd, one sentence each
     */
    GraphModel(OnnxGraph graph, TensorSource tensors, List<String> warnings) {
        this.graph = graph;
        this.tensors = tensors;
        this.warnings = warnings;
        this.values = new Values(graph);
        this.paths = new ModulePaths(values);
    }

    Model build(String name) {
        NodeOrder order = new NodeOrder(graph.nodes());
        if (order.isCyclic()) {
            warnings.add("Some nodes read from each other in a circle; the order of layers is that of the file.");
        }
        followValues(order.sorted());
        List<OnnxNode> nodes = List.copyOf(described.keySet());
        nodes.forEach(node -> isRead.addAll(NodeOrder.reads(node)));
        graph.outputs().forEach(output -> isRead.add(output.name()));
        scopes = new Scopes(nodes);
        model = new ModelBuilder(scopes.all());
        for (var input : graph.inputs()) {
            if (!graph.initializers().containsKey(input.name())) {
                producers.put(input.name(), model.input(new InputBuilder(input.name(), input.dtype(), input.shape())));
            }
        }
        for (ModuleCall call : ModuleCall.of(nodes, scopes)) {
            layers(call);
        }
        for (OnnxNode node : nodes) {
            flow(node);
        }
        for (var output : graph.outputs()) {
            Producer producer = producers.get(output.name());
            model.output(output.name(), output.dtype(), values.shape(output.name()),
                    producer == null ? List.of() : List.of(producer));
        }
        return model.build(name);
    }

    /** Tells data from constants and shapes, and infers the shapes of data. */
    private void followValues(List<OnnxNode> sorted) {
        ShapeArithmetic arithmetic = new ShapeArithmetic(values);
        Operators operators = new Operators(values);
        Set<String> conflicts = new LinkedHashSet<>();
        for (OnnxNode node : sorted) {
            if (node.type().equals("Constant")) {
                constant(node);
            } else {
                boolean isSide = arithmetic.follow(node);
                Described operator = operators.describe(node);
                inferShapes(node, operator, conflicts);
                if (!isSide) {
                    described.put(node, operator);
                }
            }
        }
        conflicts.stream().limit(3).forEach(warnings::add);
    }

    private void constant(OnnxNode node) {
        if (node.attributes().get("value") instanceof OnnxTensor tensor) {
            values.constant(node.output(), tensor, tensor.shape());
            return;
        }
        values.side(node.output(), List.of());
        for (String attribute : List.of("value_int", "value_float", "value_ints", "value_floats")) {
            Object value = node.attributes().get(attribute);
            if (value instanceof Number number) {
                values.contents(node.output(), List.of(number));
                values.shape(node.output(), Shape.of());
            } else if (value instanceof List<?> list) {
                values.contents(node.output(),
                        list.stream().filter(Number.class::isInstance).map(Number.class::cast).toList());
                values.shape(node.output(), Shape.of(list.size()));
            }
        }
    }

    private void inferShapes(OnnxNode node, Described operator, Set<String> conflicts) {
        if (node.attributes().values().stream().anyMatch(OnnxGraph.class::isInstance)) {
            return;
        }
        List<Shape> inputs = new ArrayList<>();
        boolean takesAll = ALL_INPUTS.contains(operator.type()) || node.inputs().stream().noneMatch(values::isData);
        for (String input : operator.type().equals("Embedding") ? List.of(node.input(1)) : node.inputs()) {
            if (!input.isEmpty() && (takesAll || values.isData(input))) {
                inputs.add(values.shape(input));
            }
        }
        try {
            List<Shape> outputs = node.type().equals("LSTM") || node.type().equals("GRU") || node.type().equals("RNN")
                    ? List.of() : ShapeRules.infer(operator.type(), operator.config(), inputs);
            for (int i = 0; i < outputs.size() && i < node.outputs().size(); i++) {
                values.shape(node.outputs().get(i), outputs.get(i));
            }
        } catch (ShapeConflictException e) {
            conflicts.add("Node " + node.name() + ": " + e.getMessage() + ".");
        }
    }

    /** Makes the layers of a call: one if its nodes make up a type together, else one function a node. */
    private void layers(ModuleCall call) {
        String type = call.type(described);
        boolean isModule = !call.scope().isEmpty() && !scopes.hasModules(call.scope()) && type != null;
        String path = isModule ? paths.of(call) : call.scope();
        groups(isModule ? parent(path) : path);
        if (isModule) {
            LayerBuilder layer = model.module(path);
            String original = scopes.className(call.scope());
            settle(layer, type, original.isEmpty() ? call.nodes().get(0).qualifiedType() : original, call.nodes(), 1);
        } else {
            for (OnnxNode node : call.nodes()) {
                String own = described.get(node).type();
                settle(model.function(call.scope(), own.toLowerCase(Locale.ROOT)), own, node.qualifiedType(),
                        List.of(node), 0);
            }
        }
    }

    private void groups(String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            group(path.substring(0, dot));
        }
        if (!path.isEmpty()) {
            group(path);
        }
    }

    private void group(String path) {
        String name = scopes.className(path);
        model.group(path, name.isEmpty() ? "Module" : name.substring(name.lastIndexOf('.') + 1), name);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private void settle(LayerBuilder layer, String type, String original, List<OnnxNode> nodes, int modules) {
        layer.type(type, original);
        Set<String> own = new HashSet<>();
        nodes.forEach(node -> own.addAll(node.outputs()));
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> outputs = new LinkedHashSet<>();
        for (OnnxNode node : nodes) {
            if (described.get(node).type().equals(type) || nodes.size() == 1) {
                layer.config().putAll(described.get(node).config());
            }
            layer.add(operation(node));
            parameters(layer, node);
            for (String read : NodeOrder.reads(node)) {
                if (values.isData(read) && !own.contains(read)) {
                    inputs.add(read);
                }
            }
            for (String output : node.outputs()) {
                producers.put(output, layer);
                if (isRead.contains(output) && nodes.stream().noneMatch(inner -> inner.inputs().contains(output))) {
                    outputs.add(output);
                }
            }
            place(node, modules).ifPresent(layer::source);
        }
        if (outputs.isEmpty()) {
            outputs.add(nodes.get(nodes.size() - 1).output());
        }
        layer.inputs(shapes(inputs));
        layer.outputs(shapes(outputs));
    }

    private List<Shape> shapes(Set<String> names) {
        List<Shape> shapes = new ArrayList<>();
        names.forEach(name -> shapes.add(values.shape(name)));
        return shapes;
    }

    private Operation operation(OnnxNode node) {
        return new Operation(node.name().isEmpty() ? node.output() : node.name(), node.qualifiedType(),
                LayerBuilder.presentable(node.attributes()), node.inputs(), node.outputs(),
                Optional.ofNullable(values.shape(node.output())));
    }

    private void parameters(LayerBuilder layer, OnnxNode node) {
        for (int i = 0; i < node.inputs().size(); i++) {
            for (OnnxTensor tensor : values.origins(node.inputs().get(i))) {
                if (graph.initializers().containsKey(tensor.name()) && isWeight(node, i, tensor)) {
                    String role = Operators.role(node, i);
                    String name = role.isEmpty() || role.equals("input") ? localName(tensor.name(), layer.path())
                            : role;
                    tensors.find(tensor.name()).ifPresent(
                            info -> layer.add(new Parameter(name, info, !name.startsWith("running_"))));
                }
            }
        }
    }

    /** Whether a constant is a weight, and not the axes, sizes or scales of an operator. */
    private boolean isWeight(OnnxNode node, int input, OnnxTensor tensor) {
        return !Operators.role(node, input).isEmpty() || tensor.dtype().isFloatingPoint()
                && !Set.of("Resize", "Upsample", "Clip", "Dropout", "Pad").contains(node.type());
    }

    private static String localName(String tensor, String layer) {
        return tensor.startsWith(layer + ".") ? tensor.substring(layer.length() + 1)
                : tensor.substring(Math.max(tensor.lastIndexOf('.'), tensor.lastIndexOf('/')) + 1);
    }

    private static Optional<SourceLocation> place(OnnxNode node, int modules) {
        String trace = node.metadata().getOrDefault(STACK_TRACE, node.description());
        PythonStack stack = PythonStack.parse(trace);
        return stack.place(modules).or(() -> stack.place(0));
    }

    private void flow(OnnxNode node) {
        if (producers.get(node.output()) instanceof LayerBuilder layer) {
            for (String read : NodeOrder.reads(node)) {
                Producer producer = producers.get(read);
                if (producer != null && values.isData(read)) {
                    model.flow(producer, layer, read, values.shape(read));
                }
            }
        }
    }
}
