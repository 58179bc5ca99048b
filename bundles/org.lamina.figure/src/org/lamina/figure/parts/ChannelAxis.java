package org.lamina.figure.parts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lamina.model.Layer;
import org.lamina.model.Shape;

/**
 * Which axis of a value holds its channels: the second, as PyTorch has it for pictures, volumes and signals, or the
 * last, as Keras and TensorFlow have it, in a sequence of tokens, or in a picture that attention works on. A shape
 * alone does not tell.
 */
final class ChannelAxis {

    /** A value of rank three is a sequence of tokens unless something tells otherwise. */
    private static final int SEQUENCE = 3;

    private ChannelAxis() {
    }

    /**
     * Whether the channels of a value are on its last axis, given what the layers so far have told.
     *
     * @param usually whether they are in the pictures of this model
     */
    static boolean isLast(int rank, Optional<Boolean> told, boolean usually) {
        return told.orElse(rank == SEQUENCE || usually);
    }

    /** Whether a layer's settings say that its channels are on the last axis. */
    static boolean isToldLast(Layer layer) {
        return "channels_last".equals(layer.config().get("data_format"));
    }

    /**
     * What a layer's type tells about its output: true for the last axis, empty where it takes any.
     *
     * @param usually whether the channels of pictures are on the last axis in this model
     */
    static Optional<Boolean> vote(Layer layer, boolean usually) {
        Optional<Shape> shape = layer.outputShapes().stream().findFirst().filter(known -> known.rank() > 2);
        return switch (layer.kind()) {
            case CONVOLUTION, POOLING, UPSAMPLING -> Optional.of(isToldLast(layer));
            case DENSE, EMBEDDING, RECURRENT, ATTENTION -> Optional.of(true);
            case NORMALISATION -> layer.type().startsWith("LayerNorm") || layer.type().startsWith("RMSNorm")
                    ? shape.flatMap(known -> normalised(layer, known)) : Optional.of(usually);
            default -> Optional.empty();
        };
    }

    /**
     * Where the channels are behind a layer that keeps the rank, given where they were before it; empty if it moves
     * them to neither place.
     */
    static Optional<Boolean> behind(Layer layer, boolean last, int rank) {
        List<Integer> order = IntStream.range(0, rank).boxed().collect(Collectors.toCollection(ArrayList::new));
        if (layer.type().equals("Permute") && layer.config().get("dims") instanceof List<?> dims
                && dims.size() == rank && dims.stream().allMatch(Number.class::isInstance)) {
            order = dims.stream().map(dim -> Math.floorMod(((Number) dim).intValue(), rank)).toList();
        } else if (layer.type().equals("Transpose") && layer.config().get("dim0") instanceof Number first
                && layer.config().get("dim1") instanceof Number second) {
            Collections.swap(order, Math.floorMod(first.intValue(), rank), Math.floorMod(second.intValue(), rank));
        }
        int place = order.indexOf(last ? rank - 1 : 1);
        return place == rank - 1 ? Optional.of(true) : place == 1 ? Optional.of(false) : Optional.empty();
    }

    /** The axis that is as long as the layer's weights. */
    private static Optional<Boolean> normalised(Layer layer, Shape shape) {
        long size = layer.parameters().stream().map(parameter -> parameter.tensor().shape())
                .filter(weights -> weights.rank() == 1).findFirst().map(weights -> weights.dimension(0))
                .orElse(shape.dimension(-1));
        boolean last = shape.dimension(-1) == size;
        return last == (shape.dimension(1) == size) ? Optional.empty() : Optional.of(last);
    }
}
