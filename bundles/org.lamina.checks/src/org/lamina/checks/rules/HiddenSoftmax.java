package org.lamina.checks.rules;

import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** A softmax between two layers of a network. */
final class HiddenSoftmax extends ProgramCheck {

    HiddenSoftmax() {
        super("softmax-inside");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean inside = layer.type().equals("Softmax") && Flow.behind(network, layer).filter(Flow::isLinear)
                    .isPresent();
            if (inside && Flow.before(network, layer).filter(Flow::isLinear).isPresent()
                    && !isAttention(network, layer)) {
                NetworkLayer marked = Flow.owner(network, layer);
                FindingBuilder finding = look.finding(marked, "Softmax inside the network, in " + marked.name())
                        .confidence(0.8).context("Its result goes into "
                                + Flow.behind(network, layer).get().name() + ".");
                look.replace(finding, "Use a ReLU", layer.setting("activation"), "'relu'");
                if (!look.isModel() && layer.setting("activation").isEmpty()) {
                    new LayerEdits(look.program()).spelt(layer, "ReLU", "").ifPresent(relu -> finding.fix("Use a ReLU",
                            look.program(), layer.constructor(), relu));
                }
                look.raise(marked, finding);
            }
        }
    }

    /** Whether linear layers mix the heads of an attention around it: they read a product, or a product reads them. */
    private static boolean isAttention(Network network, NetworkLayer softmax) {
        boolean read = Flow.before(network, softmax).flatMap(layer -> Flow.before(network, layer))
                .filter(HiddenSoftmax::isProduct).isPresent();
        return read || Flow.behind(network, softmax).flatMap(layer -> Flow.behind(network, layer))
                .filter(HiddenSoftmax::isProduct).isPresent();
    }

    private static boolean isProduct(NetworkLayer layer) {
        return layer.type().equals("MatMul");
    }
}
