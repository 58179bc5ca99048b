package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
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

    private final OnnxGraph graph;
    private final TensorSource tensors;
    private final List<String> warnings;
    private final Values values;
    private final Map<OnnxNode, Described> described = new LinkedHashMap<>();
    private final Map<String, Producer> producers = new HashMap<>();
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
    }

    Model build(String name) {
        NodeOrder order = new NodeOrder(graph.nodes());
        if (order.isCyclic()) {
            warnings.add("Some nodes read from each other in a circle; the order of layers is that of the file.");
        }
        followValues(order.sorted());
        List<OnnxNode> nodes = List.copyOf(described.keySet());
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
            } else if (!arithmetic.follow(node)) {
                Described operator = operators.describe(node);
                described.put(node, operator);
                inferShapes(node, operator, conflicts);
            }
        }
        conflicts.stream().limit(3).forEach(warnings::add);
    }

    private void constant(OnnxNode node) {
        if (node.attributes().get("value") instanceof OnnxTensor tensor) {
            values.constant(node.output(), tensor, tensor.shape());
            return;
        }
        values.side(node.output());
        for (String attribute : List.of("value_int", "value_float", "value_ints", "value_floats")) {
            Object value = node.attributes().get(attribute);
            if (value instanceof Number number) {
                values.contents(node.output(), List.of(number));
            } else if (value instanceof List<?> list) {
                values.contents(node.output(),
                        list.stream().filter(Number.class::isInstance).map(Number.class::cast).toList());
            }
        }
    }

    private void inferShapes(OnnxNode node, Described operator, Set<String> conflicts) {
        if (node.attributes().values().stream().anyMatch(OnnxGraph.class::isInstance)) {
            return;
        }
        List<Shape> inputs = new ArrayList<>();
        boolean elementwise = operator.type().equals("Add") || operator.type().equals("Mul")
                || operator.type().equals("MatMul") || operator.type().equals("Concat");
        for (String input : node.inputs()) {
            if (values.isData(input) || elementwise) {
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
        groups(isModule ? parent(call.scope()) : call.scope());
        if (isModule) {
            LayerBuilder layer = model.module(call.scope());
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
        List<Shape> inputs = new ArrayList<>();
        List<Shape> outputs = new ArrayList<>();
        for (OnnxNode node : nodes) {
            if (described.get(node).type().equals(type) || nodes.size() == 1) {
                layer.config().putAll(described.get(node).config());
            }
            layer.add(operation(node));
            parameters(layer, node);
            for (String read : NodeOrder.reads(node)) {
                if (values.isData(read) && !own.contains(read)) {
                    inputs.add(values.shape(read));
                }
            }
            for (String output : node.outputs()) {
                producers.put(output, layer);
                if (!output.isEmpty() && isReadOutside(output, nodes)) {
                    outputs.add(values.shape(output));
                }
            }
            place(node, modules).ifPresent(layer::source);
        }
        layer.inputs(inputs);
        layer.outputs(outputs.isEmpty() ? Collections.singletonList(values.shape(last(nodes).output())) : outputs);
    }

    private static OnnxNode last(List<OnnxNode> nodes) {
        return nodes.get(nodes.size() - 1);
    }

    private boolean isReadOutside(String value, List<OnnxNode> nodes) {
        return nodes.size() == 1 || nodes.stream().noneMatch(node -> node.inputs().contains(value));
    }

    private Operation operation(OnnxNode node) {
        return new Operation(node.name().isEmpty() ? node.output() : node.name(), node.qualifiedType(),
                LayerBuilder.presentable(node.attributes()), node.inputs(), node.outputs(),
                Optional.ofNullable(values.shape(node.output())));
    }

    private void parameters(LayerBuilder layer, OnnxNode node) {
        for (int i = 0; i < node.inputs().size(); i++) {
            OnnxTensor tensor = values.tensor(node.inputs().get(i));
            if (tensor == null || !graph.initializers().containsKey(tensor.name()) || !isWeight(node, i, tensor)) {
                continue;
            }
            String role = Operators.role(node, i);
            String name = role.isEmpty() || role.equals("input") ? localName(tensor.name(), layer.path()) : role;
            tensors.find(tensor.name()).ifPresent(
                    info -> layer.add(new Parameter(name, info, !name.startsWith("running_"))));
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
