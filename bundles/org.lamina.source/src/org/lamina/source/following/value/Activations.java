package org.lamina.source.following.value;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The activations, by the names that frameworks give them, and the layers that take one as an argument. */
public final class Activations {

    /** Layers that take an activation argument. */
    private static final Set<String> ACTIVATED = Set.of("Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d",
            "ConvTranspose2d", "ConvTranspose3d", "DepthwiseConv2d", "SeparableConv2d", "SeparableConv1d",
            "LocallyConnected1d", "LocallyConnected2d");
    /** Activations by their names in lower case without underscores. */
    private static final Map<String, String> ACTIVATIONS = Map.ofEntries(Map.entry("relu", "ReLU"),
            Map.entry("relu6", "ReLU6"), Map.entry("leakyrelu", "LeakyReLU"), Map.entry("prelu", "PReLU"),
            Map.entry("elu", "ELU"), Map.entry("selu", "SELU"), Map.entry("gelu", "GELU"), Map.entry("silu", "SiLU"),
            Map.entry("swish", "SiLU"), Map.entry("mish", "Mish"), Map.entry("sigmoid", "Sigmoid"),
            Map.entry("hardsigmoid", "Hardsigmoid"), Map.entry("tanh", "Tanh"), Map.entry("softplus", "Softplus"),
            Map.entry("softsign", "Softsign"), Map.entry("softmax", "Softmax"), Map.entry("logsoftmax", "LogSoftmax"),
            Map.entry("hardswish", "Hardswish"), Map.entry("hardsilu", "Hardswish"), Map.entry("linear", "Identity"),
            Map.entry("identity", "Identity"), Map.entry("logsigmoid", "LogSigmoid"), Map.entry("celu", "CELU"),
            Map.entry("hardtanh", "Hardtanh"), Map.entry("thresholdedrelu", "Threshold"),
            Map.entry("exponential", "Exp"));

    private Activations() {
    }

    /** The activation of this name as a type of the vocabulary; {@code Identity} for a linear one. */
    public static Optional<String> type(String name) {
        return Optional.ofNullable(ACTIVATIONS.get(name.replace("_", "").toLowerCase(Locale.ROOT)));
    }

    /** Whether layers of this type have an activation argument that comes into effect behind them. */
    public static boolean isActivated(String type) {
        return ACTIVATED.contains(type);
    }
}
