package org.lamina.checks.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** A bias that the batch normalisation behind it takes away. */
final class UselessBias extends ProgramCheck {

    private static final int SHOWN = 8;
    private static final String REPAIR = "Leave the bias out";

    UselessBias() {
        super("bias-before-batch-norm");
    }

    @Override
    void look(Network network, Look look) {
        Map<NetworkLayer, NetworkLayer> found = new LinkedHashMap<>();
        for (NetworkLayer layer : network.layers()) {
            boolean biased = layer.setting("bias").map(bias -> bias.is(true)).orElse(!look.isModel());
            Optional<NetworkLayer> next = Flow.isLinear(layer) && biased ? Flow.behind(network, layer)
                    : Optional.empty();
            next.filter(behind -> behind.type().startsWith("BatchNorm")).ifPresent(behind -> found.put(layer, behind));
        }
        if (!found.isEmpty()) {
            raise(network, found, look);
        }
    }

    /** One finding for a network: the habit is one. */
    private static void raise(Network network, Map<NetworkLayer, NetworkLayer> found, Look look) {
        NetworkLayer layer = found.keySet().iterator().next();
        NetworkLayer behind = found.get(layer);
        List<NetworkLayer> others = found.keySet().stream().skip(1).toList();
        FindingBuilder finding = look.finding(layer, "Bias of " + layer.name()
                + (others.isEmpty() ? "" : " and of " + others.size() + " more")
                + " is undone by the batch normalisation behind it").confidence(0.9)
                .context(behind.name() + " subtracts the mean of what " + layer.name() + " gives, bias included.");
        if (!others.isEmpty()) {
            finding.context("The same holds for " + others.stream().map(NetworkLayer::name).limit(SHOWN)
                    .collect(Collectors.joining(", ")) + (others.size() > SHOWN ? ", ..." : "") + ".");
        }
        String argument = network.framework() == Framework.PYTORCH ? "bias=False" : "use_bias=False";
        finding.snippet(argument);
        look.relate(finding, behind);
        others.stream().limit(SHOWN).forEach(other -> look.relate(finding, other));
        List<TextEdit> inJava = found.keySet().stream().filter(biased -> look.isJava())
                .flatMap(biased -> look.option(biased.constructor(), ".optBias(false)").stream()).distinct().toList();
        found.keySet().stream().filter(biased -> !look.isJava()).forEach(biased -> {
            if (biased.setting("bias").flatMap(Setting::range).isPresent()) {
                look.replace(finding, REPAIR, biased.setting("bias"), "False");
            } else {
                look.addArgument(finding, REPAIR, biased.constructor(), argument);
            }
        });
        if (!inJava.isEmpty()) {
            finding.fix(REPAIR, inJava);
        }
        look.raise(layer, finding);
    }
}
