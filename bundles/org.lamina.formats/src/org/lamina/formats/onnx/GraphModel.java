package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.lamina.formats.InputShapes;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.onnx.Operators.Described;
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

    private static final int FEW = 8;
    private static final String STACK_TRACE = "pkg.torch.onnx.stack_trace";

    private static final Set<String> UNWEIGHTED = Set.of("Resize", "Upsample", "Clip", "Dropout", "Pad");

    private final OnnxGraph graph;
    private final Expansion expansion;
    private final long version;
    private final TensorSource tensors;
    private final InputShapes given;
    private final List<String> warnings;
    private final Values values;
    private Map<OnnxNode, Described> described;
    private final Map<String, Producer> producers = new HashMap<>();
    private final Set<String> isRead = new HashSet<>();
    private final Set<String> grouped = new HashSet<>();
    private final ModulePaths paths;
    private ModelBuilder model;
    private Scopes scopes;

    /**
     * @param expansion the graph
     * @param version the version of ONNX's operator set
     * @param tensors the constant tensors
     * @param given the shapes of inputs that the user gives
     * @param warnings filled with what is odd, one sentence each
     */
    GraphModel(Expansion expansion, long version, TensorSource tensors, InputShapes given, List<String> warnings) {
        this.graph = expansion.graph();
        this.expansion = expansion;
        this.version = version;
        this.tensors = tensors;
        this.given = given;
        this.warnings = warnings;
        this.values = new Values(graph);
        this.paths = new ModulePaths(values);
    }

    Model build(String name) {
        NodeOrder order = new NodeOrder(graph.nodes());
        if (order.isCyclic()) {
            warnings.add("Some nodes read from each other in a circle; the order of layers is that of the file.");
        }
        List<OnnxValue> inputs = graph.inputs().stream()
                .filter(input -> !graph.initializers().containsKey(input.name())).toList();
        for (int i = 0; i < inputs.size(); i++) {
            String input = inputs.get(i).name();
            given.of(input, i).ifPresent(shape -> values.shape(input, shape));
        }
        ShapeInference inference = new ShapeInference(values, version);
        inference.follow(order.sorted());
        inference.conflicts().stream().limit(3).forEach(warnings::add);
        described = inference.described();
        List<OnnxNode> nodes = List.copyOf(described.keySet());
        order.sorted().forEach(node -> isRead.addAll(NodeOrder.reads(node)));
        graph.outputs().forEach(output -> isRead.add(output.name()));
        scopes = new Scopes(nodes, expansion.bodies());
        model = new ModelBuilder(scopes.all());
        for (var input : inputs) {
            Shape shape = given.isEmpty() ? input.shape() : values.shape(input.name());
            producers.put(input.name(), model.input(new InputBuilder(input.name(), input.dtype(), shape)));
        }
        for (ModuleCall call : ModuleCall.of(nodes, scopes)) {
            layers(call);
        }
        for (OnnxNode node : order.sorted()) {
            if (node.type().equals(OnnxNode.BODY_INPUT) && producers.containsKey(node.input(0))) {
                producers.put(node.output(), producers.get(node.input(0)));
            }
        }
        nodes.forEach(this::flow);
        for (var output : graph.outputs()) {
            Producer producer = producers.get(output.name());
            model.output(output.name(), output.dtype(), values.shape(output.name()),
                    producer == null ? List.of() : List.of(producer));
        }
        return model.build(name);
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
        if (!grouped.add(path)) {
            return;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            group(path.substring(0, dot));
        }
        if (!path.isEmpty()) {
            group(path);
        }
    }

    private void group(String path) {
        String name = expansion.groups().getOrDefault(path, scopes.className(path));
        String type = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
        model.group(path, type.isEmpty() ? "Module" : type, name);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private void settle(LayerBuilder layer, String type, String original, List<OnnxNode> nodes, int modules) {
        layer.type(type, original);
        Collection<String> own = names(nodes, OnnxNode::outputs);
        Collection<String> readInside = names(nodes, OnnxNode::inputs);
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> outputs = new LinkedHashSet<>();
        for (OnnxNode node : nodes) {
            Described operator = described.get(node);
            if (nodes.size() == 1 || operator.type().equals(type)) {
                layer.config().putAll(operator.config());
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
                if (isRead.contains(output) && !readInside.contains(output)) {
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

    /** What the nodes name together; most often there is one node with a few names, which needs no set. */
    private static Collection<String> names(List<OnnxNode> nodes, Function<OnnxNode, List<String>> of) {
        List<String> first = of.apply(nodes.get(0));
        if (nodes.size() == 1 && first.size() <= FEW) {
            return first;
        }
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> names.addAll(of.apply(node)));
        return names;
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
            String input = node.inputs().get(i);
            String role = Roles.of(node, i).equals(Roles.INPUT) ? "" : Roles.of(node, i);
            for (OnnxTensor tensor : values.origins(input)) {
                if (isWeight(node, i, tensor)) {
                    parameter(layer, role, tensor);
                }
            }
            List<String> restoring = values.restoredBy(input);
            for (int part = 0; part < restoring.size(); part++) {
                String name = (role.isEmpty() ? "input" : role) + (part == 0 ? "_scale" : "_zero_point");
                values.origins(restoring.get(part)).forEach(tensor -> parameter(layer, name, tensor));
            }
        }
    }

    private void parameter(LayerBuilder layer, String role, OnnxTensor tensor) {
        if (graph.initializers().containsKey(tensor.name())) {
            String name = role.isEmpty() ? localName(tensor.name(), layer.path()) : role;
            tensors.find(tensor.name()).ifPresent(info -> layer.add(new Parameter(name, info,
                    Roles.isTrainable(name) && info.dtype().isFloatingPoint())));
        }
    }

    /** Whether a constant is a weight, and not the axes, sizes or scales of an operator. */
    private boolean isWeight(OnnxNode node, int input, OnnxTensor tensor) {
        return !Roles.of(node, input).isEmpty()
                || tensor.dtype().isFloatingPoint() && !UNWEIGHTED.contains(node.type());
    }

    private static String localName(String tensor, String layer) {
        return tensor.startsWith(layer + ".") ? tensor.substring(layer.length() + 1)
                : tensor.substring(Math.max(tensor.lastIndexOf('.'), tensor.lastIndexOf('/')) + 1);
    }

    private static Optional<SourceLocation> place(OnnxNode node, int modules) {
        String trace = node.metadata().getOrDefault(STACK_TRACE, node.description());
        if (trace.isEmpty()) {
            return Optional.empty();
        }
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
