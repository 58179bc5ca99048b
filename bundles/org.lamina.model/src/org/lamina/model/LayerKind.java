package org.lamina.model;

import java.util.HashMap;
import java.util.Map;

/** The families of layer types: what a figure colours alike and a check reasons about. */
public enum LayerKind {
    CONVOLUTION, DENSE, NORMALISATION, ACTIVATION, POOLING, DROPOUT, RESHAPE, MERGE, EMBEDDING, RECURRENT, ATTENTION,
    UPSAMPLING, IDENTITY, ARITHMETIC, CONTAINER, OTHER;

    private static final Map<String, LayerKind> BY_TYPE = byType();

    /** The family of a type of the common vocabulary (see {@link Layer#type()}); {@link #OTHER} for any other type. */
    public static LayerKind of(String type) {
        return BY_TYPE.getOrDefault(type, OTHER);
    }

    private static Map<String, LayerKind> byType() {
        Map<String, LayerKind> kinds = new HashMap<>();
        put(kinds, CONVOLUTION, "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d",
                "DepthwiseConv1d", "DepthwiseConv2d", "SeparableConv1d", "SeparableConv2d");
        put(kinds, DENSE, "Linear", "Bilinear", "MatMul");
        put(kinds, NORMALISATION, "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "BatchNorm", "LayerNorm", "GroupNorm",
                "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "InstanceNorm", "LocalResponseNorm", "RMSNorm");
        put(kinds, ACTIVATION, "ReLU", "ReLU6", "LeakyReLU", "PReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish",
                "Sigmoid", "Tanh", "Softplus", "Softsign", "Hardswish", "Hardsigmoid", "Hardtanh", "Softmax",
                "LogSoftmax", "LogSigmoid", "GLU", "Threshold");
        put(kinds, POOLING, "MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d",
                "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "AdaptiveMaxPool1d",
                "AdaptiveMaxPool2d", "AdaptiveMaxPool3d", "GlobalAvgPool", "GlobalMaxPool");
        put(kinds, DROPOUT, "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout");
        put(kinds, RESHAPE, "Flatten", "Unflatten", "Reshape", "Permute", "Transpose", "Squeeze", "Unsqueeze", "Pad",
                "Slice", "Split", "Unbind", "Gather", "Expand", "Repeat", "Roll", "PixelShuffle");
        put(kinds, MERGE, "Add", "Concat", "Stack", "Mul");
        put(kinds, ARITHMETIC, "Sub", "Div", "Pow", "Sqrt", "Exp", "Log", "Neg", "Abs", "Mean", "Sum", "Max", "Min",
                "ArgMax", "Clamp", "Cumsum", "Erf", "MaskedFill", "Where");
        put(kinds, EMBEDDING, "Embedding", "EmbeddingBag");
        put(kinds, RECURRENT, "RNN", "LSTM", "GRU", "LSTMCell", "GRUCell", "RNNCell");
        put(kinds, ATTENTION, "MultiheadAttention", "Attention");
        put(kinds, UPSAMPLING, "Upsample");
        put(kinds, IDENTITY, "Identity");
        put(kinds, CONTAINER, "Sequential", "ModuleList", "ModuleDict", "Module");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, LayerKind> kinds, LayerKind kind, String... types) {
        for (String type : types) {
            kinds.put(type, kind);
        }
    }
}
