package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Dropout where it does harm or nothing. */
final class DropoutPlace extends ProgramCheck {

    DropoutPlace() {
        super("dropout-placement");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            if (layer.kind() == LayerKind.DROPOUT) {
                Optional<NetworkLayer> next = Flow.behind(network, layer);
                while (next.filter(Flow::isActivation).isPresent()) {
                    next = Flow.behind(network, next.get());
                }
                Optional<NetworkLayer> behind = next;
                boolean last = network.isOutput(layer) && Flow.before(network, layer, Flow::isActivation)
                        .filter(Flow::isLinear).isPresent();
                if (last) {
                    raise(layer, "behind the last layer", "What it drops is the network's answer itself.", look);
                } else {
                    behind.filter(found -> found.type().startsWith("BatchNorm")).ifPresent(found -> raise(layer,
                            "in front of the batch normalisation " + found.name(), found.name() + " learns the "
                                    + "variance of values with gaps and meets values without gaps afterwards.", look));
                    behind.filter(found -> found.type().startsWith("MaxPool")).ifPresent(found -> raise(layer,
                            "in front of the pooling " + found.name(), found.name() + " takes the greatest of several "
                                    + "values, so that what is dropped is replaced by a neighbour.", look));
                }
            }
        }
    }

    private static void raise(NetworkLayer layer, String where, String why, Look look) {
        look.raise(layer, look.finding(layer, "Dropout " + layer.name() + " stands " + where).confidence(0.7)
                .context(why));
    }
}
