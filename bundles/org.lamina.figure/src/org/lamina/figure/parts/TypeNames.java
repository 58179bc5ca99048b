package org.lamina.figure.parts;

import java.util.Map;

/** What publications call the types of layers. */
public final class TypeNames {

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("Linear", "Dense"),
            Map.entry("BatchNorm", "Batch norm"),
            Map.entry("LayerNorm", "Layer norm"),
            Map.entry("GroupNorm", "Group norm"),
            Map.entry("InstanceNorm", "Instance norm"),
            Map.entry("LocalResponseNorm", "Local response norm"),
            Map.entry("RMSNorm", "RMS norm"),
            Map.entry("MaxPool", "Max pool"),
            Map.entry("AvgPool", "Average pool"),
            Map.entry("AdaptiveAvgPool", "Average pool (adaptive)"),
            Map.entry("AdaptiveMaxPool", "Max pool (adaptive)"),
            Map.entry("GlobalAvgPool", "Global average pool"),
            Map.entry("GlobalMaxPool", "Global max pool"),
            Map.entry("ConvTranspose", "Transposed conv"),
            Map.entry("DepthwiseConv", "Depthwise conv"),
            Map.entry("SeparableConv", "Separable conv"),
            Map.entry("LeakyReLU", "Leaky ReLU"),
            Map.entry("LogSoftmax", "Log softmax"),
            Map.entry("MultiheadAttention", "Attention"),
            Map.entry("MatMul", "Matrix product"),
            Map.entry("Mul", "Multiply"),
            Map.entry("Sub", "Subtract"),
            Map.entry("Div", "Divide"),
            Map.entry("Concat", "Concatenate"));

    private TypeNames() {
    }

    /** The name of a part's type: {@code Conv} for {@code Conv2d}, {@code Batch norm} for {@code BatchNorm2d}. */
    public static String of(Part part) {
        String plain = part.type().replaceFirst("[123]d$", "");
        if (part.role() == Part.Role.GROUP) {
            return part.type();
        }
        boolean global = part.out().spatial().stream().allMatch(size -> size == 1);
        if (plain.equals("Mean") && global && !part.in().isFlat()) {
            plain = "GlobalAvgPool";
        }
        return USUAL.getOrDefault(global ? plain.replace("Adaptive", "Global") : plain, plain);
    }
}
