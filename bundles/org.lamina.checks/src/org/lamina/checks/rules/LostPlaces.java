package org.lamina.checks.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Feature maps that are shrunk or flattened too early. */
final class LostPlaces extends ProgramCheck {

    private static final String POOL = "(Max|Avg)Pool[123]d";

    LostPlaces() {
        super("lost-places");
    }

    @Override
    void look(Network network, Look look) {
        List<NetworkLayer> twice = new ArrayList<>();
        List<NetworkLayer> pooled = new ArrayList<>();
        int convolutions = 0;
        for (NetworkLayer layer : network.layers()) {
            convolutions += layer.kind() == LayerKind.CONVOLUTION && Flow.behind(network, layer).isPresent() ? 1 : 0;
            Optional<NetworkLayer> before = layer.type().matches(POOL)
                    ? Flow.before(network, layer, LostPlaces::isPassed)
                            .filter(found -> found.kind() == LayerKind.CONVOLUTION)
                    : Optional.empty();
            before.ifPresent(found -> pooled.add(layer));
            before.filter(found -> step(found) > 1).ifPresent(found -> twice.add(layer));
            flattened(network, layer, look);
        }
        if (twice.size() > 1) {
            raise(twice.get(1), "steps and pools after " + twice.size() + " convolutions",
                    "Convolutions that step are followed by a pooling " + twice.size()
                            + " times: each time, both make the map smaller.", look);
        }
        if (pooled.size() >= look.parameter("poolings") && pooled.size() == convolutions) {
            raise(pooled.get(pooled.size() - 1), "pools after each of " + convolutions + " convolutions",
                    "In a deep network, several convolutions look at a map before it is made smaller.", look);
        }
    }

    private static void raise(NetworkLayer layer, String what, String context, Look look) {
        look.raise(layer, look.finding(layer, "The network " + what).confidence(0.6).context(context));
    }

    private static void flattened(Network network, NetworkLayer layer, Look look) {
        Optional<NetworkLayer> flatten = layer.type().equals("Linear") ? Flow.before(network, layer,
                found -> Flow.isActivation(found) || found.kind() == LayerKind.DROPOUT) : Optional.empty();
        flatten.filter(found -> found.type().equals("Flatten")).ifPresent(found -> {
            Optional<Long> values = found.outputShape().filter(shape -> shape.rank() == 2)
                    .map(shape -> shape.dimension(1));
            if (values.filter(count -> count > look.parameter("values")).isPresent()) {
                FindingBuilder finding = look.finding(layer, layer.name() + " reads " + values.get()
                        + " values of a feature map").confidence(0.6)
                        .context("The map is flattened while it is still large: "
                                + Flow.units(layer).map(units -> units * values.get() + " weights in one layer.")
                                        .orElse("a weight for each value and unit."));
                average(network, found, look).ifPresent(average -> finding.fix("Average over the places instead",
                        look.program(), found.constructor(), average));
                look.raise(layer, finding);
            }
        });
    }

    /** What gives one value a channel in place of a flattening, in Keras: the layer behind takes whatever comes. */
    private static Optional<String> average(Network network, NetworkLayer flatten, Look look) {
        int axes = Flow.before(network, flatten).flatMap(NetworkLayer::outputShape).map(Shape::rank).orElse(0) - 2;
        return look.isModel() || network.framework() != Framework.KERAS || axes < 1 || axes > 3 ? Optional.empty()
                : new LayerEdits(look.program()).spelt(flatten, "GlobalAveragePooling" + axes + "D", "");
    }

    private static boolean isPassed(NetworkLayer layer) {
        return Flow.isActivation(layer) || layer.kind() == LayerKind.NORMALISATION || layer.kind() == LayerKind.DROPOUT;
    }

    private static long step(NetworkLayer layer) {
        Optional<Object> stride = layer.setting("stride").flatMap(Setting::value);
        return stride.filter(List.class::isInstance).map(sizes -> (List<?>) sizes).filter(sizes -> !sizes.isEmpty())
                .map(sizes -> (Object) sizes.get(0)).or(() -> stride).filter(Long.class::isInstance)
                .map(Long.class::cast).orElse(1L);
    }
}
