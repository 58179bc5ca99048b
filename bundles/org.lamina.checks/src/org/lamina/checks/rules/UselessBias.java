package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** A bias that the batch normalisation behind it takes away. */
final class UselessBias extends ProgramCheck {

    UselessBias() {
        super("bias-before-batch-norm");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean biased = layer.setting("bias").map(bias -> bias.is(true)).orElse(!look.isModel());
            Optional<NetworkLayer> next = Flow.isLinear(layer) && biased ? Flow.behind(network, layer)
                    : Optional.empty();
            next.filter(found -> found.type().startsWith("BatchNorm")).ifPresent(found -> {
                FindingBuilder finding = look.finding(layer, "Bias of " + layer.name()
                        + " is undone by the batch normalisation behind it").confidence(0.9)
                        .context(found.name() + " subtracts the mean of what " + layer.name()
                                + " gives, bias included.");
                String argument = network.framework() == Framework.PYTORCH ? "bias=False" : "use_bias=False";
                finding.snippet(argument);
                look.relate(finding, found);
                if (layer.setting("bias").flatMap(Setting::range).isPresent()) {
                    look.replace(finding, "Leave the bias out", layer.setting("bias"), "False");
                } else if (look.isJava()) {
                    look.addOption(finding, "Leave the bias out", layer.constructor(), ".optBias(false)");
                } else {
                    look.addArgument(finding, "Leave the bias out", layer.constructor(), argument);
                }
                look.raise(layer, finding);
            });
        }
    }
}
