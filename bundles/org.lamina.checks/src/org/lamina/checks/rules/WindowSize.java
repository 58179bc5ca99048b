package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Severity;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** A kernel or pool that is larger than the feature map it looks at. */
final class WindowSize extends ProgramCheck {

    /** Samples, two axes of places, channels. */
    private static final int PLANE = 4;
    private static final long COLOURS = 3;
    /** The least side of an image; more channels than that are unusual at the input. */
    private static final long SIDE = 8;

    WindowSize() {
        super("window-larger-than-map");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean window = layer.kind() == LayerKind.CONVOLUTION || layer.kind() == LayerKind.POOLING;
            boolean empty = layer.outputShape().filter(shape -> shape.rank() > 2 && shape.dimensions()
                    .subList(1, shape.rank()).contains(0L)).isPresent();
            Optional<Shape> before = Flow.before(network, layer).flatMap(NetworkLayer::outputShape);
            if (network.framework() != Framework.PYTORCH && isOrderUnsure(before.or(layer::outputShape))) {
                return;
            }
            boolean already = before.filter(shape -> shape.dimensions().contains(0L)).isPresent();
            if (window && !empty && before.isPresent() && isMostlyPadding(layer, before.get())) {
                look.raise(layer, look.finding(layer, layer.name() + " looks at a window larger than its input")
                        .severity(Severity.WARNING).confidence(0.7)
                        .context("Its window is " + window(layer) + ", its input " + before.get() + ": most of what it "
                                + "sees is padding."));
            }
            if (window && empty && !already) {
                FindingBuilder finding = look.finding(layer, layer.name() + " looks at a window larger than its input")
                        .confidence(0.9)
                        .context("Its window is " + window(layer) + before.map(shape -> ", its input " + shape)
                                .orElse(", its input smaller") + ": nothing is left.");
                if (layer.kind() == LayerKind.POOLING) {
                    look.remove(finding, "Take the pooling out", layer);
                } else {
                    before.flatMap(WindowSize::side).ifPresent(side -> look.replace(finding, "Let its window fit",
                            layer.setting("kernel_size"), String.valueOf(side)));
                }
                look.raise(layer, finding);
                return;
            }
        }
    }

    /**
     * Whether a map is so narrow along one axis and so wide along the other that the first may be the channels of an
     * image: Keras can be told in its settings file that they come first.
     */
    private static boolean isOrderUnsure(Optional<Shape> map) {
        List<Long> sides = map.filter(shape -> shape.rank() == PLANE).map(shape -> shape.dimensions().subList(1, 3))
                .orElse(List.of());
        return sides.stream().anyMatch(size -> size >= 0 && size <= COLOURS)
                && sides.stream().anyMatch(size -> size >= SIDE);
    }

    private static String window(NetworkLayer layer) {
        Object kernel = layer.setting("kernel_size").flatMap(Setting::value).orElse(2L);
        return kernel instanceof List<?> sizes ? sizes.stream().map(String::valueOf).collect(Collectors.joining(" × "))
                : kernel + " wide";
    }

    /** The smallest side of a feature map, if its sides are known. */
    private static Optional<Long> side(Shape map) {
        List<Long> sides = map.dimensions().subList(1, map.rank());
        return sides.stream().allMatch(size -> size > 0) ? sides.stream().min(Long::compare) : Optional.empty();
    }

    /** Whether a padded window is larger than the map along each axis. */
    private static boolean isMostlyPadding(NetworkLayer layer, Shape before) {
        Optional<Object> kernel = layer.setting("kernel_size").flatMap(Setting::value);
        List<?> sizes = kernel.map(value -> value instanceof List<?> list ? list : List.of(value)).orElse(List.of());
        boolean known = layer.kind() == LayerKind.CONVOLUTION && layer.type().startsWith("Conv")
                && !layer.type().contains("Transpose") && !sizes.isEmpty() && before.rank() > 2
                && sizes.stream().allMatch(Long.class::isInstance);
        long smallest = sizes.stream().filter(Long.class::isInstance).mapToLong(size -> (Long) size).min().orElse(0);
        long largest = before.dimensions().subList(1, before.rank()).stream().mapToLong(Long::longValue).sorted()
                .limit(before.rank() - 2L).max().orElse(Long.MAX_VALUE);
        boolean sides = before.dimensions().subList(1, before.rank()).stream().allMatch(size -> size > 0);
        return known && sides && smallest > largest;
    }
}
