package org.lamina.checks.rules;

import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Dropout as a function that is not told whether the network trains. */
final class FunctionalDropout extends ProgramCheck {

    FunctionalDropout() {
        super("evaluation-mode");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean function = layer.kind() == LayerKind.DROPOUT && network.framework() == Framework.PYTORCH
                    && layer.originalType().contains("dropout") && layer.setting("training").isEmpty();
            if (function && isInModule(layer, look)) {
                FindingBuilder finding = look.finding(layer, layer.originalType() + "() drops units in evaluation too")
                        .confidence(0.85)
                        .context("It is not told whether the network trains, and takes it that it does, whatever "
                                + "eval() says.")
                        .why("A function has no mode. Unless training=self.training is passed, dropout goes on in "
                                + "evaluation: predictions are random and worse than the network is.")
                        .advice("Pass training=self.training, or use the module nn.Dropout.")
                        .snippet("F.dropout(x, p, training=self.training)");
                look.addArgument(finding, "Tell it whether the network trains", layer.constructor(),
                        "training=self.training");
                look.raise(layer, finding);
            }
        }
    }

    /** Whether it is called in a method that does not ask for the mode itself. */
    private static boolean isInModule(NetworkLayer layer, Look look) {
        String before = look.program().text().substring(0, layer.constructor().offset());
        String method = before.substring(Math.max(0, before.lastIndexOf("def ")));
        return method.matches("(?s)def \\w+\\(\\s*self\\b.*") && !method.contains("self.training")
                && look.program().text(layer.constructor()).startsWith("F.")
                | look.program().text(layer.constructor()).contains("functional.dropout");
    }
}
