package org.lamina.checks;

import java.util.List;
import java.util.Optional;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/**
 * A layer that is a linear map of its input with weights of its own, and the sizes that tell what the map can do. Sizes
 * are those of PyTorch: weights are out × in for a linear layer, out × in / groups × kernel for a convolution, in × out
 * / groups × kernel for a transposed one.
 *
 * @param layer the layer
 * @param in channels or features that come in, 0 if not known
 * @param out channels or features that go out, 0 if not known
 * @param groups groups of a convolution, else 1
 * @param kernel kernel sizes of a convolution, one an axis; empty for a linear layer or if not known
 */
record LinearLayer(Layer layer, long in, long out, long groups, List<Long> kernel) {

    LinearLayer {
        kernel = List.copyOf(kernel);
    }

    /** The layer as a linear map, if it is one. */
    static Optional<LinearLayer> of(Layer layer) {
        boolean dense = layer.type().equals("Linear");
        if (!dense && layer.kind() != LayerKind.CONVOLUTION) {
            return Optional.empty();
        }
        boolean transposed = isTransposed(layer);
        Shape weight = layer.parameters().stream().filter(parameter -> parameter.name().equals("weight"))
                .map(parameter -> parameter.tensor().shape()).filter(shape -> shape.rank() >= 2).findFirst()
                .orElse(Shape.of(0, 0));
        long groups = Math.max(1, number(layer, "groups", 1));
        long first = weight.dimension(0) * (transposed ? groups : 1);
        long second = weight.dimension(1) * (transposed ? 1 : groups);
        long in = number(layer, dense ? "in_features" : "in_channels", transposed ? weight.dimension(0) : second);
        long out = number(layer, dense ? "out_features" : "out_channels",
                transposed ? weight.dimension(1) * groups : first);
        return Optional.of(new LinearLayer(layer, in, out, groups,
                dense ? List.of() : kernel(layer, weight.dimensions().subList(2, weight.rank()))));
    }

    boolean isDense() {
        return layer.kind() == LayerKind.DENSE;
    }

    boolean isTransposed() {
        return isTransposed(layer);
    }

    /** Whether it mixes channels only, one place at a time. */
    boolean isPointwise() {
        return !isDense() && kernel.stream().allMatch(size -> size == 1);
    }

    /** Whether it looks along an axis that the other does not, and the other way round: 1 × 3 and 3 × 1. */
    boolean isSeparateFrom(LinearLayer other) {
        if (isDense() || isPointwise() || other.isPointwise() || kernel.size() != other.kernel.size()) {
            return false;
        }
        for (int axis = 0; axis < kernel.size(); axis++) {
            if (kernel.get(axis) > 1 && other.kernel.get(axis) > 1) {
                return false;
            }
        }
        return true;
    }

    /** For people: {@code fc1 (Linear, 128 → 64)}. */
    String described() {
        String sizes = in > 0 && out > 0 ? ", " + in + " → " + out : "";
        return layer.path() + " (" + layer.type() + sizes + ")";
    }

    private static boolean isTransposed(Layer layer) {
        return layer.type().startsWith("ConvTranspose");
    }

    private static List<Long> kernel(Layer layer, List<Long> fromWeight) {
        Object recorded = layer.config().get("kernel_size");
        if (fromWeight.isEmpty() && recorded instanceof List<?> sizes
                && sizes.stream().allMatch(Number.class::isInstance)) {
            return sizes.stream().map(size -> ((Number) size).longValue()).toList();
        }
        return fromWeight;
    }

    private static long number(Layer layer, String name, long otherwise) {
        return layer.config().get(name) instanceof Number number ? number.longValue() : otherwise;
    }
}
