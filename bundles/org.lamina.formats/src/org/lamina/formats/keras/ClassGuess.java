package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.keras.Weights.Found;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the names and shapes of a layer's weights tell about it. Keras stores the kernel of a convolution as window,
 * channels in, channels out; that of a dense layer as in, out; those of a recurrent layer as in, gates times units.
 * A name as Keras gives it ({@code batch_normalization_3}) tells the class, unless the weights contradict it.
 *
 * @param layer the layer with its class, which is empty if nothing fits
 * @param config the hyper-parameters that the shapes tell, by the names that all formats share
 */
record ClassGuess(LayerConfig layer, Map<String, Object> config) {

    private static final Map<Long, String> BY_GATES = Map.of(1L, "SimpleRNN", 3L, "GRU", 4L, "LSTM");

    ClassGuess {
        config = Map.copyOf(config);
    }

    /** Whether a class fits. */
    boolean isComplete() {
        return !layer.className().isEmpty();
    }

    boolean isAttention() {
        return layer.className().equals("MultiHeadAttention");
    }

    /** The type in the common vocabulary. */
    String type() {
        return LayerTypes.type(layer, -1);
    }

    /**
     * Guesses the class of a layer.
     *
     * @param names what it is called, the layer's own name first
     * @param found its weights, in the order of the file
     */
    static ClassGuess of(List<String> names, List<Found> found) {
        LayerWeights weights = LayerWeights.of(found);
        String hint = names.stream().map(LayerTypes::named).flatMap(Optional::stream).findFirst().orElse("");
        String className = !hint.isEmpty() && fits(hint, weights) ? hint : byWeights(names, weights);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (className.equals("BatchNormalization") && weights.shapes().size() == 3) {
            json.put("scale", false);
        }
        String name = names.get(0);
        LayerConfig layer = new LayerConfig(className, name.isEmpty() ? "weights" : name, new Config(json), List.of(),
                Optional.empty(), Optional.empty());
        return new ClassGuess(layer, config(className, weights));
    }

    private static boolean fits(String className, LayerWeights weights) {
        List<Shape> shapes = weights.shapes();
        if (className.equals("MultiHeadAttention")) {
            return weights.projections();
        } else if (shapes.isEmpty()) {
            return className.endsWith("Dropout") || className.endsWith("Noise");
        }
        int rank = weights.kernel().rank();
        int window = className.replaceAll("\\D", "").isEmpty() ? 0 : className.replaceAll("\\D", "").charAt(0) - '0';
        return switch (className) {
            case "Dense", "TimeDistributedDense" -> rank == 2 && shapes.size() <= 2;
            case "EinsumDense" -> rank >= 2 && shapes.size() <= 2;
            case "Embedding" -> rank == 2 && shapes.size() == 1;
            case "BatchNormalization" -> rank == 1 && shapes.size() >= 2 && shapes.size() <= 4;
            case "LayerNormalization", "GroupNormalization" -> rank >= 1 && shapes.size() <= 2;
            case "RMSNormalization", "PReLU" -> rank >= 1 && shapes.size() == 1;
            case "LSTM", "GRU", "SimpleRNN" -> weights.recurrent() && className.equals(byGates(weights));
            case "SeparableConv1D", "SeparableConv2D" -> rank == window + 2 && shapes.size() >= 2;
            default -> className.contains("Conv") && window > 0 && rank == window + 2 && shapes.size() <= 2;
        };
    }

    private static String byWeights(List<String> names, LayerWeights weights) {
        if (weights.projections()) {
            return "MultiHeadAttention";
        } else if (weights.has("embeddings")) {
            return "Embedding";
        } else if (weights.has("moving_mean") || weights.has("running_mean")) {
            return "BatchNormalization";
        } else if (weights.shapes().isEmpty()) {
            return "";
        }
        int rank = weights.kernel().rank();
        return weights.recurrent() ? byGates(weights)
                : rank == 1 ? vectors(names, weights) : rank >= 2 && rank <= 5 ? kernel(names, weights) : "";
    }

    private static String byGates(LayerWeights weights) {
        long units = weights.shapes().get(1).dimension(0);
        long gates = weights.shapes().get(1).dimension(1);
        return units > 0 && gates % units == 0 ? BY_GATES.getOrDefault(gates / units, "") : "";
    }

    private static String vectors(List<String> names, LayerWeights weights) {
        List<Shape> shapes = weights.shapes();
        boolean alike = shapes.stream().allMatch(shapes.get(0)::equals) && !shapes.get(0).equals(Shape.of(0));
        boolean named = shapes.size() == 1 && !weights.numbered();
        if (!alike || named && !weights.has("gamma") && !weights.has("beta") && !weights.has("alpha")
                && !weights.has("scale")) {
            return "";
        }
        return switch (shapes.size()) {
            case 1 -> weights.has("alpha") || mentions(names, "prelu") ? "PReLU"
                    : weights.has("scale") || mentions(names, "rms") ? "RMSNormalization"
                    : weights.has("gamma") || weights.has("beta") || mentions(names, "norm") ? "LayerNormalization"
                    : "";
            case 2 -> weights.numbered() || weights.has("gamma") && weights.has("beta")
                    ? mentions(names, "group_norm") ? "GroupNormalization" : "LayerNormalization" : "";
            case 3, 4 -> weights.numbered() ? "BatchNormalization" : "";
            default -> "";
        };
    }

    private static String kernel(List<String> names, LayerWeights weights) {
        Shape kernel = weights.kernel();
        int axes = kernel.rank() - 2;
        if (weights.has("depthwise_kernel") && axes >= 1) {
            return (weights.has("pointwise_kernel") ? "SeparableConv" : "DepthwiseConv") + axes + "D";
        } else if (!weights.numbered() && !weights.has("kernel") && !weights.has("W")) {
            return "";
        }
        Shape second = weights.shapes().size() > 1 ? weights.shapes().get(1) : null;
        if (axes == 0) {
            boolean dense = second == null || second.equals(Shape.of(kernel.dimension(1)));
            boolean table = second == null && mentions(names, "emb", "lookup");
            return weights.shapes().size() > 2 || !dense ? "" : table ? "Embedding" : "Dense";
        } else if (weights.shapes().size() <= 3 && second != null && second.rank() == kernel.rank()
                && second.dimension(-2) == kernel.dimension(-1) * kernel.dimension(-2)) {
            return "SeparableConv" + axes + "D";
        } else if (weights.shapes().size() > 2) {
            return "";
        } else if (second == null || second.equals(Shape.of(kernel.dimension(-1)))) {
            return mentions(names, "depthwise") ? "DepthwiseConv" + axes + "D"
                    : "Conv" + axes + "D" + (mentions(names, "transpose", "deconv", "upconv") ? "Transpose" : "");
        } else if (second.equals(Shape.of(kernel.dimension(-1) * kernel.dimension(-2))) && axes <= 2) {
            return "DepthwiseConv" + axes + "D";
        }
        return second.equals(Shape.of(kernel.dimension(-2))) ? "Conv" + axes + "DTranspose"
                : axes == 1 && second.rank() == 2 ? "EinsumDense" : "";
    }

    private static boolean mentions(List<String> names, String... words) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> List.of(words).stream().anyMatch(name::contains));
    }

    private static Map<String, Object> config(String className, LayerWeights weights) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (weights.shapes().isEmpty() || className.isEmpty() || className.equals("MultiHeadAttention")) {
            return config;
        }
        Shape kernel = weights.kernel();
        switch (className) {
            case "Dense", "TimeDistributedDense" -> {
                config.put("in_features", kernel.dimension(0));
                config.put("out_features", kernel.dimension(1));
                config.put("bias", weights.shapes().size() > 1);
            }
            case "Embedding" -> {
                config.put("num_embeddings", kernel.dimension(0));
                config.put("embedding_dim", kernel.dimension(1));
            }
            case "BatchNormalization" -> config.put("num_features", kernel.dimension(0));
            case "LayerNormalization", "RMSNormalization" ->
                config.put("normalized_shape", new ArrayList<>(kernel.dimensions()));
            case "GroupNormalization" -> config.put("num_channels", kernel.dimension(-1));
            case "LSTM", "GRU", "SimpleRNN" -> {
                config.put("input_size", kernel.dimension(0));
                config.put("hidden_size", weights.shapes().get(1).dimension(0));
                config.put("bidirectional", weights.bidirectional());
            }
            default -> {
                if (className.contains("Conv")) {
                    convolution(className, weights, config);
                }
            }
        }
        return config;
    }

    private static void convolution(String className, LayerWeights weights, Map<String, Object> config) {
        Shape kernel = weights.kernel();
        boolean transposed = className.endsWith("Transpose");
        long in = kernel.dimension(transposed ? -1 : -2);
        long out = kernel.dimension(transposed ? -2 : -1);
        config.put("in_channels", in);
        config.put("out_channels", className.startsWith("Depthwise") ? in * out
                : className.startsWith("Separable") ? weights.shapes().get(1).dimension(-1) : out);
        config.put("kernel_size", new ArrayList<>(kernel.dimensions().subList(0, kernel.rank() - 2)));
    }
}
