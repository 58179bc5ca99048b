package org.lamina.formats.names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.lamina.model.Shape;

/**
 * What the names and shapes of a module's tensors tell about it. PyTorch's modules name their tensors alike:
 * {@code running_mean} is that of a batch normalisation, {@code weight_ih_l0} that of a recurrent layer whose gates are
 * the rows of the weight over its hidden size; the axes of {@code weight} tell a convolution from a linear layer, and
 * where shapes do not decide, the module's name does ({@code tok_emb}, {@code ln_1}).
 *
 * @param type the type in the common vocabulary; {@code Module} if nothing fits
 * @param config the hyper-parameters that the shapes tell, by PyTorch's names
 */
public record LayerGuess(String type, Map<String, Object> config) {

    private static final LayerGuess NONE = new LayerGuess("Module", Map.of());
    private static final List<String> WEIGHTS = List.of("weight", "weight_orig", "weight_v",
            "parametrizations.weight.original1", "parametrizations.weight.original",
            "_packed_params._packed_params.0");
    private static final Map<Integer, String> AXES = Map.of(3, "1d", 4, "2d", 5, "3d");

    public LayerGuess {
        config = Map.copyOf(config);
    }

    /** Whether a type of the vocabulary fits. */
    public boolean isComplete() {
        return !type.equals(NONE.type);
    }

    /**
     * Guesses the type of a module.
     *
     * @param name the last segment of its path, which tells an embedding from a linear layer
     * @param shapes the shapes of its tensors by their names within it
     */
    public static LayerGuess of(String name, Map<String, Shape> shapes) {
        Shape weight = WEIGHTS.stream().map(shapes::get).filter(Objects::nonNull).findFirst().orElse(null);
        if (shapes.containsKey("running_mean")) {
            return of("BatchNorm", "num_features", size(shapes.get("running_mean")));
        } else if (shapes.containsKey("weight_ih_l0") || shapes.containsKey("weight_ih")) {
            return RecurrentGuess.of(shapes);
        } else if (shapes.containsKey("in_proj_weight") || shapes.containsKey("q_proj_weight")) {
            Shape in = shapes.getOrDefault("in_proj_weight", shapes.get("q_proj_weight"));
            return in.rank() == 2 ? of("MultiheadAttention", "embed_dim", in.dimension(1)) : NONE;
        }
        return weight == null ? NONE : weighted(name.toLowerCase(Locale.ROOT), weight, shapes.get("bias"));
    }

    private static LayerGuess weighted(String name, Shape weight, Shape bias) {
        if (AXES.containsKey(weight.rank()) && !weight.equals(bias)) {
            return convolution(name, weight, bias);
        } else if (weight.rank() == 2 && !weight.equals(bias)) {
            return matrix(name, weight, bias);
        } else if (weight.rank() == 0 || weight.count().orElse(0) == 0) {
            return NONE;
        } else if (bias == null) {
            return vector(name, weight);
        }
        if (mentions(name, "bn", "batchnorm", "batch_norm")) {
            return of("BatchNorm", "num_features", size(weight));
        }
        return mentions(name, "gn", "groupnorm", "group_norm") ? of("GroupNorm", "num_channels", size(weight))
                : of("LayerNorm", "normalized_shape", weight.dimensions());
    }

    private static LayerGuess convolution(String name, Shape weight, Shape bias) {
        String axes = AXES.get(weight.rank());
        boolean second = bias != null && bias.rank() == 1 && !bias.dimensions().get(0).equals(weight.dimension(0))
                && bias.dimensions().get(0).equals(weight.dimension(1));
        boolean transposed = second || mentions(name, "transpose", "deconv", "upconv");
        return new LayerGuess((transposed ? "ConvTranspose" : "Conv") + axes, Map.of(
                transposed ? "in_channels" : "out_channels", weight.dimension(0),
                "kernel_size", weight.dimensions().subList(2, weight.rank())));
    }

    private static LayerGuess matrix(String name, Shape weight, Shape bias) {
        long rows = weight.dimension(0);
        long columns = weight.dimension(1);
        if (bias == null && mentions(name, "emb", "embd", "embed", "wte", "wpe", "lookup")) {
            return new LayerGuess("Embedding", Map.of("num_embeddings", rows, "embedding_dim", columns));
        }
        boolean stored = bias == null || bias.rank() != 1 || bias.dimension(0) != columns || bias.dimension(0) == rows;
        return new LayerGuess("Linear", Map.of("in_features", stored ? columns : rows, "out_features",
                stored ? rows : columns));
    }

    private static LayerGuess vector(String name, Shape weight) {
        if (mentions(name, "norm", "ln", "rmsnorm", "layernorm")) {
            return of("RMSNorm", "normalized_shape", weight.dimensions());
        }
        boolean activation = weight.rank() == 1
                && (weight.dimension(0) == 1 || mentions(name, "prelu", "relu", "act", "activation"));
        return activation ? of("PReLU", "num_parameters", size(weight)) : NONE;
    }

    /** Whether one of these is a word of the name, or, where it is longer than 3 letters, a part of it. */
    private static boolean mentions(String name, String... words) {
        List<String> parts = List.of(name.split("[_\\d]+"));
        return Stream.of(words).anyMatch(word -> parts.contains(word) || word.length() > 3 && name.contains(word));
    }

    private static long size(Shape shape) {
        return shape.rank() == 0 ? 1 : shape.dimension(0);
    }

    private static LayerGuess of(String type, String key, Object value) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(key, value);
        return new LayerGuess(type, config);
    }
}
