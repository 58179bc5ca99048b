package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Windows that get smaller from the first convolution on. */
final class WindowOrder extends ProgramCheck {

    WindowOrder() {
        super("window-order");
    }

    @Override
    void look(Network network, Look look) {
        List<NetworkLayer> layers = network.layers().stream().filter(layer -> layer.type().matches("Conv[123]d"))
                .toList();
        boolean plain = network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.MERGE)
                && layers.size() >= look.parameter("convolutions");
        if (!plain || look.isModel()) {
            return;
        }
        for (int i = 0; i < layers.size(); i++) {
            long size = window(layers.get(i));
            if (size == 0 || step(layers.get(i)) > 1 || i > 0 && size >= window(layers.get(i - 1))) {
                return;
            }
        }
        NetworkLayer second = layers.get(1);
        FindingBuilder finding = look.finding(second, "Windows get smaller from convolution to convolution")
                .confidence(0.4).context("They are " + layers.stream().map(layer -> String.valueOf(window(layer)))
                        .collect(Collectors.joining(", ")) + " wide.");
        look.relate(finding, layers.get(0));
        look.raise(second, finding);
    }

    /** The greatest side of the window; 0 where it is not known. */
    private static long window(NetworkLayer layer) {
        Optional<Object> kernel = layer.setting("kernel_size").flatMap(Setting::value);
        return kernel.map(value -> value instanceof List<?> sizes ? sizes : List.of(value)).stream()
                .flatMap(List::stream).filter(Long.class::isInstance).mapToLong(size -> (Long) size).max().orElse(0);
    }

    /** A first convolution that steps sees large windows for another reason: to make the map smaller. */
    private static double step(NetworkLayer layer) {
        return layer.setting("stride").flatMap(Setting::value).map(value -> value instanceof List<?> sizes
                && !sizes.isEmpty() ? sizes.get(0) : value).filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue()).orElse(1.0);
    }
}
