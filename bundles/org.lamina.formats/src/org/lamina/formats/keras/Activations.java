package org.lamina.formats.keras;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The activation functions of Keras in the vocabulary that all formats share. */
final class Activations {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("relu", "ReLU"),
            Map.entry("relu6", "ReLU6"), Map.entry("sigmoid", "Sigmoid"), Map.entry("tanh", "Tanh"),
            Map.entry("softmax", "Softmax"), Map.entry("softmax_v2", "Softmax"), Map.entry("elu", "ELU"),
            Map.entry("selu", "SELU"), Map.entry("celu", "CELU"), Map.entry("gelu", "GELU"), Map.entry("swish", "SiLU"),
            Map.entry("silu", "SiLU"), Map.entry("mish", "Mish"), Map.entry("softplus", "Softplus"),
            Map.entry("softsign", "Softsign"), Map.entry("hard_sigmoid", "Hardsigmoid"),
            Map.entry("hard_swish", "Hardswish"), Map.entry("hard_silu", "Hardswish"),
            Map.entry("leaky_relu", "LeakyReLU"), Map.entry("log_softmax", "LogSoftmax"),
            Map.entry("log_sigmoid", "LogSigmoid"), Map.entry("exponential", "Exp"), Map.entry("glu", "GLU"),
            Map.entry("hard_tanh", "Hardtanh"), Map.entry("LeakyReLU", "LeakyReLU"), Map.entry("ReLU", "ReLU"),
            Map.entry("PReLU", "PReLU"), Map.entry("ELU", "ELU"), Map.entry("Softmax", "Softmax"));

    private Activations() {
    }

    /** The name of the function in a configuration, which is text or an object; {@code linear} if there is none. */
    static String name(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        } else if (!value.isObject()) {
            return "linear";
        }
        JsonNode config = value.path("config");
        String className = value.path("class_name").asText("");
        return className.equals("function") || config.isTextual() ? config.asText()
                : className.substring(className.lastIndexOf('>') + 1);
    }

    /** The type of a function; its own name where the vocabulary has no word; {@code Identity} for a linear one. */
    static String type(String name) {
        return name.equals("linear") || name.isEmpty() ? "Identity" : TYPES.getOrDefault(name, name);
    }
}
