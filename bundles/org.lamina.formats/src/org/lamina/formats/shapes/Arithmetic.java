package org.lamina.formats.shapes;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/** How many multiply-accumulate operations a layer needs. */
public final class Arithmetic {

    private Arithmetic() {
    }

    /**
     * The multiply-accumulate operations of a convolution or dense layer for one run; an unknown batch axis counts as
     * one sample. A bias is not counted.
     *
     * @param type a type of the common vocabulary
     * @param config hyper-parameters by PyTorch's names
     * @param inputs the shapes of the inputs; null where unknown
     * @param output the shape of the first output; null if unknown
     * @return empty for other layers, and where a size is unknown
     */
    public static OptionalLong macs(String type, Map<String, Object> config, List<Shape> inputs, Shape output) {
        Hyperparameters hyperparameters = new Hyperparameters(config);
        Shape input = inputs.isEmpty() ? null : inputs.get(0);
        try {
            if (type.startsWith("SeparableConv")) {
                return separable(hyperparameters, single(output));
            } else if (LayerKind.of(type) == LayerKind.CONVOLUTION) {
                boolean transposed = type.startsWith("ConvTranspose");
                long channels = hyperparameters.number(transposed ? "out_channels" : "in_channels", Shape.UNKNOWN);
                return product(single(transposed ? input : output),
                        channels / Math.max(1, hyperparameters.number("groups", 1)),
                        hyperparameters.numbers("kernel_size"));
            } else if (type.equals("Linear")) {
                return product(single(output), hyperparameters.number("in_features", Shape.UNKNOWN), List.of());
            } else if (type.equals("MatMul") && input != null && input.rank() > 0) {
                return product(single(output), input.dimension(-1), List.of());
            }
            return OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** A convolution of each channel by itself, and one over a single place that mixes the channels. */
    private static OptionalLong separable(Hyperparameters config, Shape output) {
        long in = config.number("in_channels", Shape.UNKNOWN);
        long out = config.number("out_channels", Shape.UNKNOWN);
        long between = Math.multiplyExact(in, config.number("depth_multiplier", 1));
        OptionalLong places = product(output, 1, List.of());
        if (places.isEmpty() || in < 1 || out < 1 || config.numbers("kernel_size").isEmpty()) {
            return OptionalLong.empty();
        }
        long kernel = 1;
        for (long size : config.numbers("kernel_size")) {
            kernel = Math.multiplyExact(kernel, size);
        }
        return OptionalLong.of(Math.multiplyExact(places.getAsLong() / out,
                Math.multiplyExact(between, Math.addExact(kernel, out))));
    }

    /** The shape with an unknown batch axis counted as one sample. */
    private static Shape single(Shape shape) {
        if (shape == null || shape.rank() == 0 || shape.dimension(0) != Shape.UNKNOWN) {
            return shape;
        }
        long[] dimensions = shape.dimensions().stream().mapToLong(Long::longValue).toArray();
        dimensions[0] = 1;
        return Shape.of(dimensions);
    }

    private static OptionalLong product(Shape elements, long perElement, List<Long> kernel) {
        if (elements == null || !elements.isKnown() || perElement < 1) {
            return OptionalLong.empty();
        }
        long product = Math.multiplyExact(elements.count().orElse(0), perElement);
        for (long size : kernel) {
            product = Math.multiplyExact(product, size);
        }
        return OptionalLong.of(product);
    }
}
