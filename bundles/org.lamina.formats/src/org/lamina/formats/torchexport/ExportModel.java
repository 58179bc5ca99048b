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

import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.names.TorchClasses;
import org.lamina.formats.torchexport.ExportNode.Module;
import org.lamina.formats.torchscript.OperatorCalls.TensorArgument;
import org.lamina.formats.torchscript.OperatorCalls;
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

    private final ExportGraph graph;
    private final ExportSignature signature;
    private final ExportWeights weights;
    private final Progress progress;
    private final OperatorCalls operators = new OperatorCalls();
    private final Map<String, Producer> producers = new HashMap<>();
    /** The weights that values are which a call only hands on. */
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, LayerBuilder> open = new HashMap<>();
    private final Map<LayerBuilder, List<Shape>> lastOutputs = new LinkedHashMap<>();
    private final List<ExportNode> nodes;
    private ModelBuilder builder;
    private String lastModule;

    ExportModel(Path file, JsonNode program, ExportWeights weights, Progress progress) throws ModelFormatException {
        this.graph = new ExportGraph(file, program.path("graph_module").path("graph"));
        this.nodes = graph.nodes();
        this.signature = ExportSignature.of(program.path("graph_module"));
        this.weights = weights;
        this.progress = progress;
    }

    /**
     * The architecture.
     *
     * @param warnings gets what can't be told
     */
    Optional<Model> build(List<String> warnings) {
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
        OperatorCalls.Described described = operators.describe(node.operator(), arguments(node));
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
        return List.of("alias", "detach", "detach_").contains(node.operator())
                || node.operator().equals("lift_fresh_copy") && described.type().isEmpty();
    }

    private void pass(ExportNode node) {
        for (String value : node.reads()) {
            String read = constants.getOrDefault(value, value);
            if (signature.parameters().containsKey(read) || signature.buffers().containsKey(read)) {
                node.outputs().forEach(output -> constants.put(output, read));
            }
        }
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
        for (String value : node.reads()) {
            String read = constants.getOrDefault(value, value);
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

    /** Weights that no call reads are layers without edges; older versions do not name them in the signature. */
    private void addUnused(List<String> warnings) {
        Set<TensorInfo> used = new HashSet<>(builder.tensors());
        Map<String, Boolean> names = new LinkedHashMap<>();
        signature.parameters().values().forEach(name -> names.put(name, true));
        signature.buffers().values().forEach(name -> names.putIfAbsent(name, false));
        weights.tensors().stream().map(StoredTensor::info).forEach(tensor -> names.putIfAbsent(tensor.name(),
                tensor.dtype().isFloatingPoint() && !tensor.name().matches("(.*\\.)?running_\\w+")));
        names.forEach((name, trainable) -> {
            Optional<TensorInfo> tensor = weights.find(name);
            if (tensor.isEmpty()) {
                warnings.add("The values of " + name + " are not in the file.");
            } else if (used.add(tensor.get())) {
                String owner = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                LayerBuilder layer = open.containsKey(owner) ? open.get(owner) : builder.module(name);
                if (layer.operations().isEmpty()) {
                    layer.type("Parameter", "");
                }
                own(layer, tensor.get(), trainable);
            }
        });
    }

    /** The path of a module, where a further call {@code act@1} is the same module. */
    private static String path(Module module) {
        return module.path().replaceAll("@\\d+", "");
    }

    private Shape shape(String value) {
        JsonNode meta = graph.value(value);
        return meta != null && meta.isObject() ? TensorMeta.shape(meta) : null;
    }

    private ElementType type(String value) {
        JsonNode meta = graph.value(value);
        return meta == null ? ElementType.UNKNOWN : TensorMeta.type(meta);
    }

    private List<Object> arguments(ExportNode node) {
        Map<String, String> names = node.names();
        List<Object> arguments = new ArrayList<>();
        node.inputs().forEach(input -> arguments.add(argument(input, names)));
        return arguments;
    }

    /**
     * An argument as the table of operators takes it.
     *
     * @param names the names of values by their names in the argument
     */
    private Object argument(JsonNode argument, Map<String, String> names) {
        for (Map.Entry<String, JsonNode> field : argument.properties()) {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                return switch (field.getKey()) {
                    case "as_none" -> null;
                    case "as_tensor" -> tensor(value, names);
                    case "as_tensors" -> tensors(value, names);
                    case "as_optional_tensor" -> argument(value, names);
                    default -> plain(value);
                };
            }
        }
        return null;
    }

    private TensorArgument tensor(JsonNode value, Map<String, String> names) {
        return new TensorArgument(Optional.ofNullable(shape(names.get(value.path("name").asText()))));
    }

    private List<Object> tensors(JsonNode list, Map<String, String> names) {
        List<Object> tensors = new ArrayList<>();
        list.forEach(value -> tensors.add(tensor(value, names)));
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
