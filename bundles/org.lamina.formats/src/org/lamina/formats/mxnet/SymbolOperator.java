package org.lamina.formats.mxnet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.lamina.model.Shape;

/** An operator of MXNet in the words that all formats share. */
final class SymbolOperator {

    private static final List<String> WEIGHT_AND_BIAS = List.of("", "weight", "bias");
    private static final List<String> GAMMA_AND_BETA = List.of("", "gamma", "beta");
    /** What the inputs of operators are; those without a word are data. */
    private static final Map<String, List<String>> ROLES = Map.ofEntries(Map.entry("Convolution", WEIGHT_AND_BIAS),
            Map.entry("Convolution_v1", WEIGHT_AND_BIAS), Map.entry("Deconvolution", WEIGHT_AND_BIAS),
            Map.entry("FullyConnected", WEIGHT_AND_BIAS), Map.entry("Embedding", List.of("", "weight")),
            Map.entry("BatchNorm", List.of("", "gamma", "beta", "moving_mean", "moving_var")),
            Map.entry("BatchNorm_v1", List.of("", "gamma", "beta", "moving_mean", "moving_var")),
            Map.entry("LayerNorm", GAMMA_AND_BETA), Map.entry("InstanceNorm", GAMMA_AND_BETA),
            Map.entry("GroupNorm", GAMMA_AND_BETA), Map.entry("LeakyReLU", List.of("", "gamma")),
            Map.entry("RNN", List.of("", "parameters")));
    private static final Map<String, String> TYPES = types();

    private final SymbolNode node;
    private final SymbolOptions options;

    SymbolOperator(SymbolNode node) {
        this.node = node;
        this.options = new SymbolOptions(node.options());
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        put(types, "Add", "elemwise_add _plus _Plus broadcast_add broadcast_plus _plus_scalar _PlusScalar add_n "
                + "ElementWiseSum _add");
        put(types, "Sub", "elemwise_sub _minus _Minus broadcast_sub broadcast_minus _minus_scalar _rminus_scalar _sub");
        put(types, "Mul", "elemwise_mul _mul _Mul broadcast_mul _mul_scalar _MulScalar");
        put(types, "Div", "elemwise_div _div _Div broadcast_div _div_scalar _rdiv_scalar _DivScalar");
        put(types, "Pow", "_power _Power _power_scalar broadcast_power");
        put(types, "Max", "max broadcast_maximum _maximum _maximum_scalar");
        put(types, "Min", "min broadcast_minimum _minimum _minimum_scalar");
        put(types, "Identity", "identity _copy BlockGrad stop_gradient MakeLoss make_loss LinearRegressionOutput "
                + "MAERegressionOutput Cast cast amp_cast");
        put(types, "Softmax", "softmax SoftmaxOutput SoftmaxActivation Softmax");
        put(types, "Sigmoid", "sigmoid LogisticRegressionOutput");
        put(types, "LogSoftmax", "log_softmax");
        put(types, "MatMul", "dot batch_dot linalg_gemm2 _linalg_gemm2");
        put(types, "Concat", "Concat concat");
        put(types, "Reshape", "Reshape reshape");
        put(types, "Flatten", "Flatten flatten");
        put(types, "Split", "SliceChannel split");
        put(types, "Slice", "slice slice_axis slice_like Crop");
        put(types, "Pad", "Pad pad");
        put(types, "Clamp", "clip");
        put(types, "Permute", "transpose");
        put(types, "Transpose", "SwapAxis swapaxes");
        put(types, "Unsqueeze", "expand_dims");
        put(types, "Gather", "take gather_nd");
        put(types, "Upsample", "UpSampling");
        put(types, "LocalResponseNorm", "LRN");
        put(types, "Where", "where");
        put(types, "Repeat", "tile repeat");
        put(types, "Expand", "broadcast_to broadcast_like");
        put(types, "Hardsigmoid", "hard_sigmoid");
        put(types, "ArgMax", "argmax");
        for (String same : List.of("ReLU", "Tanh", "Softsign", "Squeeze", "Stack", "Mean", "Sum", "Sqrt", "Exp", "Log",
                "Abs", "Erf")) {
            types.put(same.toLowerCase(Locale.ROOT), same);
        }
        types.put("negative", "Neg");
        return Map.copyOf(types);
    }

    private static void put(Map<String, String> types, String type, String operators) {
        for (String operator : operators.split(" ")) {
            types.put(operator, type);
        }
    }

    /** What the input of this number is: {@code weight}; empty for data. */
    String role(int input) {
        List<String> roles = ROLES.getOrDefault(node.operator(), List.of());
        return input < roles.size() ? roles.get(input) : "";
    }

    /** Whether the input of this number is what the result is compared with in training. */
    boolean isLabel(int input) {
        return input == 1 && node.operator().endsWith("Output");
    }

    /**
     * Its type; its own name where the vocabulary has no word.
     *
     * @param input the shape of its first input; null if unknown
     */
    String type(Shape input) {
        int axes = Math.max(1, options.numbers("kernel").size());
        return switch (node.operator()) {
            case "Convolution", "Convolution_v1" -> "Conv" + axes + "d";
            case "Deconvolution" -> "ConvTranspose" + axes + "d";
            case "FullyConnected" -> "Linear";
            case "BatchNorm", "BatchNorm_v1" -> input == null || input.rank() < 2 || input.rank() > 5 ? "BatchNorm"
                    : "BatchNorm" + Math.max(1, input.rank() - 2) + "d";
            case "Activation" -> activation(options.text("act_type", "relu"));
            case "LeakyReLU" -> activation(options.text("act_type", "leaky"));
            case "Pooling", "Pooling_v1" -> {
                String kind = options.text("pool_type", "max").equals("max") ? "Max" : "Avg";
                yield options.flag("global_pool", false) ? "Global" + kind + "Pool" : kind + "Pool" + axes + "d";
            }
            case "RNN" -> switch (options.text("mode", "lstm")) {
                case "lstm" -> "LSTM";
                case "gru" -> "GRU";
                default -> "RNN";
            };
            default -> TYPES.getOrDefault(node.operator(), node.operator());
        };
    }

    private static String activation(String name) {
        return switch (name) {
            case "relu" -> "ReLU";
            case "sigmoid" -> "Sigmoid";
            case "log_sigmoid" -> "LogSigmoid";
            case "tanh" -> "Tanh";
            case "softrelu" -> "Softplus";
            case "softsign" -> "Softsign";
            case "mish" -> "Mish";
            case "leaky" -> "LeakyReLU";
            case "prelu" -> "PReLU";
            case "elu" -> "ELU";
            case "selu" -> "SELU";
            case "gelu" -> "GELU";
            default -> name;
        };
    }

    /**
     * Its hyper-parameters by the common names.
     *
     * @param weights the shapes of its parameters by their role
     * @param input the shape of its first input; null if unknown
     */
    Map<String, Object> config(Map<String, Shape> weights, Shape input) {
        Map<String, Object> config = new LinkedHashMap<>();
        switch (node.operator()) {
            case "Convolution", "Convolution_v1" -> convolution(config, weights.get("weight"), false);
            case "Deconvolution" -> convolution(config, weights.get("weight"), true);
            case "FullyConnected" -> {
                known(config, "in_features", weights.get("weight"), 1);
                config.put("out_features", options.number("num_hidden", Shape.UNKNOWN));
                config.put("bias", !options.flag("no_bias", false));
            }
            case "BatchNorm", "BatchNorm_v1" -> {
                known(config, "num_features", weights.get("gamma"), 0);
                config.put("eps", options.fraction("eps", 1e-3));
                config.put("momentum", 1 - options.fraction("momentum", 0.9));
            }
            case "LayerNorm" -> {
                known(config, "normalized_shape", weights.get("gamma"), 0);
                config.put("eps", options.fraction("eps", 1e-5));
            }
            case "LeakyReLU" -> {
                String kind = options.text("act_type", "leaky");
                if (kind.equals("leaky") || kind.equals("elu")) {
                    config.put(kind.equals("elu") ? "alpha" : "negative_slope", options.fraction("slope", 0.25));
                }
            }
            case "Pooling", "Pooling_v1" -> pooling(config);
            case "Embedding" -> {
                config.put("num_embeddings", options.number("input_dim", Shape.UNKNOWN));
                config.put("embedding_dim", options.number("output_dim", Shape.UNKNOWN));
            }
            case "RNN" -> {
                if (input != null && input.rank() > 0 && input.dimension(-1) != Shape.UNKNOWN) {
                    config.put("input_size", input.dimension(-1));
                }
                config.put("hidden_size", options.number("state_size", Shape.UNKNOWN));
                config.put("num_layers", options.number("num_layers", 1));
                config.put("bidirectional", options.flag("bidirectional", false));
            }
            case "Dropout" -> config.put("p", options.fraction("p", 0.5));
            case "Flatten", "flatten" -> config.put("start_dim", 1L);
            case "Concat", "concat" -> config.put("dim", options.number("dim", 1));
            case "stack", "expand_dims" -> config.put("dim", options.number("axis", 0));
            case "SoftmaxOutput", "SoftmaxActivation", "Softmax" -> config.put("dim", 1L);
            case "softmax", "log_softmax" -> config.put("dim", options.number("axis", -1));
            case "Reshape", "reshape" -> reshape(config, input);
            case "transpose" -> config.put("dims", options.numbers("axes"));
            case "SwapAxis", "swapaxes" -> {
                config.put("dim0", options.number("dim1", 0));
                config.put("dim1", options.number("dim2", 0));
            }
            case "mean", "sum", "max", "min" -> {
                if (options.has("axis")) {
                    config.put("dim", options.numbers("axis"));
                }
                config.put("keepdim", options.flag("keepdims", false));
            }
            case "UpSampling" -> config.put("scale_factor", options.number("scale", 1));
            default -> node.options().forEach((name, value) -> {
                if (!name.startsWith("__")) {
                    config.put(name, value);
                }
            });
        }
        config.values().removeIf(value -> value.equals(Shape.UNKNOWN));
        return config;
    }

    private void convolution(Map<String, Object> config, Shape weight, boolean transposed) {
        List<Long> kernel = options.numbers("kernel");
        long groups = options.number("num_group", 1);
        if (weight != null && weight.rank() > 1) {
            config.put("in_channels", weight.dimension(transposed ? 0 : 1) * (transposed ? 1 : groups));
        }
        config.put("out_channels", options.number("num_filter", Shape.UNKNOWN));
        config.put("kernel_size", kernel);
        config.put("stride", options.numbers("stride", kernel.size(), 1));
        config.put("padding", options.numbers("pad", kernel.size(), 0));
        config.put("dilation", options.numbers("dilate", kernel.size(), 1));
        config.put("groups", groups);
        if (transposed) {
            config.put("output_padding", options.numbers("adj", kernel.size(), 0));
        }
        config.put("bias", !options.flag("no_bias", transposed));
    }

    private void pooling(Map<String, Object> config) {
        List<Long> kernel = options.numbers("kernel");
        if (!options.flag("global_pool", false)) {
            config.put("kernel_size", kernel);
            config.put("stride", options.numbers("stride", kernel.size(), 1));
            config.put("padding", options.numbers("pad", kernel.size(), 0));
            config.put("ceil_mode", options.text("pooling_convention", "valid").equals("full"));
        }
    }

    /** Sizes of 0 stand for those of the input; lists with other codes than -1 tell no shape here. */
    private void reshape(Map<String, Object> config, Shape input) {
        List<Long> sizes = new ArrayList<>(options.numbers("shape"));
        for (int axis = 0; axis < sizes.size(); axis++) {
            if (sizes.get(axis) == 0 && input != null && axis < input.rank()) {
                sizes.set(axis, input.dimension(axis) == Shape.UNKNOWN ? Long.MIN_VALUE : input.dimension(axis));
            }
        }
        boolean isPlain = sizes.stream().noneMatch(size -> size == 0 || size < -1 && size != Long.MIN_VALUE);
        config.put(isPlain ? "shape" : "target", isPlain ? sizes : options.numbers("shape"));
    }

    private static void known(Map<String, Object> config, String name, Shape shape, int axis) {
        if (shape != null && axis < shape.rank()) {
            config.put(name, shape.dimension(axis));
        }
    }
}
