package org.lamina.formats.keras;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of Keras in the vocabulary that all formats share. */
final class LayerTypes {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("Dense", "Linear"), Map.entry("TimeDistributedDense", "Linear"),
            Map.entry("Embedding", "Embedding"), Map.entry("Flatten", "Flatten"),
            Map.entry("Reshape", "Reshape"), Map.entry("Permute", "Permute"), Map.entry("RepeatVector", "Repeat"),
            Map.entry("Conv1D", "Conv1d"), Map.entry("Conv2D", "Conv2d"), Map.entry("Conv3D", "Conv3d"),
            Map.entry("Convolution1D", "Conv1d"), Map.entry("Convolution2D", "Conv2d"),
            Map.entry("Convolution3D", "Conv3d"), Map.entry("AtrousConvolution1D", "Conv1d"),
            Map.entry("AtrousConvolution2D", "Conv2d"), Map.entry("Conv1DTranspose", "ConvTranspose1d"),
            Map.entry("Conv2DTranspose", "ConvTranspose2d"), Map.entry("Conv3DTranspose", "ConvTranspose3d"),
            Map.entry("Convolution2DTranspose", "ConvTranspose2d"), Map.entry("Deconvolution2D", "ConvTranspose2d"),
            Map.entry("DepthwiseConv1D", "DepthwiseConv1d"), Map.entry("DepthwiseConv2D", "DepthwiseConv2d"),
            Map.entry("SeparableConv1D", "SeparableConv1d"), Map.entry("SeparableConv2D", "SeparableConv2d"),
            Map.entry("SeparableConvolution2D", "SeparableConv2d"),
            Map.entry("LayerNormalization", "LayerNorm"), Map.entry("GroupNormalization", "GroupNorm"),
            Map.entry("RMSNormalization", "RMSNorm"), Map.entry("InstanceNormalization", "InstanceNorm"),
            Map.entry("Dropout", "Dropout"), Map.entry("SpatialDropout1D", "Dropout1d"),
            Map.entry("SpatialDropout2D", "Dropout2d"), Map.entry("SpatialDropout3D", "Dropout3d"),
            Map.entry("AlphaDropout", "AlphaDropout"), Map.entry("LeakyReLU", "LeakyReLU"),
            Map.entry("PReLU", "PReLU"), Map.entry("ELU", "ELU"), Map.entry("ThresholdedReLU", "Threshold"),
            Map.entry("Softmax", "Softmax"), Map.entry("GlobalAveragePooling1D", "GlobalAvgPool"),
            Map.entry("GlobalAveragePooling2D", "GlobalAvgPool"), Map.entry("GlobalAveragePooling3D", "GlobalAvgPool"),
            Map.entry("GlobalMaxPooling1D", "GlobalMaxPool"), Map.entry("GlobalMaxPooling2D", "GlobalMaxPool"),
            Map.entry("GlobalMaxPooling3D", "GlobalMaxPool"), Map.entry("Add", "Add"), Map.entry("Subtract", "Sub"),
            Map.entry("Multiply", "Mul"), Map.entry("Average", "Mean"), Map.entry("Maximum", "Max"),
            Map.entry("Minimum", "Min"), Map.entry("Concatenate", "Concat"), Map.entry("Dot", "MatMul"),
            Map.entry("UpSampling1D", "Upsample"), Map.entry("UpSampling2D", "Upsample"),
            Map.entry("UpSampling3D", "Upsample"), Map.entry("ZeroPadding1D", "Pad"),
            Map.entry("ZeroPadding2D", "Pad"), Map.entry("ZeroPadding3D", "Pad"), Map.entry("LSTM", "LSTM"),
            Map.entry("CuDNNLSTM", "LSTM"), Map.entry("GRU", "GRU"), Map.entry("CuDNNGRU", "GRU"),
            Map.entry("SimpleRNN", "RNN"), Map.entry("LSTMCell", "LSTMCell"), Map.entry("GRUCell", "GRUCell"),
            Map.entry("SimpleRNNCell", "RNNCell"), Map.entry("MultiHeadAttention", "MultiheadAttention"),
            Map.entry("Attention", "Attention"), Map.entry("AdditiveAttention", "Attention"),
            Map.entry("Identity", "Identity"), Map.entry("ActivityRegularization", "Identity"));
    /** What the functions of TensorFlow and of {@code keras.ops} are called that stand as layers between layers. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(Map.entry("add", "Add"),
            Map.entry("addv2", "Add"), Map.entry("add_n", "Add"), Map.entry("subtract", "Sub"),
            Map.entry("sub", "Sub"), Map.entry("multiply", "Mul"), Map.entry("mul", "Mul"),
            Map.entry("divide", "Div"), Map.entry("truediv", "Div"), Map.entry("realdiv", "Div"),
            Map.entry("pow", "Pow"), Map.entry("power", "Pow"), Map.entry("sqrt", "Sqrt"), Map.entry("exp", "Exp"),
            Map.entry("log", "Log"), Map.entry("negative", "Neg"), Map.entry("abs", "Abs"),
            Map.entry("absolute", "Abs"), Map.entry("reduce_mean", "Mean"), Map.entry("mean", "Mean"),
            Map.entry("reduce_sum", "Sum"), Map.entry("sum", "Sum"), Map.entry("reduce_max", "Max"),
            Map.entry("max", "Max"), Map.entry("amax", "Max"), Map.entry("maximum", "Max"),
            Map.entry("reduce_min", "Min"), Map.entry("min", "Min"), Map.entry("minimum", "Min"),
            Map.entry("matmul", "MatMul"), Map.entry("concat", "Concat"), Map.entry("concatv2", "Concat"),
            Map.entry("concatenate", "Concat"), Map.entry("stack", "Stack"), Map.entry("reshape", "Reshape"),
            Map.entry("transpose", "Permute"), Map.entry("expand_dims", "Unsqueeze"), Map.entry("squeeze", "Squeeze"),
            Map.entry("relu", "ReLU"), Map.entry("relu6", "ReLU6"), Map.entry("sigmoid", "Sigmoid"),
            Map.entry("tanh", "Tanh"), Map.entry("softmax", "Softmax"), Map.entry("gelu", "GELU"),
            Map.entry("silu", "SiLU"), Map.entry("swish", "SiLU"), Map.entry("getitem", "Slice"),
            Map.entry("get_item", "Slice"), Map.entry("strided_slice", "Slice"), Map.entry("clip_by_value", "Clamp"),
            Map.entry("clip", "Clamp"), Map.entry("split", "Split"), Map.entry("tile", "Repeat"),
            Map.entry("broadcast_to", "Expand"), Map.entry("where", "Where"));
    private static final Map<String, String> MERGE_MODES = Map.of("sum", "Add", "mul", "Mul", "concat", "Concat",
            "ave", "Mean", "dot", "MatMul", "cos", "MatMul", "max", "Max");
    private static final Set<String> FUNCTION_CLASSES =
            Set.of("TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer", "ClassMethod", "InstanceMethod");

    private static final Pattern OPERATOR = Pattern.compile("\"op\"\\s*:\\s*\"(\\w+)\"");

    /** Classes by their names in small letters. */
    private static final Map<String, String> BY_NAME = Stream.concat(TYPES.keySet().stream(),
            Stream.of("BatchNormalization", "EinsumDense")).filter(name -> !name.contains("Cell"))
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private LayerTypes() {
    }

    /**
     * The type of a layer; the class itself where the vocabulary has no word.
     *
     * @param rank the number of axes of its input, with the batch; -1 if not known
     */
    static String type(LayerConfig layer, int rank) {
        String className = layer.className();
        Config config = layer.config();
        if (isFunction(layer)) {
            String function = function(layer);
            return FUNCTIONS.getOrDefault(function, function);
        }
        return switch (className) {
            case "Activation" -> Activations.type(Activations.name(config.get("activation")));
            case "ReLU" -> reLu(config);
            case "BatchNormalization" -> "BatchNorm"
                    + (rank >= 3 && rank <= 5 ? rank - 2 + "d" : rank == 2 ? "1d" : "");
            case "Merge" -> MERGE_MODES.getOrDefault(config.text("mode"), className);
            case "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "MaxPool1D", "MaxPool2D", "MaxPool3D" ->
                "MaxPool" + className.charAt(className.length() - 2) + "d";
            case "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "AvgPool2D" ->
                "AvgPool" + className.charAt(className.length() - 2) + "d";
            case "RNN" -> cell(config);
            default -> TYPES.getOrDefault(className, className);
        };
    }

    /** The class of a layer that has a name as Keras gives it: {@code conv2d_3}; empty for another name. */
    static Optional<String> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.replaceFirst("_\\d+$", "").replace("_", "")));
    }

    private static String reLu(Config config) {
        return config.number("max_value", -1) == 6 ? "ReLU6"
                : config.get("negative_slope").asDouble(0) != 0 ? "LeakyReLU" : "ReLU";
    }

    private static String cell(Config config) {
        String cell = config.get("cell").path("class_name").asText("");
        return switch (cell) {
            case "LSTMCell", "GRUCell" -> cell.substring(0, cell.length() - 4);
            default -> "RNN";
        };
    }

    /** Whether a layer is a function that the program calls between layers. */
    static boolean isFunction(LayerConfig layer) {
        return FUNCTION_CLASSES.contains(layer.className()) || !TYPES.containsKey(layer.className())
                && FUNCTIONS.containsKey(WeightNames.snakeCase(layer.className()))
                && !layer.config().has("activation") && layer.wrapped().isEmpty();
    }

    /** The name of the function: {@code tf.math.multiply} is {@code multiply}. */
    private static String function(LayerConfig layer) {
        Config config = layer.config();
        String name = config.has("function") ? config.text("function")
                : config.get("node_def").isTextual() ? operator(config.text("node_def"))
                : layer.className().equals("SlicingOpLambda") ? "getitem" : layer.className();
        return WeightNames.snakeCase(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String operator(String nodeDefinition) {
        Matcher matcher = OPERATOR.matcher(nodeDefinition);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
