package org.lamina.checks.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Initial weights that do not fit the activation behind them. */
final class InitialiserFit extends ProgramCheck {

    private static final Set<String> SATURATING = Set.of("Sigmoid", "Tanh", "Softsign");

    InitialiserFit() {
        super("initialiser-and-activation");
    }

    @Override
    void look(Network network, Look look) {
        if (look.isModel()) {
            return;
        }
        for (NetworkLayer layer : network.layers()) {
            Optional<Setting> written = layer.setting("kernel_initializer")
                    .filter(setting -> setting.range().isPresent());
            String name = written.flatMap(Setting::text).orElse("").toLowerCase(Locale.ROOT).replace("_", "");
            String next = Flow.behind(network, layer).filter(Flow::isActivation).map(NetworkLayer::type).orElse("");
            Optional<Double> spread = layer.number("kernel_stddev");
            if (!Flow.isLinear(layer) || name.isEmpty()) {
                continue;
            }
            if (name.startsWith("he") && SATURATING.contains(next)) {
                raise(layer, written, name, next + " wants the smaller weights of Glorot and Bengio", "glorot_uniform",
                        look);
            } else if (next.equals("SELU") && !name.startsWith("lecun")) {
                raise(layer, written, name, "SELU keeps mean and variance only with those of LeCun", "lecun_normal",
                        look);
            } else if (spread.filter(size -> size >= look.parameter("spread")).isPresent()) {
                raise(layer, written, name, "a standard deviation of " + spread.get() + " is far more than a layer of "
                        + "many inputs can take", "glorot_uniform", look);
            }
        }
    }

    private static void raise(NetworkLayer layer, Optional<Setting> written, String name, String why, String instead,
            Look look) {
        FindingBuilder finding = look.finding(layer, "Initial weights of " + layer.name() + " do not fit")
                .confidence(0.6).context("Its initialiser is " + name + "; " + why + ".")
                .snippet("kernel_initializer='" + instead + "'");
        look.replace(finding, "Use " + instead, written, "'" + instead + "'");
        look.raise(layer, finding);
    }
}
