package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How Keras names weights, and the groups that hold them. */
final class WeightNames {

    private static final Set<String> NOT_TRAINED = Set.of("moving_mean", "moving_variance", "running_mean",
            "running_std", "mean", "variance", "count", "state", "seed_generator_state", "total");

    private WeightNames() {
    }

    /** A class as Keras spells it in names: {@code MaxPooling2D} is {@code max_pooling2d}. */
    static String snakeCase(String className) {
        return className.replaceAll("\\W+", "").replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Whether training changes a weight of this name, as far as the name tells. */
    static boolean isTrained(String name) {
        return !NOT_TRAINED.contains(name.substring(name.lastIndexOf('.') + 1)) && !name.startsWith("seed_generator");
    }

    /**
     * The names of a layer's weights in the order in which Keras creates them; fewer than there are where the class is
     * not known.
     */
    static List<String> of(LayerConfig layer) {
        Config config = layer.config();
        List<String> names = new ArrayList<>();
        switch (layer.className()) {
            case "BatchNormalization" -> {
                affine(config, names);
                return append(names, "moving_mean", "moving_variance");
            }
            case "LayerNormalization", "GroupNormalization" -> {
                affine(config, names);
                return names;
            }
            case "RMSNormalization" -> {
                return List.of("scale");
            }
            case "Normalization" -> {
                return List.of("mean", "variance", "count");
            }
            case "Embedding" -> {
                return List.of("embeddings");
            }
            case "PReLU" -> {
                return List.of("alpha");
            }
            case "DepthwiseConv1D", "DepthwiseConv2D" -> names.add("depthwise_kernel");
            case "SeparableConv1D", "SeparableConv2D" -> append(names, "depthwise_kernel", "pointwise_kernel");
            case "LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell", "RNN", "ConvLSTM1D", "ConvLSTM2D",
                    "ConvLSTM3D" -> append(names, "kernel", "recurrent_kernel");
            case "Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose",
                    "Conv3DTranspose", "Convolution1D", "Convolution2D", "Convolution3D" -> names.add("kernel");
            default -> {
                return List.of();
            }
        }
        if (config.flag("use_bias", true)) {
            names.add("bias");
        }
        return names;
    }

    private static List<String> append(List<String> names, String... more) {
        names.addAll(List.of(more));
        return names;
    }

    private static void affine(Config config, List<String> names) {
        if (config.flag("scale", true)) {
            names.add("gamma");
        }
        if (config.flag("center", true)) {
            names.add("beta");
        }
    }
}
