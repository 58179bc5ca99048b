package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;

/**
 * Output shapes of layers from those of their inputs: batch first; channels last in Keras unless the layer says
 * otherwise, channels first in PyTorch. A size that can't be is given as 0; rules tell it.
 */
public final class Shapes {

    private static final Set<String> SAME = Set.of("Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout",
            "BatchNorm", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "LayerNorm", "GroupNorm", "Identity", "ReLU",
            "LeakyReLU", "PReLU", "ELU", "SELU", "GELU", "SiLU", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Softplus",
            "Softsign", "ReLU6", "Noise", "Scaling", "Add", "Sub", "Mul", "Max", "Mean", "Activation", "InstanceNorm2d",
            "Threshold", "RMSNorm");

    private Shapes() {
    }

    static Optional<Shape> of(Framework framework, String type, Map<String, Setting> config, List<Node> inputs) {
        Optional<Shape> in = inputs.isEmpty() ? Optional.empty() : inputs.get(0).shape;
        boolean last = framework != Framework.PYTORCH && framework != Framework.DJL
                && !text(config, "data_format").startsWith("channels_first");
        try {
            return in.filter(shape -> shape.rank() > 1).flatMap(shape -> of(last, type, config, shape));
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Shape> of(boolean channelsLast, String type, Map<String, Setting> config, Shape in) {
        if (SAME.contains(type)) {
            return Optional.of(in);
        }
        if (type.equals("Linear")) {
            return number(config, "out_features").map(units -> with(in, in.rank() - 1, units));
        }
        if (type.equals("Augmentation")) {
            return config.containsKey("height") || config.containsKey("width") ? number(config, "height").flatMap(
                    height -> number(config, "width").filter(width -> channelsLast && in.rank() == 4).map(
                            width -> with(with(in, 1, height), 2, width))) : Optional.of(in);
        }
        if (type.equals("Flatten")) {
            return Optional.of(Shape.of(in.dimension(0), product(in)));
        }
        if (type.matches("Conv[123]d|SeparableConv[12]d")) {
            return number(config, "out_channels").flatMap(filters -> window(channelsLast, config, in,
                    type.charAt(type.length() - 2) - '0', Optional.of(filters), false));
        }
        if (type.matches("(Max|Avg)Pool[123]d")) {
            return window(channelsLast, config, in, type.charAt(type.length() - 2) - '0', Optional.empty(), true);
        }
        if (type.startsWith("Global") && in.rank() > 2) {
            return Optional.of(Shape.of(in.dimension(0), in.dimension(channelsLast ? in.rank() - 1 : 1)));
        }
        return Optional.empty();
    }

    private static Optional<Shape> window(boolean channelsLast, Map<String, Setting> config, Shape in, int axes,
            Optional<Long> filters, boolean pool) {
        if (in.rank() != axes + 2) {
            return Optional.empty();
        }
        Optional<List<Long>> kernel = config.containsKey("kernel_size") ? sizes(config, "kernel_size", axes)
                : pool ? Optional.of(repeated(2, axes)) : Optional.empty();
        boolean strideByKernel = pool && (!config.containsKey("stride") || config.get("stride").isNone());
        Optional<List<Long>> stride = strideByKernel ? kernel
                : config.containsKey("stride") ? sizes(config, "stride", axes) : Optional.of(repeated(1, axes));
        Setting padding = config.getOrDefault("padding", Setting.byDefault(0L));
        boolean same = padding.is("same") || padding.is("SAME");
        boolean known = padding.text().isPresent() || padding.number().isPresent();
        boolean dilated = config.containsKey("dilation") && !config.get("dilation").is(1L);
        if (kernel.isEmpty() || stride.isEmpty() || !known || dilated || stride.get().contains(0L)) {
            return Optional.empty();
        }
        long pad = padding.number().map(Double::longValue).orElse(0L);
        List<Long> out = new ArrayList<>(in.dimensions());
        for (int axis = 0; axis < axes; axis++) {
            int at = channelsLast ? axis + 1 : axis + 2;
            long size = in.dimension(at);
            long step = stride.get().get(axis);
            long full = size + 2 * pad - kernel.get().get(axis);
            long after = same ? (size + step - 1) / step : full < 0 ? 0 : full / step + 1;
            out.set(at, size == Shape.UNKNOWN ? Shape.UNKNOWN : after);
        }
        filters.ifPresent(count -> out.set(channelsLast ? axes + 1 : 1, count));
        return Optional.of(new Shape(out));
    }

    /** These sizes behind a batch of any size; what is no number is not known. */
    public static Optional<Shape> batched(List<?> sizes) {
        List<Long> dimensions = new ArrayList<>(List.of(Shape.UNKNOWN));
        for (Object size : sizes) {
            dimensions.add(size instanceof Number number && number.longValue() >= 0 ? number.longValue()
                    : Shape.UNKNOWN);
        }
        return Optional.of(new Shape(dimensions));
    }

    /** A number or a list may stand for all axes. */
    static Optional<List<Long>> sizes(Map<String, Setting> config, String key, int axes) {
        Optional<Object> value = Optional.ofNullable(config.get(key)).flatMap(Setting::value);
        if (value.isPresent() && value.get() instanceof Long size) {
            return Optional.of(repeated(size, axes));
        }
        if (value.isPresent() && value.get() instanceof List<?> list
                && list.stream().allMatch(Long.class::isInstance)) {
            List<Long> sizes = list.stream().map(Long.class::cast).toList();
            return sizes.size() == axes ? Optional.of(sizes)
                    : sizes.size() == 1 ? Optional.of(repeated(sizes.get(0), axes)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static List<Long> repeated(long size, int axes) {
        return Collections.nCopies(axes, size);
    }

    private static Shape with(Shape shape, int axis, long size) {
        List<Long> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(axis, size);
        return new Shape(dimensions);
    }

    private static long product(Shape shape) {
        long product = 1;
        for (long size : shape.dimensions().subList(1, shape.rank())) {
            if (size == Shape.UNKNOWN) {
                return Shape.UNKNOWN;
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static Optional<Long> number(Map<String, Setting> config, String key) {
        return Optional.ofNullable(config.get(key)).flatMap(Setting::number).map(Double::longValue)
                .filter(number -> number >= 0);
    }

    private static String text(Map<String, Setting> config, String key) {
        return Optional.ofNullable(config.get(key)).flatMap(Setting::text).orElse("");
    }
}
