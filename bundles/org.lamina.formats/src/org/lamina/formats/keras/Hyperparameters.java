package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.LayerKind;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/** The hyper-parameters of Keras' layers by the names that all formats share. Those without such a name keep theirs. */
final class Hyperparameters {

    /** What is not a hyper-parameter, or has been given another name. */
    private static final Set<String> LEFT_OUT = Set.of("name", "trainable", "dtype", "batch_input_shape", "input_dim",
            "input_shape", "batch_shape", "input_length", "sparse", "ragged", "filters", "kernel_size", "strides",
            "padding", "dilation_rate", "groups", "use_bias", "units", "rate", "pool_size", "activation",
            "recurrent_activation", "epsilon", "momentum", "alpha", "negative_slope", "max_value", "output_dim",
            "target_shape", "axis", "size", "dims", "num_heads", "layer", "cell", "function", "node_def", "constants",
            "threshold", "build_config", "kernel_constraint", "cropping", "output_padding", "input_dtype", "keepdims",
            "merge_mode", "fused", "function_type", "module", "output_shape_type", "batch_size", "depth_multiplier",
            "synchronized", "noise_shape", "backward_layer");

    private final LayerConfig layer;
    private final Config config;
    private final String type;
    private final List<Shape> inputs;
    private final List<Parameter> parameters;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Hyperparameters(LayerConfig layer, String type, List<Shape> inputs, List<Parameter> parameters) {
        this.layer = layer;
        this.config = layer.config();
        this.type = type;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    /**
     * Translates the configuration of a layer.
     *
     * @param type its type in the common vocabulary
     * @param inputs the shapes of its inputs, null where not known
     * @param parameters its weights, whose shapes tell sizes that the configuration leaves out
     */
    static Map<String, Object> of(LayerConfig layer, String type, List<Shape> inputs, List<Parameter> parameters) {
        Hyperparameters translation = new Hyperparameters(layer, type, inputs, parameters);
        translation.translate();
        return translation.values;
    }

    private void translate() {
        LayerKind kind = LayerKind.of(type);
        switch (kind) {
            case CONVOLUTION -> convolution();
            case POOLING -> pooling();
            case RECURRENT -> recurrent();
            case EMBEDDING -> {
                put("num_embeddings", config.number("input_dim", weight(0)));
                put("embedding_dim", config.number("output_dim", weight(1)));
            }
            case NORMALISATION -> normalisation();
            case DROPOUT -> values.put("p", config.get("rate").asDouble(0));
            default -> others();
        }
        activation("activation");
        activation("recurrent_activation");
        for (Map.Entry<String, JsonNode> field : config.json().properties()) {
            if (!LEFT_OUT.contains(field.getKey()) && !values.containsKey(field.getKey())) {
                plain(field.getKey(), field.getValue());
            }
        }
    }

    private void others() {
        switch (type) {
            case "Linear" -> {
                put("in_features", last(weight(0)));
                put("out_features", config.number("units", weight(1)));
                bias();
            }
            case "Concat", "Softmax" -> put("dim", config.has("axis") ? config.number("axis", -1)
                    : config.number("concat_axis", -1));
            case "Reshape" -> shape("target_shape");
            case "Permute" -> {
                List<Long> order = new ArrayList<>(List.of(0L));
                order.addAll(config.numbers("dims"));
                values.put("dims", order);
            }
            case "Repeat" -> put("n", config.number("n", Shape.UNKNOWN));
            case "Upsample" -> {
                List<Long> factors = config.numbers("size", Math.max(1, axes(layer.className())));
                values.put("scale_factor", factors.stream().map(Long::doubleValue).toList());
                dataFormat();
            }
            case "Pad" -> padding();
            case "LeakyReLU" -> slope("negative_slope");
            case "ELU" -> slope("alpha");
            case "Threshold" -> values.put("threshold", config.get("theta").asDouble(1));
            case "MultiheadAttention" -> put("num_heads", config.number("num_heads", Shape.UNKNOWN));
            default -> {
                // keeps the names of Keras
            }
        }
    }

    private void slope(String name) {
        JsonNode value = config.has("negative_slope") ? config.get("negative_slope") : config.get("alpha");
        if (value.isNumber()) {
            values.put(name, value.asDouble());
        }
    }

    private void shape(String name) {
        List<Long> target = config.numbers(name);
        List<Long> withBatch = new ArrayList<>(List.of(ShapeRules.UNKNOWN_SIZE));
        withBatch.addAll(target);
        if (!target.isEmpty() || config.has(name)) {
            values.put("shape", withBatch);
            values.put(name, target);
        }
    }

    private void convolution() {
        int axes = axes(type);
        long groups = Math.max(1, config.number("groups", 1));
        long in = channels();
        long kernelIn = -1;
        for (Parameter parameter : parameters) {
            int rank = parameter.tensor().shape().rank();
            if (kernelIn < 0 && rank >= 2) {
                boolean transposed = type.startsWith("ConvTranspose");
                kernelIn = parameter.tensor().shape().dimension(transposed ? -1 : -2);
            }
        }
        boolean depthwise = type.startsWith("Depthwise");
        in = in >= 0 ? in : depthwise ? kernelIn : kernelIn * groups;
        put("in_channels", in);
        long multiplier = config.number("depth_multiplier", 1);
        put("out_channels", depthwise && in > 0 ? in * multiplier : config.number("filters", Shape.UNKNOWN));
        putAll("kernel_size", config.numbers("kernel_size", axes));
        List<Long> strides = config.numbers("strides", axes);
        putAll("stride", strides.isEmpty() ? Collections.nCopies(axes, 1L) : strides);
        values.put("padding", config.text("padding").isEmpty() ? "valid" : config.text("padding"));
        putAll("dilation", config.numbers("dilation_rate", axes));
        putAll("output_padding", config.numbers("output_padding", axes));
        put("groups", depthwise && in > 0 ? in : groups);
        if (type.startsWith("Separable")) {
            put("depth_multiplier", multiplier);
        }
        bias();
        dataFormat();
    }

    private void bias() {
        values.put("bias", config.flag("use_bias", true));
    }

    private void pooling() {
        int axes = axes(type);
        if (type.startsWith("Global")) {
            values.put("keepdim", config.flag("keepdims", false));
        } else {
            List<Long> size = config.numbers("pool_size", axes);
            putAll("kernel_size", size);
            List<Long> strides = config.numbers("strides", axes);
            putAll("stride", strides.isEmpty() ? size : strides);
            values.put("padding", config.text("padding").isEmpty() ? "valid" : config.text("padding"));
        }
        dataFormat();
    }

    private void dataFormat() {
        String format = config.text("data_format");
        values.put("data_format", format.equals("channels_first") ? format : "channels_last");
    }

    private void recurrent() {
        JsonNode given = config.get("cell").path("config");
        JsonNode stacked = given.path("cells");
        // of cells in a stack, the last one gives the output
        JsonNode last = stacked.isArray() && !stacked.isEmpty() ? stacked.get(stacked.size() - 1).path("config")
                : given;
        Config cell = last.isObject() ? new Config(last) : config;
        put("input_size", last(Shape.UNKNOWN));
        put("hidden_size", cell.number("units", Shape.UNKNOWN));
        values.put("bidirectional", false);
        values.put("bias", cell.flag("use_bias", true));
        values.put("return_sequences", config.flag("return_sequences", false));
    }

    private void normalisation() {
        long features = config.number("axis", -1) == 1 && config.numbers("axis").size() == 1 ? dimension(1)
                : last(weight(0));
        put(type.startsWith("LayerNorm") ? "normalized_shape" : "num_features", features);
        if (config.has("epsilon")) {
            values.put("eps", config.get("epsilon").asDouble());
        }
        if (config.has("momentum")) {
            values.put("momentum", config.get("momentum").asDouble());
        }
        if (config.has("axis")) {
            values.put("axis", config.numbers("axis").size() == 1 ? config.numbers("axis").get(0)
                    : config.numbers("axis"));
        }
        put("num_groups", type.equals("GroupNorm") ? config.number("groups", Shape.UNKNOWN) : Shape.UNKNOWN);
    }

    /** Begin and end of each spatial axis, innermost axis first, with those of the channels where these are last. */
    private void padding() {
        JsonNode padding = Config.items(config.get("padding"));
        int axes = axes(layer.className());
        List<Long> list = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            JsonNode along = padding.isArray() && (axes > 1 || padding.size() == 1) ? padding.path(axis) : padding;
            List<Long> ends = Config.numbers(along);
            list.addAll(0, ends.size() == 2 ? ends : ends.size() == 1 ? List.of(ends.get(0), ends.get(0)) : List.of());
        }
        dataFormat();
        if (list.size() == 2 * axes) {
            if (values.get("data_format").equals("channels_last")) {
                list.addAll(0, List.of(0L, 0L));
            }
            values.put("pad", list);
        }
    }

    private void activation(String name) {
        if (config.has(name) && !layer.className().equals("Activation")) {
            String function = Activations.name(config.get(name));
            if (!function.equals("linear")) {
                values.put(name, Activations.type(function));
            }
        }
    }

    private void plain(String name, JsonNode value) {
        if (value.isBoolean()) {
            values.put(name, value.asBoolean());
        } else if (value.isIntegralNumber()) {
            values.put(name, value.asLong());
        } else if (value.isNumber()) {
            values.put(name, value.asDouble());
        } else if (value.isTextual() && value.asText().length() < 256) {
            values.put(name, value.asText());
        } else if (!Config.numbers(value).isEmpty()) {
            values.put(name, Config.numbers(value));
        }
    }

    /** The number of spatial axes that a class or type names: {@code Conv2D}, {@code Conv2d}. */
    private static int axes(String name) {
        for (int i = name.length() - 1; i > 0; i--) {
            if (name.charAt(i) >= '1' && name.charAt(i) <= '3') {
                return name.charAt(i) - '0';
            }
        }
        return 1;
    }

    private long channels() {
        return config.text("data_format").equals("channels_first") ? dimension(1) : dimension(-1);
    }

    private long dimension(int axis) {
        Shape input = inputs.isEmpty() ? null : inputs.get(0);
        return input == null || input.rank() < 2 ? Shape.UNKNOWN : input.dimension(axis);
    }

    /** The size of the input's innermost axis, or what else it may be. */
    private long last(long otherwise) {
        return dimension(-1) >= 0 ? dimension(-1) : otherwise;
    }

    /** A size of the first weight. */
    private long weight(int axis) {
        return parameters.isEmpty() || parameters.get(0).tensor().shape().rank() <= axis ? Shape.UNKNOWN
                : parameters.get(0).tensor().shape().dimension(axis);
    }

    private void put(String name, long value) {
        if (value >= 0 || name.equals("dim")) {
            values.put(name, value);
        }
    }

    private void putAll(String name, List<Long> list) {
        if (!list.isEmpty()) {
            values.put(name, list);
        }
    }
}
