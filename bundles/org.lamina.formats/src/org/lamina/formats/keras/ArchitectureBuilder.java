package org.lamina.formats.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.InputShapes;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.keras.LayerConfig.Ref;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Makes an architecture of a configuration: runs the model on shapes. */
final class ArchitectureBuilder {

    private static final int MAX_CALLS = 50_000;

    private final Path file;
    private final Weights weights;
    private final InputShapes given;
    private final List<String> warnings;
    private final Progress progress;
    private final ModelBuilder model = new ModelBuilder(Set.of());
    private final Set<String> conflicts = new LinkedHashSet<>();
    private int calls;
    private int inputs;

    ArchitectureBuilder(Path file, Weights weights, InputShapes given, List<String> warnings, Progress progress) {
        this.file = file;
        this.weights = weights;
        this.given = given;
        this.warnings = warnings;
        this.progress = progress;
    }

    /**
     * Builds the architecture.
     *
     * @param fallbackName the name of a model that has none
     */
    Model build(ModelConfig config, String fallbackName) throws ModelFormatException {
        List<Value> outputs = run(config, "", List.of(), true);
        for (Value output : outputs) {
            model.output(output.name(), new Config(lastConfig(config)).dtype(), output.shape(),
                    List.of(output.producer()));
        }
        conflicts.stream().limit(3).forEach(warnings::add);
        return model.build(config.name().isEmpty() ? fallbackName : config.name());
    }

    private static JsonNode lastConfig(ModelConfig config) {
        return config.layers().isEmpty() ? MissingNode.getInstance()
                : config.layers().get(config.layers().size() - 1).config().json();
    }

    /**
     * Runs a model.
     *
     * @param prefix the path of the model with a dot behind; empty for the whole
     * @param given what it reads; empty for the whole, which has inputs of its own
     * @param trainable whether training changes any weight in it
     */
    private List<Value> run(ModelConfig config, String prefix, List<Value> given, boolean trainable)
            throws ModelFormatException {
        return config.sequential() ? runInOrder(config, prefix, given, trainable)
                : runGraph(config, prefix, given, trainable);
    }

    private List<Value> runInOrder(ModelConfig config, String prefix, List<Value> given, boolean trainable)
            throws ModelFormatException {
        List<Value> values = given;
        for (LayerConfig layer : config.layers()) {
            if (layer.isInput()) {
                values = values.isEmpty() ? List.of(input(layer)) : values;
                continue;
            }
            if (values.isEmpty()) {
                Shape shape = declared(layer.config());
                shape = shape == null ? nestedShape(layer) : shape;
                values = List.of(input(layer.name() + "_input", layer.config(),
                        shape == null ? config.inputShape() : shape));
            }
            values = call(layer, prefix, values, trainable);
        }
        return values;
    }

    /** The input of a model whose first layer is a model. */
    private static Shape nestedShape(LayerConfig layer) {
        Optional<ModelConfig> nested = layer.model();
        return nested.isEmpty() || nested.get().layers().isEmpty() ? null
                : declared(nested.get().layers().get(0).config());
    }

    private static Shape declared(Config config) {
        Shape shape = Config.shape(config.get("batch_input_shape"));
        shape = shape == null ? Config.shape(config.get("batch_shape")) : shape;
        if (shape == null && config.get("input_dim").isNumber() && config.get("batch_input_shape").isMissingNode()
                && config.has("units")) {
            return Shape.of(Shape.UNKNOWN, Math.max(0, config.number("input_dim", 0)));
        }
        return shape;
    }

    private Value input(LayerConfig layer) {
        return input(layer.name(), layer.config(), declared(layer.config()));
    }

    private Value input(String name, Config config, Shape declared) {
        Shape shape = given.of(name, inputs++).orElse(declared);
        return new Value(model.input(new InputBuilder(name, config.dtype(), shape)), name, shape);
    }

    private List<Value> runGraph(ModelConfig config, String prefix, List<Value> given, boolean trainable)
            throws ModelFormatException {
        Map<String, Value> fed = new LinkedHashMap<>();
        for (int i = 0; i < config.inputs().size() && i < given.size(); i++) {
            fed.put(config.inputs().get(i).layer(), given.get(i));
        }
        Map<String, List<List<Value>>> results = new HashMap<>();
        CallOrder order = new CallOrder(config);
        for (CallOrder.Step step : order.steps()) {
            LayerConfig layer = step.layer();
            List<List<Value>> done = results.computeIfAbsent(layer.name(), unused -> new ArrayList<>());
            if (layer.isInput()) {
                done.add(List.of(fed.containsKey(layer.name()) ? fed.get(layer.name()) : input(layer)));
            } else {
                List<Value> inputs = new ArrayList<>();
                step.call().inputs().forEach(ref -> find(results, ref).ifPresent(inputs::add));
                done.add(call(layer, prefix, inputs, trainable));
            }
        }
        List<Value> outputs = new ArrayList<>();
        config.outputs().forEach(ref -> find(results, ref).ifPresent(outputs::add));
        if (order.isCyclic()) {
            warnings.add("Some layers read from each other in a circle, or from layers that are not there.");
        }
        return outputs;
    }

    /** The value that a reference means; a call that is not there is the last one. */
    private static Optional<Value> find(Map<String, List<List<Value>>> results, Ref ref) {
        List<List<Value>> calls = results.getOrDefault(ref.layer(), List.of());
        if (calls.isEmpty() || ref.call() < 0 || ref.output() < 0) {
            return Optional.empty();
        }
        List<Value> outputs = calls.get(Math.min(ref.call(), calls.size() - 1));
        return outputs.isEmpty() ? Optional.empty()
                : Optional.of(outputs.get(Math.min(ref.output(), outputs.size() - 1)));
    }

    /** Calls a layer or a nested model. */
    private List<Value> call(LayerConfig layer, String prefix, List<Value> inputs, boolean trainable)
            throws ModelFormatException {
        progress.checkCancelled();
        if (++calls > MAX_CALLS) {
            throw new ModelFormatException(file, "at most " + MAX_CALLS + " calls of layers", "more");
        }
        boolean changes = trainable && layer.trainable();
        String path = prefix + layer.segment();
        if (layer.model().isPresent()) {
            model.group(path, layer.className(), layer.className());
            return run(layer.model().get(), path + ".", inputs, changes);
        }
        Optional<ModelConfig> repeated = layer.wrapped().flatMap(LayerConfig::model);
        if (repeated.isPresent()) {
            model.group(path, layer.className(), layer.className() + "(" + repeated.get().className() + ")");
            List<Value> steps = inputs.stream().map(value -> value.withShape(TimeSteps.one(value.shape()))).toList();
            return run(repeated.get(), path + ".", steps, changes).stream().map(value -> value.withShape(
                    TimeSteps.all(value.shape(), inputs.isEmpty() ? null : inputs.get(0).shape()))).toList();
        }
        return List.of(leaf(layer, path, prefix, inputs, changes));
    }

    private Value leaf(LayerConfig layer, String path, String prefix, List<Value> inputs, boolean trainable) {
        List<Shape> shapes = new ArrayList<>();
        inputs.forEach(input -> shapes.add(input.shape()));
        List<Parameter> parameters = weights.of(path, layer, trainable);
        LayerDescription description = LayerDescription.of(layer, shapes, parameters);
        LayerBuilder builder = LayerTypes.isFunction(layer)
                ? model.function(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1), layer.segment())
                : model.module(path);
        builder.type(description.type(), description.originalType());
        builder.config().putAll(description.config());
        parameters.forEach(builder::add);
        Shape output = null;
        try {
            output = description.output(shapes);
        } catch (ShapeConflictException e) {
            conflicts.add("Layer " + path + ": " + e.getMessage() + ".");
        }
        builder.inputs(shapes);
        builder.outputs(Collections.singletonList(output));
        operations(builder, description, inputs, output);
        for (Value input : inputs) {
            model.flow(input.producer(), builder, input.name(), input.shape());
        }
        return new Value(builder, builder.path(), output);
    }

    /** The layer's own computation, and behind it the activation that it applies to its result. */
    private static void operations(LayerBuilder builder, LayerDescription description, List<Value> inputs,
            Shape output) {
        String path = builder.path();
        List<String> read = inputs.stream().map(Value::name).toList();
        Optional<Shape> shape = Optional.ofNullable(output);
        Object activation = description.config().get("activation");
        boolean fused = activation != null && LayerKind.of(description.type()) != LayerKind.RECURRENT;
        builder.add(new Operation(fused ? path + "/" + builder.originalType() : path, builder.originalType(), Map.of(),
                read, List.of(fused ? path + "/result" : path), shape));
        if (fused) {
            builder.add(new Operation(path + "/" + activation, activation.toString(), Map.of(),
                    List.of(path + "/result"), List.of(path), shape));
        }
    }
}
