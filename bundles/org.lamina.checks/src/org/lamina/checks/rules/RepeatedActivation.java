package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Two activations in a row. */
final class RepeatedActivation extends ProgramCheck {

    RepeatedActivation() {
        super("repeated-activation");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer second : network.layers()) {
            Optional<NetworkLayer> first = Flow.isActivation(second) ? Flow.before(network, second) : Optional.empty();
            if (first.filter(Flow::isActivation).filter(layer -> Flow.behind(network, layer).isPresent()).isPresent()) {
                raise(network, first.get(), second, look);
            }
        }
    }

    private static void raise(Network network, NetworkLayer first, NetworkLayer second, Look look) {
        NetworkLayer marked = Flow.owner(network, second);
        boolean softmax = first.type().equals("Softmax") && second.type().equals("Softmax");
        FindingBuilder finding = look.finding(marked, first.type() + " and " + second.type() + " in a row in "
                + marked.name()).severity(softmax ? Severity.CRITICAL : Severity.WARNING)
                .confidence(first.type().equals(second.type()) ? 0.95 : 0.8)
                .context(Flow.owner(network, first).name() + " applies " + first.type() + ", and " + marked.name()
                        + " applies " + second.type() + " to its result.");
        look.relate(finding, Flow.owner(network, first));
        if (first.owner().isPresent()) {
            look.replace(finding, "Take the first activation out", first.setting("activation"), "None");
        } else {
            look.remove(finding, "Take the first activation out", first);
        }
        look.raise(marked, finding);
    }
}
