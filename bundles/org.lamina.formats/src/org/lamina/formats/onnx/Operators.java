package org.lamina.formats.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/** What the operators of ONNX ("Operator Schemas") are in the vocabulary that all formats share. */
final class Operators {

    /**
     * An operator in the shared vocabulary.
     *
     * @param type its type
     * @param config its hyper-parameters by PyTorch's names
     */
    record Described(String type, Map<String, Object> config) {
    }

    private static final Map<String, String> SAME = same();
    private final Values values;
    private final ShapeOperators shapes;
    private final long version;

    /**
     * @param version the version of ONNX's operator set
     */
    Operators(Values values, long version) {
        this.values = values;
        this.shapes = new ShapeOperators(values);
        this.version = version;
    }

    private static Map<String, String> same() {
        Map<String, String> same = new LinkedHashMap<>();
        String[] pairs = {"Relu", "ReLU", "LeakyRelu", "LeakyReLU", "PRelu", "PReLU", "Elu", "ELU", "Selu", "SELU",
            "Celu", "CELU", "Gelu", "GELU", "Swish", "SiLU", "HardSwish", "Hardswish", "HardSigmoid", "Hardsigmoid",
            "Sum", "Add", "ThresholdedRelu", "Threshold", "ReduceMean", "Mean", "ReduceSum", "Sum", "ReduceMax", "Max",
            "ReduceMin", "Min", "LRN", "LocalResponseNorm", "RMSNormalization", "RMSNorm",
            "SimplifiedLayerNormalization", "RMSNorm", "LayerNormalization", "LayerNorm", "GroupNormalization",
            "GroupNorm", "GlobalAveragePool", "GlobalAvgPool", "GlobalMaxPool", "GlobalMaxPool", "DepthToSpace",
            "PixelShuffle", "MultiHeadAttention", "MultiheadAttention", "GroupQueryAttention", "Attention",
            "QAttention", "Attention", "SkipLayerNormalization", "LayerNorm", "SkipSimplifiedLayerNormalization",
            "RMSNorm", "BiasGelu", "GELU", "FastGelu", "GELU", "QuickGelu", "GELU", "QuantizeLinear", "Quantize",
            "DynamicQuantizeLinear", "Quantize", "DequantizeLinear", "DeQuantize", "QLinearAdd", "Add", "QLinearMul",
            "Mul", "QLinearConcat", "Concat", "QLinearSigmoid", "Sigmoid", "QLinearLeakyRelu", "LeakyReLU",
            "QLinearSoftmax", "Softmax", "QLinearGlobalAveragePool", "GlobalAvgPool"};
        for (int i = 0; i < pairs.length; i += 2) {
            same.putIfAbsent(pairs[i], pairs[i + 1]);
        }
        return same;
    }

    /** Describes a node. An operator that the vocabulary has no word for keeps its name. */
    Described describe(OnnxNode node) {
        Map<String, Object> config = new LinkedHashMap<>(4);
        String type = switch (node.type()) {
            case "Conv", "ConvTranspose", "FusedConv", "QLinearConv", "ConvInteger" -> convolution(node, config);
            case "Gemm", "MatMul", "FusedGemm", "FusedMatMul", "QGemm", "QLinearMatMul", "MatMulInteger",
                    "DynamicQuantizeMatMul", "MatMulIntegerToFloat" -> dense(node, config);
            case "MatMulNBits", "MatMulBnb4" -> packed(node, config);
            case "BatchNormalization" -> batchNorm(node, config);
            case "InstanceNormalization" -> "InstanceNorm" + suffix(node, -2);
            case "MaxPool", "AveragePool", "QLinearAveragePool" -> pooling(node, config);
            case "Dropout" -> dropout(node, config);
            case "Softmax", "LogSoftmax" -> {
                config.put("dim", node.number("axis", version < 13 ? 1 : -1));
                yield node.type();
            }
            case "Clip" -> clip(node, config);
            case "Gather" -> gather(node, config);
            case "LSTM", "GRU", "RNN" -> {
                config.put("hidden_size", node.number("hidden_size", ShapeRules.UNKNOWN_SIZE));
                config.put("bidirectional", node.text("direction").equals("bidirectional"));
                yield node.type();
            }
            default -> shapes.describe(node, config);
        };
        if (type == null) {
            type = SAME.getOrDefault(node.type(), node.type());
            activation(node, config);
        }
        return new Described(type, config);
    }

    private String convolution(OnnxNode node, Map<String, Object> config) {
        boolean transposed = node.type().equals("ConvTranspose");
        Shape weight = values.shape(node.input(Roles.weight(node)));
        List<Long> kernel = node.numbers("kernel_shape");
        if (kernel.isEmpty() && weight != null && weight.rank() > 2) {
            kernel = weight.dimensions().subList(2, weight.rank());
        }
        long groups = node.number("group", 1);
        if (weight != null && weight.rank() > 2 && weight.isKnown()) {
            config.put("in_channels", transposed ? weight.dimension(0) : weight.dimension(1) * groups);
            config.put("out_channels", transposed ? weight.dimension(1) * groups : weight.dimension(0));
        }
        window(node, kernel, config);
        if (transposed && !node.numbers("output_padding").isEmpty()) {
            config.put("output_padding", node.numbers("output_padding"));
        }
        config.put("groups", groups);
        return (transposed ? "ConvTranspose" : "Conv") + (kernel.isEmpty() ? suffix(node, -2) : kernel.size() + "d");
    }

    private static void window(OnnxNode node, List<Long> kernel, Map<String, Object> config) {
        if (!kernel.isEmpty()) {
            config.put("kernel_size", kernel);
        }
        List<Long> strides = node.numbers("strides");
        config.put("stride", strides.isEmpty() ? kernel.stream().map(size -> 1L).toList() : strides);
        List<Long> pads = node.numbers("pads");
        int half = pads.size() / 2;
        if (node.text("auto_pad").startsWith("SAME")) {
            config.put("padding", "same");
        } else if (!pads.isEmpty()) {
            boolean symmetric = pads.subList(0, half).equals(pads.subList(half, pads.size()));
            config.put("padding", symmetric ? pads.subList(0, half) : pads);
        }
        if (!node.numbers("dilations").isEmpty()) {
            config.put("dilation", node.numbers("dilations"));
        }
    }

    private String pooling(OnnxNode node, Map<String, Object> config) {
        List<Long> kernel = node.numbers("kernel_shape");
        window(node, kernel, config);
        if (node.number("ceil_mode", 0) != 0) {
            config.put("ceil_mode", true);
        }
        return (node.type().equals("MaxPool") ? "MaxPool" : "AvgPool") + kernel.size() + "d";
    }

    private String dense(OnnxNode node, Map<String, Object> config) {
        String name = node.input(Roles.weight(node));
        Shape weight = values.shape(name);
        if (!values.isConstant(name) || weight == null || weight.rank() != 2) {
            return "MatMul";
        }
        boolean transposed = node.number("transB", 0) != 0;
        config.put("in_features", weight.dimension(transposed ? 1 : 0));
        config.put("out_features", weight.dimension(transposed ? 0 : 1));
        return "Linear";
    }

    /** A matrix whose elements are packed in blocks of so many bits. */
    private static String packed(OnnxNode node, Map<String, Object> config) {
        config.put("in_features", node.number("K", ShapeRules.UNKNOWN_SIZE));
        config.put("out_features", node.number("N", ShapeRules.UNKNOWN_SIZE));
        config.put("bits", node.number("bits", 4));
        config.put("block_size", node.number("block_size", ShapeRules.UNKNOWN_SIZE));
        return "Linear";
    }

    private String batchNorm(OnnxNode node, Map<String, Object> config) {
        Shape weight = values.shape(node.input(1));
        if (weight != null && weight.rank() == 1) {
            config.put("num_features", weight.dimension(0));
        }
        config.put("eps", rounded(node.decimal("epsilon", 1e-5)));
        // ONNX weighs the old running value, PyTorch the new one.
        config.put("momentum", rounded(1 - rounded(node.decimal("momentum", 0.9))));
        return "BatchNorm" + suffix(node, -2);
    }

    /** The number of spatial axes of the input as PyTorch writes it in a type: {@code 2d}; empty if it is not known. */
    private String suffix(OnnxNode node, int beyondRank) {
        Shape input = values.shape(node.input(0));
        int axes = input == null ? 0 : Math.max(1, input.rank() + beyondRank);
        return axes < 1 || axes > 3 ? "" : axes + "d";
    }

    private String dropout(OnnxNode node, Map<String, Object> config) {
        List<Number> rate = values.contents(node.input(1));
        config.put("p", rounded(rate.size() == 1 ? rate.get(0).doubleValue() : node.decimal("ratio", 0.5)));
        return "Dropout";
    }

    private String clip(OnnxNode node, Map<String, Object> config) {
        List<Number> low = values.contents(node.input(1));
        List<Number> high = values.contents(node.input(2));
        double min = low.isEmpty() ? node.decimal("min", Double.NEGATIVE_INFINITY) : low.get(0).doubleValue();
        double max = high.isEmpty() ? node.decimal("max", Double.POSITIVE_INFINITY) : high.get(0).doubleValue();
        if (min == 0 && max == 6) {
            return "ReLU6";
        }
        if (Double.isFinite(min) && Double.isFinite(max)) {
            config.put("min_val", rounded(min));
            config.put("max_val", rounded(max));
            return "Hardtanh";
        }
        return "Clamp";
    }

    private String gather(OnnxNode node, Map<String, Object> config) {
        Shape table = values.shape(node.input(0));
        if (values.isConstant(node.input(0)) && table != null && table.rank() == 2 && node.number("axis", 0) == 0) {
            config.put("num_embeddings", table.dimension(0));
            config.put("embedding_dim", table.dimension(1));
            return "Embedding";
        }
        List<Long> index = values.sizes(node.input(1));
        if (index.size() == 1 && values.isConstant(node.input(1)) && values.shape(node.input(1)).rank() == 0) {
            config.put("dim", node.number("axis", 0));
            config.put("index", index.get(0));
            return "Slice";
        }
        return "Gather";
    }

    private static void activation(OnnxNode node, Map<String, Object> config) {
        switch (node.type()) {
            case "LeakyRelu" -> config.put("negative_slope", rounded(node.decimal("alpha", 0.01)));
            case "Elu", "Celu" -> config.put("alpha", rounded(node.decimal("alpha", 1)));
            case "LayerNormalization", "GroupNormalization", "InstanceNormalization" ->
                config.put("eps", rounded(node.decimal("epsilon", 1e-5)));
            default -> {
                // no hyper-parameters
            }
        }
    }

    /** A fraction of 32 bits as its author wrote it: 0.1, and not 0.10000000149. */
    private static double rounded(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }
}
