package org.lamina.checks.rules;

import java.util.List;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Many sigmoid or tanh layers behind each other. */
final class SaturatingStack extends ProgramCheck {

    SaturatingStack() {
        super("saturating-stack");
    }

    @Override
    void look(Network network, Look look) {
        boolean normalised = network.layers().stream().anyMatch(layer -> layer.kind() == LayerKind.NORMALISATION);
        boolean other = network.layers().stream().anyMatch(layer -> layer.kind() == LayerKind.RECURRENT
                || layer.kind() == LayerKind.ATTENTION || layer.kind() == LayerKind.MERGE);
        List<NetworkLayer> hidden = network.layers().stream().filter(layer -> layer.type().equals("Sigmoid")
                || layer.type().equals("Tanh")).filter(layer -> !network.isOutput(layer))
                .filter(layer -> Flow.behind(network, layer).isPresent()).toList();
        if (!normalised && !other && hidden.size() >= look.parameter("layers")) {
            NetworkLayer first = Flow.owner(network, hidden.get(0));
            FindingBuilder finding = look.finding(first, hidden.size() + " hidden layers with " + hidden.get(0).type())
                    .confidence(0.6).context("The gradient passes " + hidden.size()
                            + " activations that flatten it before it reaches the first layer.");
            look.replace(finding, "Use a ReLU in " + first.name(), hidden.get(0).setting("activation"), "'relu'");
            look.raise(first, finding);
        }
    }
}
