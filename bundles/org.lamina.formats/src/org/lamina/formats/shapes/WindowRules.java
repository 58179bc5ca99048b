package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.lamina.model.Shape;

/** Layers that slide a window over the spatial axes: convolutions, poolings, upsampling, padding. */
final class WindowRules {

    private WindowRules() {
    }

    /** A convolution over so many spatial axes. */
    static Shape convolution(int axes, Hyperparameters config, Shape input) throws ShapeConflictException {
        return window(axes, config, input, config.number("in_channels", Shape.UNKNOWN),
                config.number("out_channels", Shape.UNKNOWN), false);
    }

    /** A transposed convolution over so many spatial axes. */
    static Shape transposedConvolution(int axes, Hyperparameters config, Shape input) throws ShapeConflictException {
        return window(axes, config, input, config.number("in_channels", Shape.UNKNOWN),
                config.number("out_channels", Shape.UNKNOWN), true);
    }

    /** A pooling over so many spatial axes. */
    static Shape pooling(int axes, Hyperparameters config, Shape input) throws ShapeConflictException {
        if (input == null) {
            return null;
        }
        int channelAxis = input.rank() - axes - 1;
        long channels = channelAxis < 0 ? Shape.UNKNOWN : input.dimension(channelAxis);
        return window(axes, config, input, channels, channels, false);
    }

    private static Shape window(int axes, Hyperparameters config, Shape input, long channelsIn, long channelsOut,
            boolean transposed) throws ShapeConflictException {
        List<Long> dimensions = new ArrayList<>(input == null
                ? Collections.nCopies(axes + 2, Shape.UNKNOWN) : input.dimensions());
        int channelAxis = dimensions.size() - axes - 1;
        if (channelAxis < 0 || channelAxis > 1) {
            throw new ShapeConflictException("a layer over " + axes + " spatial axes can't take " + input);
        }
        long found = dimensions.get(channelAxis);
        if (channelAxis == 0 && found == Shape.UNKNOWN) {
            throw new ShapeConflictException("a layer over " + axes + " spatial axes can't take a batch " + input);
        }
        if (found != Shape.UNKNOWN && channelsIn != Shape.UNKNOWN && found != channelsIn) {
            throw new ShapeConflictException("a layer for " + channelsIn + " channels can't take " + input);
        }
        dimensions.set(channelAxis, channelsOut);
        for (int axis = 0; axis < axes; axis++) {
            int at = channelAxis + 1 + axis;
            long size = dimensions.get(at);
            dimensions.set(at, size == Shape.UNKNOWN ? Shape.UNKNOWN
                    : transposed ? grown(config, axes, axis, size) : slid(config, axes, axis, size));
        }
        return new Shape(dimensions);
    }

    private static long slid(Hyperparameters config, int axes, int axis, long size) throws ShapeConflictException {
        List<Long> kernel = config.numbers("kernel_size", axes, Shape.UNKNOWN);
        if (kernel.get(axis) < 0) {
            return Shape.UNKNOWN;
        }
        boolean strided = !config.numbers("stride").isEmpty();
        long stride = strided ? config.numbers("stride", axes, 1).get(axis)
                : config.has("out_channels") ? 1 : kernel.get(axis);
        if (stride < 1) {
            return Shape.UNKNOWN;
        }
        if (config.text("padding").equals("same") || config.text("padding").equals("causal")) {
            return -Math.floorDiv(-size, stride);
        }
        long extent = config.numbers("dilation", axes, 1).get(axis) * (kernel.get(axis) - 1) + 1;
        long room = size + padding(config, axes, axis) - extent;
        if (room < 0) {
            throw new ShapeConflictException("a window of " + extent + " does not fit an input of size " + size);
        }
        long steps = Math.floorDiv(room, stride);
        boolean partial = config.flag("ceil_mode") && room % stride != 0
                && (steps + 1) * stride < size + padding(config, axes, axis) / 2;
        return steps + (partial ? 2 : 1);
    }

    private static long grown(Hyperparameters config, int axes, int axis, long size) {
        long kernel = config.numbers("kernel_size", axes, Shape.UNKNOWN).get(axis);
        if (kernel < 0) {
            return Shape.UNKNOWN;
        }
        long stride = config.numbers("stride", axes, 1).get(axis);
        boolean open = config.numbers("output_padding").isEmpty();
        if (open && config.text("padding").equals("same")) {
            return size * stride;
        } else if (open && config.text("padding").equals("valid")) {
            return size * stride + Math.max(0, kernel - stride);
        }
        return (size - 1) * stride - padding(config, axes, axis)
                + config.numbers("dilation", axes, 1).get(axis) * (kernel - 1)
                + config.numbers("output_padding", axes, 0).get(axis) + 1;
    }

    /** The padding on both sides together; a list of twice the axes names all beginnings and then all ends. */
    private static long padding(Hyperparameters config, int axes, int axis) {
        List<Long> padding = config.numbers("padding");
        return padding.size() == 2 * axes && axes > 1 || padding.size() == 2 && axes == 1
                ? padding.get(axis) + padding.get(axis + axes)
                : 2 * config.numbers("padding", axes, 0).get(axis);
    }

    /** A pooling to a given size over so many spatial axes; a size of -1 leaves the axis as it is. */
    static Shape adaptivePooling(int axes, Hyperparameters config, Shape input) {
        if (input == null || input.rank() < axes) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        List<Long> sizes = config.numbers("output_size", axes, ShapeRules.UNKNOWN_SIZE);
        for (int axis = 0; axis < axes; axis++) {
            int at = dimensions.size() - axes + axis;
            long size = sizes.get(axis);
            if (size != -1) {
                dimensions.set(at, size < 0 ? Shape.UNKNOWN : size);
            }
        }
        return new Shape(dimensions);
    }

    /** A pooling over all spatial axes, which stay with a size of 1 unless {@code keepdim} is false. */
    static Shape globalPooling(Hyperparameters config, Shape input) {
        if (input == null || input.rank() < 2) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        if (config.has("keepdim") && !config.flag("keepdim")) {
            return new Shape(dimensions.subList(0, 2));
        }
        for (int axis = 2; axis < dimensions.size(); axis++) {
            dimensions.set(axis, 1L);
        }
        return new Shape(dimensions);
    }

    /** An upsampling to a size, or by factors, of the innermost axes. */
    static Shape upsampling(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        List<Long> sizes = config.numbers("size");
        List<Double> factors = config.fractions("scale_factor");
        int axes = Math.max(0, input.rank() - 2);
        for (int axis = 0; axis < axes; axis++) {
            int at = axis + 2;
            if (!sizes.isEmpty()) {
                dimensions.set(at, Math.max(Shape.UNKNOWN, sizes.get(Math.min(axis, sizes.size() - 1))));
            } else if (!factors.isEmpty() && dimensions.get(at) != Shape.UNKNOWN) {
                double factor = factors.get(Math.min(axis, factors.size() - 1));
                dimensions.set(at, (long) Math.floor(dimensions.get(at) * factor));
            } else {
                dimensions.set(at, Shape.UNKNOWN);
            }
        }
        return new Shape(dimensions);
    }

    /** Padding as PyTorch lists it: begin and end of the innermost axis first. */
    static Shape padding(Hyperparameters config, Shape input) {
        List<Long> padding = config.numbers("pad");
        if (input == null || padding.size() > 2 * input.rank() || padding.size() % 2 != 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        for (int pair = 0; pair < padding.size() / 2; pair++) {
            int axis = dimensions.size() - 1 - pair;
            long begin = padding.get(2 * pair);
            long end = padding.get(2 * pair + 1);
            boolean known = dimensions.get(axis) != Shape.UNKNOWN && begin != ShapeRules.UNKNOWN_SIZE
                    && end != ShapeRules.UNKNOWN_SIZE;
            dimensions.set(axis, known ? Math.max(0, dimensions.get(axis) + begin + end) : Shape.UNKNOWN);
        }
        return new Shape(dimensions);
    }

    /** Channels moved into the two spatial axes. */
    static Shape pixelShuffle(Hyperparameters config, Shape input) {
        long factor = config.number("upscale_factor", Shape.UNKNOWN);
        if (input == null || input.rank() != 4 || factor < 1) {
            return null;
        }
        return Shape.of(input.dimension(0), divided(input.dimension(1), factor * factor),
                multiplied(input.dimension(2), factor), multiplied(input.dimension(3), factor));
    }

    private static long divided(long size, long by) {
        return size == Shape.UNKNOWN ? Shape.UNKNOWN : size / by;
    }

    private static long multiplied(long size, long by) {
        return size == Shape.UNKNOWN ? Shape.UNKNOWN : size * by;
    }
}
