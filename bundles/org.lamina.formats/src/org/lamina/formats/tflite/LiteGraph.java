package org.lamina.formats.tflite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.tensorflow.NameScopes;
import org.lamina.formats.tflite.LiteModel.Graph;
import org.lamina.formats.tflite.LiteModel.Operator;
import org.lamina.formats.tflite.LiteModel.Tensor;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;

/** Makes an architecture of a TensorFlow Lite model: each operator is a layer, grouped by the names of its results. */
final class LiteGraph {

    private final LiteModel lite;
    private final FileBytes bytes;
    private final List<String> warnings;
    private final Set<String> operations = new HashSet<>();
    private ModelBuilder model;

    LiteGraph(LiteModel lite, FileBytes bytes, List<String> warnings) {
        this.lite = lite;
        this.bytes = bytes;
        this.warnings = warnings;
    }

    Model build(String fallbackName) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lite.graphs().size(); i++) {
            for (Operator operator : lite.graphs().get(i).operators()) {
                names.add(prefixed(i, resultName(lite.graphs().get(i), operator)));
            }
        }
        NameScopes scopes = new NameScopes(names);
        model = new ModelBuilder(scopes.groups());
        scopes.groups().stream().sorted().forEach(group -> model.group(group, "Module", ""));
        for (int i = 0; i < lite.graphs().size(); i++) {
            graph(i, scopes);
        }
        long custom = lite.graphs().stream().flatMap(graph -> graph.operators().stream()).filter(Operator::isCustom)
                .count();
        if (custom > 0) {
            warnings.add("Custom operators are shown by their names only: " + lite.graphs().stream()
                    .flatMap(graph -> graph.operators().stream()).filter(Operator::isCustom).map(Operator::name)
                    .distinct().sorted().limit(10).toList() + ".");
        }
        String name = lite.graphs().get(0).name();
        return model.build(name.isEmpty() || name.equals("main") ? fallbackName : name);
    }

    /** The name of a result; those of subgraphs other than the first are in a scope of their own. */
    private String prefixed(int graph, String name) {
        String own = lite.graphs().get(graph).name();
        return graph == 0 ? name : (own.isEmpty() ? "subgraph_" + graph : own.replace('/', '_')) + "/" + name;
    }

    private static String resultName(Graph graph, Operator operator) {
        return operator.outputs().isEmpty() ? operator.name()
                : graph.tensor(operator.outputs().get(0)).map(Tensor::name).orElse(operator.name());
    }

    private void graph(int index, NameScopes scopes) throws IOException {
        Graph graph = lite.graphs().get(index);
        Map<Integer, Producer> producers = new HashMap<>();
        for (int number : index == 0 ? graph.inputs() : List.<Integer>of()) {
            graph.tensor(number).ifPresent(tensor -> producers.put(number,
                    model.input(new InputBuilder(tensor.name(), tensor.dtype(), tensor.shape()))));
        }
        for (Operator operator : graph.operators()) {
            String scope = NameScopes.scope(prefixed(index, resultName(graph, operator)));
            layer(graph, operator, scope, scopes, producers);
        }
        for (int number : index == 0 ? graph.outputs() : List.<Integer>of()) {
            graph.tensor(number).ifPresent(tensor -> model.output(tensor.name(), tensor.dtype(), tensor.shape(),
                    producers.containsKey(number) ? List.of(producers.get(number)) : List.of()));
        }
    }

    private void layer(Graph graph, Operator operator, String scope, NameScopes scopes,
            Map<Integer, Producer> producers) throws IOException {
        LiteOperators described = new LiteOperators(graph, operator, bytes);
        String type = described.type();
        List<Parameter> parameters = described.parameters();
        LayerBuilder layer = scopes.isGroup(scope) ? model.function(scope, type.toLowerCase(Locale.ROOT))
                : model.module(scope);
        layer.type(type, operator.name());
        layer.config().putAll(described.config());
        parameters.forEach(layer::add);
        List<Shape> inputs = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (int number : operator.inputs()) {
            Optional<Tensor> tensor = graph.tensor(number);
            tensor.ifPresent(value -> read.add(value.name()));
            if (tensor.isPresent() && tensor.get().stored().isEmpty()) {
                inputs.add(tensor.get().shape());
                Producer producer = producers.get(number);
                if (producer != null) {
                    model.flow(producer, layer, tensor.get().name(), tensor.get().shape());
                }
            }
        }
        List<Tensor> outputs = operator.outputs().stream().flatMap(number -> graph.tensor(number).stream()).toList();
        layer.inputs(inputs);
        layer.outputs(outputs.stream().map(Tensor::shape).toList());
        layer.add(new Operation(unique(resultName(graph, operator)), operator.name(), operator.options(), read,
                outputs.stream().map(Tensor::name).toList(), outputs.stream().map(Tensor::shape).findFirst()));
        operator.outputs().forEach(number -> producers.put(number, layer));
    }

    private String unique(String name) {
        String unique = name;
        for (int i = 2; !operations.add(unique); i++) {
            unique = name + "#" + (operations.size() + i);
        }
        return unique;
    }
}
