package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;

/** A classifier whose dense layers work on each place of a feature map by itself. */
final class MissingFlatten extends ProgramCheck {

    MissingFlatten() {
        super("missing-flatten");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        boolean classifies = training.losses().size() == 1 && Set.of(Kind.CATEGORICAL_CROSS_ENTROPY,
                Kind.BINARY_CROSS_ENTROPY).contains(training.losses().get(0).kind());
        if (network.isEmpty() || !classifies || network.get().framework() == Framework.PYTORCH) {
            return;
        }
        Optional<NetworkLayer> dense = Flow.lastLinear(network.get()).filter(layer -> layer.type().equals("Linear"));
        while (dense.isPresent() && !labelsPlaces(network.get())) {
            Optional<NetworkLayer> before = Flow.before(network.get(), dense.get(), MissingFlatten::keepsPlaces);
            if (before.filter(layer -> layer.kind() == LayerKind.CONVOLUTION).isPresent()) {
                raise(dense.get(), before.get(), look);
                return;
            }
            dense = before.filter(layer -> layer.type().equals("Linear"));
        }
    }

    /** Whether a network keeps the length of a series, as one does that labels each of its places. */
    private static boolean labelsPlaces(Network network) {
        return network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.POOLING)
                && network.layers().stream().filter(layer -> layer.kind() == LayerKind.CONVOLUTION)
                        .allMatch(layer -> layer.type().equals("Conv1d") && layer.setting("padding").filter(padding ->
                                padding.is("same") || padding.is("causal")).isPresent());
    }

    private static boolean keepsPlaces(NetworkLayer layer) {
        return Flow.isActivation(layer) || layer.kind() == LayerKind.DROPOUT
                || layer.kind() == LayerKind.NORMALISATION || layer.type().matches("(Max|Avg)Pool[123]d");
    }

    private static void raise(NetworkLayer dense, NetworkLayer convolution, Look look) {
        FindingBuilder finding = look.finding(dense, "No flattening between " + convolution.name() + " and "
                + dense.name()).confidence(0.85)
                .context(dense.name() + " reads the feature map of " + convolution.name()
                        + ", place by place; the network gives one answer a place, not one a sample.")
                .snippet("Flatten()");
        look.relate(finding, convolution);
        LayerEdits layers = new LayerEdits(look.program());
        layers.spelt(dense, "Flatten", "").flatMap(flatten -> layers.before(dense, flatten))
                .ifPresent(edit -> finding.fix("Flatten before " + dense.name(), List.of(edit)));
        look.raise(dense, finding);
    }
}
