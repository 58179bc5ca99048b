package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** The same regularisation twice. */
final class DoubledRegularisation extends ProgramCheck {

    DoubledRegularisation() {
        super("doubled-regularisation");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean dropout = layer.kind() == LayerKind.DROPOUT;
            Optional<NetworkLayer> before = dropout ? Flow.before(network, layer,
                    found -> Flow.isActivation(found) || Flow.isShapeOnly(found)
                            || found.kind() == LayerKind.POOLING) : Optional.empty();
            before.filter(found -> found.kind() == LayerKind.DROPOUT).ifPresent(found -> {
                FindingBuilder finding = look.finding(layer, "Two dropouts in a row: " + found.name() + " and "
                        + layer.name()).confidence(0.7).context("Nothing with weights stands between them.");
                look.relate(finding, found);
                look.remove(finding, "Take the second dropout out", layer);
                look.raise(layer, finding);
            });
        }
    }
}
