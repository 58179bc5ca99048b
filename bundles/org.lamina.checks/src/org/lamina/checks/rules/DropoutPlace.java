package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
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
                        .filter(Flow::isLinear).isPresent() && isWhole(network, look);
                if (last) {
                    raise(layer, "behind the last layer", "What it drops is the network's answer itself.",
                            Optional.empty(), look);
                } else {
                    behind.filter(found -> found.type().startsWith("BatchNorm")).ifPresent(found -> raise(layer,
                            "in front of the batch normalisation " + found.name(), found.name() + " learns the "
                                    + "variance of values with gaps and meets values without gaps afterwards.",
                            Optional.of(found), look));
                    behind.filter(found -> found.type().startsWith("MaxPool")).ifPresent(found -> raise(layer,
                            "in front of the pooling " + found.name(), found.name() + " takes the greatest of several "
                                    + "values, so that what is dropped is replaced by a neighbour.",
                            Optional.of(found), look));
                }
            }
        }
    }

    /** Whether it is not a class that may be a block of another network: what it gives may go on into more layers. */
    private static boolean isWhole(Network network, Look look) {
        return look.isModel() || !look.program().text(network.range()).startsWith("class ")
                || look.program().trainings().stream().anyMatch(training -> training.network().isEmpty()
                        || look.program().network(training).filter(network::equals).isPresent());
    }

    /**
     * @param behind the layer behind which the dropout does no harm; without one it is taken out
     */
    private static void raise(NetworkLayer layer, String where, String why, Optional<NetworkLayer> behind,
            Look look) {
        FindingBuilder finding = look.finding(layer, "Dropout " + layer.name() + " stands " + where).confidence(0.7)
                .context(why);
        if (behind.isEmpty()) {
            look.remove(finding, "Take the dropout out", layer);
        } else if (!look.isModel()) {
            LayerEdits layers = new LayerEdits(look.program());
            List<TextEdit> edits = LayerEdits.all(List.of(layers.removal(layer),
                    layers.behind(behind.get(), look.program().text(layer.constructor()))));
            if (!edits.isEmpty()) {
                finding.fix("Move the dropout behind " + behind.get().name(), edits);
            }
        }
        look.raise(layer, finding);
    }
}
