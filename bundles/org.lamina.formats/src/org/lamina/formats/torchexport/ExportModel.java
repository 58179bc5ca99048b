package org.lamina.formats.torchexport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.names.TorchClasses;
import org.lamina.formats.torchexport.ExportNode.Module;
import org.lamina.formats.torchscript.OperatorCalls;
import org.lamina.formats.torchscript.OperatorCalls.TensorArgument;
import org.lamina.model.ElementType;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Makes an architecture of an exported graph: the calls inside one of PyTorch's modules are that layer, any other call
 * is a function of the module around it.
 */
final class ExportModel {

    private static final int NODE_LIMIT = 1_000_000;

    private final Path file;
    private final JsonNode graph;
    private final ExportSignature signature;
    private final ExportWeights weights;
    private final Progress progress;
    private final OperatorCalls operators = new OperatorCalls();
    private final Map<String, Producer> producers = new HashMap<>();
    private final Map<String, LayerBuilder> open = new HashMap<>();
    private final Map<LayerBuilder, List<Shape>> lastOutputs = new LinkedHashMap<>();
    private final List<ExportNode> nodes = new ArrayList<>();
    private ModelBuilder builder;
    private String lastModule;

    ExportModel(Path file, JsonNode program, ExportWeights weights, Progress progress) {
        this.file = file;
        this.graph = program.path("graph_module").path("graph");
        this.signature = ExportSignature.of(program.path("graph_module"));
        this.weights = weights;
        this.progress = progress;
    }

    /**
     * The architecture.
     *
     * @param warnings gets what can't be told
     * @throws ModelFormatException if there are too many nodes
     */
    Optional<Model> build(List<String> warnings) throws ModelFormatException {
        if (graph.path("nodes").size() > NODE_LIMIT) {
            throw new ModelFormatException(file, "at most " + NODE_LIMIT + " nodes", graph.path("nodes").size()
                    + " nodes");
        }
        graph.path("nodes").forEach(node -> nodes.add(ExportNode.of(node)));
        Set<String> modules = new HashSet<>();
        nodes.forEach(node -> node.modules().forEach(module -> modules.add(path(module))));
        builder = new ModelBuilder(modules);
        for (String input : signature.inputs()) {
            producers.put(input, builder.input(new InputBuilder(input, type(input), shape(input))));
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (i % 1024 == 0) {
                progress.checkCancelled();
            }
            add(nodes.get(i));
        }
        lastOutputs.forEach(LayerBuilder::outputs);
        for (String output : signature.outputs()) {
            builder.output(output, type(output), shape(output), producers.containsKey(output)
                    ? List.of(producers.get(output)) : List.of());
        }
        addUnused(warnings);
        return Optional.of(builder.build(name()));
    }

    private String name() {
        return nodes.stream().filter(node -> !node.modules().isEmpty()).map(node -> node.modules().get(0).simpleType())
                .findFirst().orElse("model");
    }

    private void add(ExportNode node) {
        List<Module> modules = node.modules();
        Optional<Module> library = modules.stream().filter(module -> !module.path().isEmpty())
                .filter(Module::isLibraryLayer).findFirst();
        OperatorCalls.Described described = operators.describe(node.operator(), node.inputs().stream()
                .map(this::argument).toList());
        if (node.operator().equals("getitem") || isFirstRead(node, described)) {
            pass(node);
            return;
        }
        for (Module module : modules) {
            if (library.filter(module::equals).isPresent()) {
                break;
            } else if (!module.path().isEmpty()) {
                builder.group(path(module), module.simpleType(), module.type());
            }
        }
        LayerBuilder layer = library.map(this::layer).orElseGet(() -> builder.function(
                modules.isEmpty() ? "" : path(modules.get(modules.size() - 1)), node.operator()));
        lastModule = library.map(Module::path).orElse(null);
        describe(layer, node, described, library);
        connect(layer, node);
    }

    /** Whether a call only hands its tensor on, between modules. */
    private static boolean isFirstRead(ExportNode node, OperatorCalls.Described described) {
        return node.operator().equals("alias") || node.operator().equals("detach")
                || node.operator().equals("lift_fresh_copy") && described.type().isEmpty();
    }

    private void pass(ExportNode node) {
        Optional<Producer> source = node.reads().stream().map(producers::get).filter(Objects::nonNull).findFirst();
        source.ifPresent(producer -> node.outputs().forEach(output -> producers.put(output, producer)));
    }

    /** The layer of a module; calls that follow each other in it are one, a further call is another layer. */
    private LayerBuilder layer(Module module) {
        if (!module.path().equals(lastModule) || !open.containsKey(module.path())) {
            open.put(module.path(), builder.module(path(module)));
        }
        return open.get(module.path());
    }

    private void describe(LayerBuilder layer, ExportNode node, OperatorCalls.Described described,
            Optional<Module> library) {
        library.ifPresent(module -> layer.type(TorchClasses.type(module.simpleType()), module.type()));
        if (library.isEmpty()) {
            layer.type(described.type().isEmpty() ? node.operator() : described.type(), node.target());
        }
        if (library.isEmpty() || described.type().equals(layer.type())) {
            described.config().forEach(layer.config()::putIfAbsent);
        }
        layer.add(new Operation(node.outputs().isEmpty() ? node.operator() + layer.operations().size()
                : node.outputs().get(0), node.target(), LayerBuilder.presentable(described.config()), node.reads(),
                node.outputs(), node.outputs().isEmpty() ? Optional.empty()
                        : Optional.ofNullable(shape(node.outputs().get(0)))));
        if (!layer.hasSource()) {
            PythonStack.parse(node.trace()).place(0).ifPresent(layer::source);
        }
    }

    private void connect(LayerBuilder layer, ExportNode node) {
        List<Shape> inputs = new ArrayList<>();
        for (String read : node.reads()) {
            String parameter = signature.parameters().get(read);
            String buffer = signature.buffers().get(read);
            if (parameter != null || buffer != null) {
                weights.find(parameter == null ? buffer : parameter)
                        .ifPresent(tensor -> own(layer, tensor, parameter != null));
            } else if (producers.get(read) != layer) {
                inputs.add(shape(read));
                builder.flow(producers.get(read), layer, read, shape(read));
            }
        }
        if (layer.operations().size() == 1) {
            layer.inputs(inputs);
        }
        List<Shape> outputs = new ArrayList<>();
        for (String output : node.outputs()) {
            producers.put(output, layer);
            outputs.add(shape(output));
        }
        lastOutputs.put(layer, outputs);
    }

    private static void own(LayerBuilder layer, TensorInfo tensor, boolean trainable) {
        String path = layer.path().replaceFirst("#\\d+$", "") + ".";
        String name = tensor.name().startsWith(path) ? tensor.name().substring(path.length())
                : tensor.name().substring(tensor.name().lastIndexOf('.') + 1);
        layer.add(new Parameter(name, tensor, trainable));
    }

    /** Weights that no call reads are layers without edges. */
    private void addUnused(List<String> warnings) {
        Set<TensorInfo> used = new HashSet<>(builder.tensors());
        Map<String, String> names = new LinkedHashMap<>(signature.parameters());
        names.putAll(signature.buffers());
        for (Map.Entry<String, String> entry : names.entrySet()) {
            Optional<TensorInfo> tensor = weights.find(entry.getValue());
            if (tensor.isEmpty()) {
                warnings.add("The values of " + entry.getValue() + " are not in the file.");
            } else if (used.add(tensor.get())) {
                String owner = entry.getValue().substring(0, Math.max(0, entry.getValue().lastIndexOf('.')));
                LayerBuilder layer = open.containsKey(owner) ? open.get(owner) : builder.module(entry.getValue());
                if (layer.operations().isEmpty()) {
                    layer.type("Parameter", "");
                }
                own(layer, tensor.get(), signature.parameters().containsKey(entry.getKey()));
            }
        }
    }

    /** The path of a module, where a further call {@code act@1} is the same module. */
    private static String path(Module module) {
        return module.path().replaceAll("@\\d+", "");
    }

    private JsonNode meta(String value) {
        return graph.path("tensor_values").path(value);
    }

    private Shape shape(String value) {
        return meta(value).isObject() ? TensorMeta.shape(meta(value)) : null;
    }

    private ElementType type(String value) {
        return TensorMeta.type(meta(value));
    }

    /** An argument as the table of operators takes it. */
    private Object argument(JsonNode argument) {
        for (Map.Entry<String, JsonNode> field : argument.properties()) {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                return switch (field.getKey()) {
                    case "as_none" -> null;
                    case "as_tensor" -> new TensorArgument(Optional.ofNullable(shape(value.path("name").asText())));
                    case "as_tensors" -> tensors(value);
                    case "as_optional_tensor" -> argument(value);
                    default -> plain(value);
                };
            }
        }
        return null;
    }

    private List<Object> tensors(JsonNode list) {
        List<Object> tensors = new ArrayList<>();
        list.forEach(tensor -> tensors.add(new TensorArgument(Optional.ofNullable(
                shape(tensor.path("name").asText())))));
        return tensors;
    }

    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            List<Object> elements = new ArrayList<>();
            value.forEach(element -> elements.add(plain(element)));
            return elements;
        } else if (value.isObject() && value.path("as_int").isIntegralNumber()) {
            return value.path("as_int").asLong();
        }
        return value.isIntegralNumber() ? Long.valueOf(value.asLong()) : value.isNumber()
                ? Double.valueOf(value.asDouble()) : value.isBoolean() ? Boolean.valueOf(value.asBoolean())
                        : value.isTextual() ? value.asText() : null;
    }
}
