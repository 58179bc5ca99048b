package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;

/** Dense layers that get wider, or convolutions that get fewer filters, toward the end of a classifier. */
final class LayerWidths extends ProgramCheck {

    LayerWidths() {
        super("layer-widths");
    }

    @Override
    void look(Training training, Look look) {
        boolean classifies = training.losses().size() == 1 && Set.of(Kind.CATEGORICAL_CROSS_ENTROPY,
                Kind.BINARY_CROSS_ENTROPY).contains(training.losses().get(0).kind())
                && !look.task().isDeclared("regression") && training.fits().stream().noneMatch(Fit::reconstructs);
        look.program().network(training).filter(network -> classifies && network.outputs().size() == 1)
                .ifPresent(network -> look(network, training, look));
    }

    private static void look(Network network, Training training, Look look) {
        Optional<NetworkLayer> last = Flow.lastLinear(network);
        for (NetworkLayer layer : network.layers()) {
            Optional<NetworkLayer> before = Flow.isLinear(layer) ? Flow.before(network, layer, LayerWidths::passes)
                    : Optional.empty();
            Optional<Long> first = before.filter(found -> found.type().equals(layer.type())).flatMap(Flow::units);
            Optional<Long> second = Flow.units(layer);
            if (first.isEmpty() || second.isEmpty() || last.filter(layer::equals).isPresent()) {
                continue;
            }
            boolean dense = layer.type().equals("Linear");
            boolean wrong = dense ? second.get() > first.get()
                    : layer.type().matches("Conv[123]d") && second.get() < first.get() && isSpatial(layer);
            if (wrong) {
                FindingBuilder finding = look.finding(layer, layer.name() + (dense ? " is wider than "
                        : " has fewer filters than ") + before.get().name()).confidence(0.5)
                        .context(before.get().name() + " has " + first.get() + ", " + layer.name() + " has "
                                + second.get() + ".");
                look.relate(finding, before.get());
                if (network.framework() == Framework.KERAS) {
                    look.replace(finding, "Make it as wide as " + before.get().name(),
                            layer.setting(dense ? "out_features" : "out_channels"), String.valueOf(first.get()));
                }
                look.raise(layer, finding);
            }
        }
    }

    private static boolean isSpatial(NetworkLayer layer) {
        Optional<Object> kernel = layer.setting("kernel_size").flatMap(Setting::value);
        return kernel.isPresent() && !kernel.get().equals(1L)
                && !(kernel.get() instanceof List<?> sizes && sizes.contains(1L));
    }

    private static boolean passes(NetworkLayer layer) {
        return Flow.isActivation(layer) || layer.kind() == LayerKind.DROPOUT
                || layer.kind() == LayerKind.NORMALISATION || layer.kind() == LayerKind.POOLING
                || layer.kind() == LayerKind.IDENTITY;
    }
}
