package org.lamina.checks.rules;

import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** A layer that is made here and does not train. */
final class FrozenLayer extends ProgramCheck {

    FrozenLayer() {
        super("frozen-layer");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean frozen = layer.setting("trainable").filter(trainable -> trainable.is(false)).isPresent();
            boolean given = layer.setting("weights").isPresent() || layer.setting("embeddings_initializer").isPresent();
            if (frozen && !given && !look.isModel() && (Flow.isLinear(layer) || layer.kind() == LayerKind.RECURRENT
                    || layer.kind() == LayerKind.EMBEDDING)) {
                FindingBuilder finding = look.finding(layer, layer.name() + " does not train").confidence(0.6)
                        .context("It is made here with random weights and trainable=False.");
                look.replace(finding, "Let it train", layer.setting("trainable"), "True");
                look.raise(layer, finding);
            }
        }
    }
}
