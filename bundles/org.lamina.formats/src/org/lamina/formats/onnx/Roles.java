package org.lamina.formats.onnx;

import java.util.List;
import java.util.Map;

/** What the inputs of operators are: their data, and parameters by the names that PyTorch gives them. */
final class Roles {

    /** The name of an input that is data. */
    static final String INPUT = "input";

    private static final List<String> WEIGHTED = List.of(INPUT, "weight", "bias");
    private static final List<String> RECURRENT = List.of(INPUT, "weight_ih", "weight_hh", "bias");
    private static final List<String> TWO_SCALED = List.of(INPUT, "input_scale", "input_zero_point", "weight",
            "weight_scale", "weight_zero_point", "output_scale", "output_zero_point", "bias");
    private static final List<String> INTEGER = List.of(INPUT, "weight", "input_zero_point", "weight_zero_point");
    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("Conv", WEIGHTED), Map.entry("ConvTranspose", WEIGHTED), Map.entry("FusedConv", WEIGHTED),
            Map.entry("Gemm", WEIGHTED), Map.entry("FusedGemm", WEIGHTED),
            Map.entry("MatMul", List.of("weight", "weight")), Map.entry("FusedMatMul", List.of("weight", "weight")),
            Map.entry("BatchNormalization", List.of(INPUT, "weight", "bias", "running_mean", "running_var")),
            Map.entry("InstanceNormalization", WEIGHTED), Map.entry("LayerNormalization", WEIGHTED),
            Map.entry("GroupNormalization", WEIGHTED), Map.entry("RMSNormalization", WEIGHTED),
            Map.entry("SimplifiedLayerNormalization", WEIGHTED),
            Map.entry("SkipLayerNormalization", List.of(INPUT, "skip", "weight", "bias", "skip_bias")),
            Map.entry("SkipSimplifiedLayerNormalization", List.of(INPUT, "skip", "weight", "skip_bias")),
            Map.entry("BiasGelu", List.of(INPUT, "bias")), Map.entry("FastGelu", List.of(INPUT, "bias")),
            Map.entry("PRelu", List.of(INPUT, "weight")), Map.entry("Gather", List.of("weight")),
            Map.entry("GatherBlockQuantized", List.of("weight", INPUT, "weight_scale", "weight_zero_point")),
            Map.entry("LSTM", RECURRENT), Map.entry("GRU", RECURRENT), Map.entry("RNN", RECURRENT),
            Map.entry("QLinearConv", TWO_SCALED), Map.entry("QLinearMatMul", TWO_SCALED),
            Map.entry("QGemm", List.of(INPUT, "input_scale", "input_zero_point", "weight", "weight_scale",
                    "weight_zero_point", "bias", "output_scale", "output_zero_point")),
            Map.entry("ConvInteger", INTEGER), Map.entry("MatMulInteger", INTEGER),
            Map.entry("DynamicQuantizeMatMul", List.of(INPUT, "weight", "weight_scale", "weight_zero_point", "bias")),
            Map.entry("MatMulIntegerToFloat", List.of(INPUT, "weight", "input_scale", "weight_scale",
                    "input_zero_point", "weight_zero_point", "bias")),
            Map.entry("MatMulNBits", List.of(INPUT, "weight", "weight_scale", "weight_zero_point", "g_idx", "bias")),
            Map.entry("MatMulBnb4", List.of(INPUT, "weight", "absmax")),
            Map.entry("QuantizeLinear", List.of(INPUT, "scale", "zero_point")),
            Map.entry("DequantizeLinear", List.of(INPUT, "scale", "zero_point")));

    private Roles() {
    }

    /** The name of the parameter that an input of an operator is; empty if the operator does not tell. */
    static String of(OnnxNode node, int input) {
        List<String> roles = BY_TYPE.getOrDefault(node.type(), List.of());
        return input < roles.size() ? roles.get(input) : "";
    }

    /** Where the weight is among the inputs of an operator that has one. */
    static int weight(OnnxNode node) {
        List<String> roles = BY_TYPE.getOrDefault(node.type(), List.of());
        return Math.max(1, roles.lastIndexOf("weight"));
    }

    /** Whether training changes a parameter of this name: not a running statistic, nor what quantisation needs. */
    static boolean isTrainable(String name) {
        return !name.startsWith("running_") && !name.endsWith("scale") && !name.endsWith("zero_point")
                && !name.equals("g_idx") && !name.equals("absmax");
    }
}
