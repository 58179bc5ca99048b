package org.lamina.checks.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Severity;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Weights that all begin with the same value. */
final class ConstantInitialisation extends ProgramCheck {

    private static final Set<LayerKind> PASSED = Set.of(LayerKind.DROPOUT, LayerKind.POOLING, LayerKind.NORMALISATION);
    private static final Set<String> CONSTANTS = Set.of("zeros", "ones", "constant");

    ConstantInitialisation() {
        super("constant-initialisation");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            String kernel = isSetLater(layer) ? "" : initialiser(layer, "kernel_initializer");
            String bias = initialiser(layer, "bias_initializer");
            boolean hidden = feedsLinear(network, layer)
                    && (layer.setting("bias_initializer").isEmpty() || bias.equals("zeros"));
            if (Flow.isLinear(layer) && hidden && CONSTANTS.contains(kernel)) {
                FindingBuilder finding = look.finding(layer, "All weights of " + layer.name() + " begin with the same "
                        + "value").confidence(0.9).context("Its kernel_initializer is " + kernel + ".");
                look.replace(finding, "Use the initialiser of Glorot and Bengio", layer.setting("kernel_initializer"),
                        "'glorot_uniform'");
                look.raise(layer, finding);
            }
            if (Flow.isLinear(layer) && network.framework() != Framework.PYTORCH
                    && initialiser(layer, "bias_initializer").equals("ones")) {
                FindingBuilder finding = look.finding(layer, "Biases of " + layer.name() + " begin with 1")
                        .severity(Severity.WARNING).confidence(0.6)
                        .why("Biases begin with zero, as a rule: weights that differ are enough to break the symmetry, "
                                + "and a bias of 1 shifts all units to one side of their activation.")
                        .advice("Leave the biases at zero, unless the shift is meant, as for the forget gate of an "
                                + "LSTM.")
                        .context("Its bias_initializer is ones.");
                look.replace(finding, "Begin with zeros", layer.setting("bias_initializer"), "'zeros'");
                look.raise(layer, finding);
            }
        }
    }

    /** Whether the weights are set behind the constructor, as PyTorch's programs do. */
    static boolean isSetLater(NetworkLayer layer) {
        return layer.setting("kernel_initializer").flatMap(Setting::range)
                .filter(range -> range.offset() >= layer.constructor().end()
                        || range.end() <= layer.constructor().offset()).isPresent();
    }

    /** Whether another layer with weights reads what a layer gives, with nothing but usual steps between. */
    static boolean feedsLinear(Network network, NetworkLayer layer) {
        Optional<NetworkLayer> next = Flow.behind(network, layer);
        while (next.isPresent() && (Flow.isActivation(next.get()) || PASSED.contains(next.get().kind())
                || next.get().type().equals("Flatten"))) {
            next = Flow.behind(network, next.get());
        }
        return next.filter(Flow::isLinear).isPresent();
    }

    private static String initialiser(NetworkLayer layer, String key) {
        String name = layer.setting(key).flatMap(Setting::text).orElse("").toLowerCase(Locale.ROOT);
        return name.equals("zero") ? "zeros" : name.equals("one") ? "ones" : name;
    }
}
