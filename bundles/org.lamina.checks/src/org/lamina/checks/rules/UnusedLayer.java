package org.lamina.checks.rules;

import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** A layer whose values nobody uses. */
final class UnusedLayer extends ProgramCheck {

    UnusedLayer() {
        super("unused-layer");
    }

    @Override
    void look(Network network, Look look) {
        if (!look.isModel() || network.outputs().isEmpty() || !network.complete()) {
            return;
        }
        for (NetworkLayer layer : network.layers()) {
            boolean weighty = Flow.isLinear(layer) || layer.kind() == LayerKind.RECURRENT;
            boolean reads = layer.input() || !layer.inputs().isEmpty();
            if (weighty && reads && network.users(layer).isEmpty() && !network.isOutput(layer)) {
                look.raise(layer, look.finding(layer, layer.name() + " has no path to the output").confidence(0.8)
                        .context("No layer reads what it gives, and the model does not return it."));
            }
        }
    }
}
