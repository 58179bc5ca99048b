package org.lamina.formats.djl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.formats.names.LayerGuess;
import org.lamina.model.Shape;

/**
 * A block with parameters. The file does not name its class; names and shapes of its parameters tell it.
 *
 * @param parameters its parameters in order
 * @param input the shape of its input, if the file tells
 */
record DjlBlock(List<DjlParameter> parameters, Optional<Shape> input) {

    private static final Set<String> BUFFERS = Set.of("runningMean", "runningVar");
    private static final Set<String> MATRICES = Set.of("weight", "bias");

    DjlBlock {
        parameters = List.copyOf(parameters);
    }

    /** Whether training changes a parameter. */
    static boolean isTrainable(DjlParameter parameter) {
        return !BUFFERS.contains(parameter.name());
    }

    /** The type in the common vocabulary, with the hyper-parameters that the shapes tell. */
    LayerGuess guess() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        parameters.forEach(parameter -> shapes.putIfAbsent(parameter.name(), parameter.shape()));
        if (shapes.keySet().containsAll(BUFFERS) && shapes.get("runningMean").rank() == 1) {
            int axes = input.map(shape -> Math.max(1, shape.rank() - 2)).orElse(0);
            return new LayerGuess("BatchNorm" + (axes >= 1 && axes <= 3 ? axes + "d" : ""),
                    Map.of("num_features", shapes.get("runningMean").dimension(-1)));
        } else if (shapes.containsKey("gamma") && shapes.containsKey("beta")) {
            return new LayerGuess("LayerNorm", Map.of("normalized_shape", shapes.get("gamma").dimensions()));
        } else if (shapes.keySet().equals(Set.of("embedding"))) {
            return LayerGuess.of("embedding", Map.of("weight", shapes.get("embedding")));
        } else if (shapes.keySet().equals(Set.of("alpha"))) {
            return new LayerGuess("PReLU", Map.of());
        } else if (MATRICES.containsAll(shapes.keySet())) {
            return convolved(LayerGuess.of("", shapes));
        }
        return LayerGuess.of("", shapes);
    }

    /** A convolution sees each channel of its input; the shapes of weight and input tell its groups. */
    private LayerGuess convolved(LayerGuess guess) {
        Shape weight = parameters.get(0).shape();
        if (!guess.type().startsWith("Conv") || input.isEmpty() || input.get().rank() != weight.rank()) {
            return guess;
        }
        Map<String, Object> config = new LinkedHashMap<>(guess.config());
        long channels = input.get().dimension(1);
        config.put("in_channels", channels);
        if (weight.dimension(1) > 0 && channels % weight.dimension(1) == 0) {
            config.put("groups", channels / weight.dimension(1));
        }
        return new LayerGuess(guess.type(), config);
    }

    @Override
    public String toString() {
        return parameters.stream().map(DjlParameter::name).collect(Collectors.joining(", "));
    }
}
