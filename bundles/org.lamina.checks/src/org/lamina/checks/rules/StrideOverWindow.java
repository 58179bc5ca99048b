package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Steps larger than the window, so that parts of the input are never seen; windows of one leave out on purpose. */
final class StrideOverWindow extends ProgramCheck {

    StrideOverWindow() {
        super("stride-over-window");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean window = layer.type().matches("(Conv|MaxPool|AvgPool)[123]d");
            Optional<Double> kernel = window ? size(layer, "kernel_size") : Optional.empty();
            Optional<Double> stride = size(layer, "stride");
            if (kernel.isPresent() && stride.isPresent() && stride.get() > kernel.get()
                    && kernel.get() > 1) {
                FindingBuilder finding = look.finding(layer, layer.name() + " steps over parts of its input")
                        .confidence(0.85).context("Its stride of " + stride.get().longValue()
                                + " is larger than its window of " + kernel.get().longValue() + ".");
                look.replace(finding, "Step by the window's size", layer.setting("stride"),
                        String.valueOf(kernel.get().longValue()));
                look.raise(layer, finding);
            }
        }
    }

    private static Optional<Double> size(NetworkLayer layer, String key) {
        Optional<Object> value = layer.setting(key).flatMap(Setting::value);
        return value.filter(List.class::isInstance).map(sizes -> (List<?>) sizes)
                .filter(sizes -> !sizes.isEmpty() && sizes.stream().distinct().count() == 1)
                .map(sizes -> (Object) sizes.get(0)).or(() -> value).filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue());
    }
}
