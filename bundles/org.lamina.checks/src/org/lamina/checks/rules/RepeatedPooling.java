package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Two poolings in a row. */
final class RepeatedPooling extends ProgramCheck {

    RepeatedPooling() {
        super("repeated-pooling");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean pooling = layer.type().matches("(Max|Avg)Pool[123]d");
            Optional<NetworkLayer> before = pooling ? Flow.before(network, layer,
                    found -> found.kind() == LayerKind.DROPOUT || Flow.isActivation(found)) : Optional.empty();
            before.filter(found -> found.type().equals(layer.type()))
                    .filter(found -> Flow.behind(network, found).isPresent()).ifPresent(found -> {
                        FindingBuilder finding = look.finding(layer, "Two poolings in a row: " + found.name() + " and "
                                + layer.name()).confidence(0.8).context("Nothing with weights stands between them.");
                        look.relate(finding, found);
                        look.remove(finding, "Take the second pooling out", layer);
                        look.raise(layer, finding);
                    });
        }
    }
}
