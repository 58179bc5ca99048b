package org.lamina.formats.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lamina.formats.keras.LayerConfig.Call;
import org.lamina.formats.keras.LayerConfig.Ref;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/** Parses the configuration of a model, as Keras 1, 2 and 3 write it. */
final class ConfigParser {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_LAYERS = 100_000;
    private static final int MAX_CALLS = 4096;

    private final Path file;
    private int layers;

    private ConfigParser(Path file) {
        this.file = file;
    }

    /**
     * The model of a configuration; empty if it is of a class whose configuration does not tell its layers.
     *
     * @throws ModelFormatException if the configuration contradicts itself
     */
    static Optional<ModelConfig> model(Path file, JsonNode json) throws ModelFormatException {
        return new ConfigParser(file).model(json, 0);
    }

    private Optional<ModelConfig> model(JsonNode json, int depth) throws ModelFormatException {
        if (depth > MAX_DEPTH) {
            throw new ModelFormatException(file, "models nested at most " + MAX_DEPTH + " deep", "deeper ones");
        }
        JsonNode config = json.path("config");
        JsonNode list = config.isArray() ? config : config.path("layers");
        if (!list.isArray()) {
            return Optional.empty();
        }
        boolean sequential = !config.has("input_layers");
        List<LayerConfig> parsed = new ArrayList<>();
        for (JsonNode layer : list) {
            if (++layers > MAX_LAYERS) {
                throw new ModelFormatException(file, "at most " + MAX_LAYERS + " layers", "more");
            }
            parsed.add(layer(layer, depth));
        }
        String name = config.path("name").asText(json.path("name").asText(""));
        Shape shape = Config.shape(config.path("build_input_shape"));
        List<Ref> outputs = refs(config.path("output_layers"));
        Set<String> later = countedFromOne(parsed, outputs);
        parsed.replaceAll(layer -> layer.withCalls(layer.calls().stream()
                .map(call -> new Call(counted(call.inputs(), later), call.constants(), call.arguments())).toList()));
        return Optional.of(new ModelConfig(name, className(json), sequential, parsed,
                refs(config.path("input_layers")), counted(outputs, later),
                shape == null ? Config.shape(json.path("build_config").path("input_shape")) : shape));
    }

    /**
     * The models among layers whose calls are counted from one: a model that is made of an input of its own is called
     * once before it becomes a layer.
     */
    private static Set<String> countedFromOne(List<LayerConfig> layers, List<Ref> outputs) {
        Map<String, Integer> least = new HashMap<>();
        Stream.concat(layers.stream().flatMap(layer -> layer.calls().stream()).flatMap(call -> call.inputs().stream()),
                outputs.stream()).forEach(ref -> least.merge(ref.layer(), ref.call(), Math::min));
        return layers.stream().filter(layer -> layer.model().isPresent() && least.getOrDefault(layer.name(), 0) == 1)
                .map(LayerConfig::name).collect(Collectors.toSet());
    }

    private static List<Ref> counted(List<Ref> refs, Set<String> fromOne) {
        return refs.stream().map(ref -> fromOne.contains(ref.layer())
                ? new Ref(ref.layer(), ref.call() - 1, ref.output()) : ref).toList();
    }

    private LayerConfig layer(JsonNode json, int depth) throws ModelFormatException {
        String className = className(json);
        JsonNode raw = json.path("config");
        Config config = new Config(raw.isObject() ? FirstKeras.modernised(className, raw) : raw);
        String name = json.path("name").asText(raw.path("name").asText(""));
        Optional<ModelConfig> model = raw.isArray() || raw.path("layers").isArray() && !className.equals("Merge")
                ? model(json, depth + 1) : Optional.empty();
        JsonNode inner = config.get("layer");
        Optional<LayerConfig> wrapped = Optional.empty();
        if (model.isEmpty() && inner.isObject()) {
            if (depth > MAX_DEPTH) {
                throw new ModelFormatException(file, "layers nested at most " + MAX_DEPTH + " deep", "deeper ones");
            }
            wrapped = Optional.of(layer(inner, depth + 1));
        }
        if (name.isEmpty()) {
            name = model.map(ModelConfig::name).filter(own -> !own.isEmpty()).orElse(WeightNames.snakeCase(className));
        }
        return new LayerConfig(className, name, config, calls(json.path("inbound_nodes")), model, wrapped);
    }

    /** The class without the package it is registered with: {@code Custom>Swish} is {@code Swish}. */
    private static String className(JsonNode json) {
        String name = json.path("class_name").asText("");
        return name.substring(name.lastIndexOf('>') + 1);
    }

    private List<Call> calls(JsonNode nodes) throws ModelFormatException {
        List<Call> calls = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (calls.size() >= MAX_CALLS) {
                throw new ModelFormatException(file, "at most " + MAX_CALLS + " calls of a layer", "more");
            }
            calls.add(new Call(refs(node), hasNumbers(node), arguments(node)));
        }
        return calls;
    }

    /** All references in a value: {@code [layer, call, output]}, or the tensors of Keras 3 with their history. */
    private static List<Ref> refs(JsonNode value) {
        List<Ref> refs = new ArrayList<>();
        collect(value, refs);
        return refs;
    }

    private static void collect(JsonNode value, List<Ref> refs) {
        JsonNode history = value.path("config").path("keras_history");
        if (isRef(value)) {
            refs.add(ref(value));
            value.path(3).forEach(argument -> collect(argument, refs));
        } else if (isRef(history)) {
            refs.add(ref(history));
        } else if (value.isArray()) {
            value.forEach(element -> collect(element, refs));
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                collect(field.getValue(), refs);
            }
        }
    }

    /** The arguments of a call by name: Keras 2 has them behind its first input. */
    private static JsonNode arguments(JsonNode node) {
        return node.has("kwargs") ? node.path("kwargs") : isRef(node) ? node.path(3) : node.path(0).path(3);
    }

    private static boolean hasNumbers(JsonNode value) {
        if (isRef(value)) {
            return hasNumbers(value.path(3));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isNumber()) {
            return true;
        }
        boolean isTensor = !value.path("config").path("keras_history").isMissingNode();
        for (JsonNode element : value) {
            if (!isTensor && hasNumbers(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRef(JsonNode value) {
        return value.isArray() && value.size() >= 3 && value.get(0).isTextual() && value.get(1).isInt()
                && value.get(2).isInt();
    }

    private static Ref ref(JsonNode value) {
        return new Ref(value.get(0).asText(), value.get(1).asInt(), value.get(2).asInt());
    }
}
