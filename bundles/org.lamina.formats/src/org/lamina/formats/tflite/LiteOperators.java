package org.lamina.formats.tflite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.tflite.LiteModel.Graph;
import org.lamina.formats.tflite.LiteModel.Operator;
import org.lamina.formats.tflite.LiteModel.Quantization;
import org.lamina.formats.tflite.LiteModel.Tensor;
import org.lamina.model.ElementType;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;

/** One operator in the words that all formats share. */
final class LiteOperators {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("CONV_2D", "Conv2d"),
            Map.entry("CONV_3D", "Conv3d"), Map.entry("DEPTHWISE_CONV_2D", "DepthwiseConv2d"),
            Map.entry("TRANSPOSE_CONV", "ConvTranspose2d"), Map.entry("CONV_3D_TRANSPOSE", "ConvTranspose3d"),
            Map.entry("FULLY_CONNECTED", "Linear"), Map.entry("MAX_POOL_2D", "MaxPool2d"),
            Map.entry("AVERAGE_POOL_2D", "AvgPool2d"), Map.entry("ADD", "Add"), Map.entry("ADD_N", "Add"),
            Map.entry("SUB", "Sub"), Map.entry("MUL", "Mul"), Map.entry("DIV", "Div"), Map.entry("POW", "Pow"),
            Map.entry("SQRT", "Sqrt"), Map.entry("EXP", "Exp"), Map.entry("LOG", "Log"), Map.entry("NEG", "Neg"),
            Map.entry("ABS", "Abs"), Map.entry("MEAN", "Mean"), Map.entry("SUM", "Sum"),
            Map.entry("REDUCE_MAX", "Max"), Map.entry("REDUCE_MIN", "Min"), Map.entry("MAXIMUM", "Max"),
            Map.entry("MINIMUM", "Min"), Map.entry("ARG_MAX", "ArgMax"), Map.entry("LOGISTIC", "Sigmoid"),
            Map.entry("RELU", "ReLU"), Map.entry("RELU6", "ReLU6"), Map.entry("RELU_N1_TO_1", "Hardtanh"),
            Map.entry("RELU_0_TO_1", "Clamp"), Map.entry("TANH", "Tanh"), Map.entry("LEAKY_RELU", "LeakyReLU"),
            Map.entry("PRELU", "PReLU"), Map.entry("ELU", "ELU"), Map.entry("HARD_SWISH", "Hardswish"),
            Map.entry("GELU", "GELU"), Map.entry("SOFTMAX", "Softmax"), Map.entry("LOG_SOFTMAX", "LogSoftmax"),
            Map.entry("RESHAPE", "Reshape"), Map.entry("TRANSPOSE", "Permute"), Map.entry("SQUEEZE", "Squeeze"),
            Map.entry("EXPAND_DIMS", "Unsqueeze"), Map.entry("PAD", "Pad"), Map.entry("PADV2", "Pad"),
            Map.entry("MIRROR_PAD", "Pad"), Map.entry("RESIZE_BILINEAR", "Upsample"),
            Map.entry("RESIZE_NEAREST_NEIGHBOR", "Upsample"), Map.entry("SPLIT", "Split"),
            Map.entry("SPLIT_V", "Split"), Map.entry("STRIDED_SLICE", "Slice"), Map.entry("SLICE", "Slice"),
            Map.entry("GATHER", "Gather"), Map.entry("EMBEDDING_LOOKUP", "Embedding"),
            Map.entry("UNIDIRECTIONAL_SEQUENCE_LSTM", "LSTM"), Map.entry("BIDIRECTIONAL_SEQUENCE_LSTM", "LSTM"),
            Map.entry("LSTM", "LSTM"), Map.entry("UNIDIRECTIONAL_SEQUENCE_RNN", "RNN"),
            Map.entry("BIDIRECTIONAL_SEQUENCE_RNN", "RNN"), Map.entry("RNN", "RNN"),
            Map.entry("BATCH_MATMUL", "MatMul"), Map.entry("CONCATENATION", "Concat"), Map.entry("PACK", "Stack"),
            Map.entry("TILE", "Repeat"), Map.entry("BROADCAST_TO", "Expand"), Map.entry("DEPTH_TO_SPACE",
                    "PixelShuffle"), Map.entry("CUMSUM", "Cumsum"), Map.entry("LOCAL_RESPONSE_NORMALIZATION",
                    "LocalResponseNorm"), Map.entry("SELECT", "Where"), Map.entry("SELECT_V2", "Where"));
    private static final String[] ACTIVATIONS = {"", "ReLU", "Hardtanh", "ReLU6", "Tanh", "Sign"};
    private static final List<String> WEIGHT_AND_BIAS = List.of("", "weight", "bias");
    private static final Map<String, List<String>> ROLES = Map.ofEntries(Map.entry("CONV_2D", WEIGHT_AND_BIAS),
            Map.entry("CONV_3D", WEIGHT_AND_BIAS), Map.entry("DEPTHWISE_CONV_2D", WEIGHT_AND_BIAS),
            Map.entry("FULLY_CONNECTED", WEIGHT_AND_BIAS), Map.entry("TRANSPOSE_CONV", List.of("", "weight", "",
                    "bias")), Map.entry("PRELU", List.of("", "weight")),
            Map.entry("EMBEDDING_LOOKUP", List.of("", "weight")), Map.entry("GATHER", List.of("weight")),
            Map.entry("SVDF", List.of("", "weight_feature", "weight_time", "bias")),
            Map.entry("UNIDIRECTIONAL_SEQUENCE_LSTM", List.of("", "weight_ii", "weight_if", "weight_ig", "weight_io",
                    "weight_hi", "weight_hf", "weight_hg", "weight_ho", "weight_ci", "weight_cf", "weight_co",
                    "bias_i", "bias_f", "bias_g", "bias_o", "weight_projection", "bias_projection")),
            Map.entry("RNN", List.of("", "weight_ih", "weight_hh", "bias")),
            Map.entry("UNIDIRECTIONAL_SEQUENCE_RNN", List.of("", "weight_ih", "weight_hh", "bias")));
    /** Operators whose constant operands are sizes and axes, whatever their type. */
    private static final Set<String> WITHOUT_WEIGHTS = Set.of("RESHAPE", "PAD", "PADV2", "MIRROR_PAD", "QUANTIZE",
            "RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR", "STRIDED_SLICE", "SLICE", "TRANSPOSE", "MEAN", "SPLIT");
    private static final int MAX_CONSTANT = 64;

    private final Graph graph;
    private final Operator operator;
    private final FileBytes bytes;

    LiteOperators(Graph graph, Operator operator, FileBytes bytes) {
        this.graph = graph;
        this.operator = operator;
        this.bytes = bytes;
    }

    /** Its type; its own name where the vocabulary has no word. */
    String type() {
        return operator.isCustom() ? operator.name() : TYPES.getOrDefault(operator.name(), operator.name());
    }

    /** The constant tensors that are weights. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        List<String> roles = ROLES.getOrDefault(operator.name(), List.of());
        for (int i = 0; i < operator.inputs().size(); i++) {
            Optional<Tensor> tensor = input(i).filter(value -> value.stored().isPresent());
            String role = i < roles.size() ? roles.get(i) : "";
            if (tensor.isPresent() && (!role.isEmpty() || isWeight(tensor.get()))) {
                parameters.add(new Parameter(role.isEmpty() ? "constant_" + i : role,
                        tensor.get().stored().get().info(), true));
            }
        }
        return parameters;
    }

    private boolean isWeight(Tensor tensor) {
        return !WITHOUT_WEIGHTS.contains(operator.name())
                && (tensor.dtype().isFloatingPoint() || tensor.quantization().isPresent());
    }

    /** Its hyper-parameters by the common names, and how its results and weights are quantised. */
    Map<String, Object> config() throws IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        switch (operator.name()) {
            case "CONV_2D" -> convolution(config, 1, 0, 3);
            case "DEPTHWISE_CONV_2D" -> depthwise(config);
            case "TRANSPOSE_CONV" -> convolution(config, 1, 0, 3);
            case "FULLY_CONNECTED" -> weight(1).filter(shape -> shape.rank() == 2).ifPresent(shape -> {
                config.put("in_features", shape.dimension(1));
                config.put("out_features", shape.dimension(0));
                config.put("bias", operator.inputs().size() > 2 && operator.inputs().get(2) >= 0);
            });
            case "MAX_POOL_2D", "AVERAGE_POOL_2D" -> {
                config.put("kernel_size", List.of(operator.number("filter_h", 1), operator.number("filter_w", 1)));
                window(config);
            }
            case "SOFTMAX", "LOG_SOFTMAX" -> config.put("dim", -1L);
            case "CONCATENATION", "GATHER", "PACK" -> config.put("dim", operator.number("axis", 0));
            case "LEAKY_RELU" -> config.put("negative_slope", operator.options().get("alpha"));
            case "MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN" -> {
                constant(1).ifPresent(axes -> config.put("dim", axes));
                config.put("keepdim", operator.number("keep_dims", 0) != 0);
            }
            case "RESHAPE" -> constant(1).ifPresent(shape -> config.put("shape", shape));
            case "TRANSPOSE" -> constant(1).ifPresent(order -> config.put("dims", order));
            case "EXPAND_DIMS" -> constant(1).ifPresent(axis -> config.put("dim", axis));
            case "SQUEEZE" -> config.put("dim", operator.options().get("squeeze_dims"));
            case "PAD", "PADV2", "MIRROR_PAD" -> constant(1).ifPresent(ends -> config.put("pad", innermostFirst(ends)));
            case "RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR" -> {
                constant(1).ifPresent(size -> config.put("size", size));
                config.put("data_format", "channels_last");
            }
            case "STRIDED_SLICE", "SLICE" -> {
                constant(1).ifPresent(begin -> config.put("begin", begin));
                constant(2).ifPresent(end -> config.put(operator.name().equals("SLICE") ? "size" : "end", end));
            }
            case "DEPTH_TO_SPACE" -> config.put("upscale_factor", operator.number("block_size", 1));
            default -> config.putAll(operator.options());
        }
        config.remove("activation");
        int activation = (int) operator.number("activation", 0);
        if (activation > 0 && activation < ACTIVATIONS.length) {
            config.put("activation", ACTIVATIONS[activation]);
        }
        quantization(config);
        return config;
    }

    private void convolution(Map<String, Object> config, int weight, int outAxis, int inAxis) {
        weight(weight).filter(shape -> shape.rank() == 4).ifPresent(shape -> {
            long in = shape.dimension(inAxis);
            Shape input = input(0).map(Tensor::shape).orElse(Shape.of());
            boolean transposed = operator.name().equals("TRANSPOSE_CONV");
            long channels = !transposed && input.rank() == 4 && input.dimension(3) > 0 ? input.dimension(3) : in;
            config.put("in_channels", channels);
            config.put("out_channels", shape.dimension(outAxis));
            config.put("kernel_size", List.of(shape.dimension(1), shape.dimension(2)));
            config.put("groups", in > 0 && channels % in == 0 ? channels / in : 1L);
        });
        window(config);
    }

    private void depthwise(Map<String, Object> config) {
        weight(1).filter(shape -> shape.rank() == 4).ifPresent(shape -> {
            long out = shape.dimension(3);
            long in = out / Math.max(1, operator.number("depth_multiplier", 1));
            config.put("in_channels", in);
            config.put("out_channels", out);
            config.put("kernel_size", List.of(shape.dimension(1), shape.dimension(2)));
            config.put("groups", Math.max(1, in));
        });
        window(config);
    }

    private void window(Map<String, Object> config) {
        config.put("stride", List.of(operator.number("stride_h", 1), operator.number("stride_w", 1)));
        config.put("padding", operator.number("padding", 0) == 0 ? "same" : "valid");
        if (operator.options().containsKey("dilation_h")) {
            config.put("dilation", List.of(operator.number("dilation_h", 1), operator.number("dilation_w", 1)));
        }
        config.put("data_format", "channels_last");
    }

    /** Begin and end of each axis, which the file lists outermost first. */
    private static List<Long> innermostFirst(List<Long> ends) {
        List<Long> reversed = new ArrayList<>();
        for (int i = ends.size() / 2 - 1; i >= 0; i--) {
            reversed.add(ends.get(2 * i));
            reversed.add(ends.get(2 * i + 1));
        }
        return reversed;
    }

    private void quantization(Map<String, Object> config) {
        operator.outputs().stream().limit(1).flatMap(number -> graph.tensor(number).stream())
                .forEach(output -> quantization(config, "output", output.quantization()));
        weightTensor(1).ifPresent(weight -> quantization(config, "weight", weight.quantization()));
    }

    private static void quantization(Map<String, Object> config, String what, Quantization quantization) {
        if (quantization.isPresent()) {
            boolean single = quantization.scales().size() == 1;
            config.put(what + "_scale", single ? quantization.scales().get(0) : quantization.scales());
            if (!quantization.zeroPoints().isEmpty()) {
                config.put(what + "_zero_point", single ? quantization.zeroPoints().get(0) : quantization.zeroPoints());
            }
            if (!single) {
                config.put(what + "_axis", (long) quantization.axis());
            }
        }
    }

    private Optional<Tensor> input(int index) {
        return index < operator.inputs().size() ? graph.tensor(operator.inputs().get(index)) : Optional.empty();
    }

    private Optional<Tensor> weightTensor(int index) {
        return input(index).filter(tensor -> tensor.stored().isPresent());
    }

    private Optional<Shape> weight(int index) {
        return input(index).map(Tensor::shape).filter(Shape::isKnown);
    }

    /** The whole numbers of a small constant, as axes and sizes are. */
    private Optional<List<Long>> constant(int index) throws IOException {
        Optional<Tensor> tensor = weightTensor(index).filter(value -> value.dtype() == ElementType.INT32
                || value.dtype() == ElementType.INT64);
        if (tensor.isEmpty() || tensor.get().stored().get().info().count() > MAX_CONSTANT
                || !tensor.get().stored().get().isDecodable()) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (double value : tensor.get().stored().get().values(bytes).toArray()) {
            numbers.add((long) value);
        }
        return Optional.of(numbers);
    }
}
