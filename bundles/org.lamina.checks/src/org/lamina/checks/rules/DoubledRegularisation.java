package org.lamina.checks.rules;

import java.util.Locale;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** The same regularisation twice. */
final class DoubledRegularisation extends ProgramCheck {

    DoubledRegularisation() {
        super("doubled-regularisation");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean dropout = layer.kind() == LayerKind.DROPOUT;
            Optional<NetworkLayer> before = dropout ? Flow.before(network, layer,
                    found -> Flow.isActivation(found) || Flow.isShapeOnly(found)
                            || found.kind() == LayerKind.POOLING) : Optional.empty();
            before.filter(found -> found.kind() == LayerKind.DROPOUT).ifPresent(found -> {
                FindingBuilder finding = look.finding(layer, "Two dropouts in a row: " + found.name() + " and "
                        + layer.name()).confidence(0.7).context("Nothing with weights stands between them.");
                look.relate(finding, found);
                look.remove(finding, "Take the second dropout out", layer);
                look.raise(layer, finding);
            });
        }
    }

    @Override
    void look(Training training, Look look) {
        Optional<Setting> decay = training.optimizer().map(optimizer -> optimizer.config().get("weight_decay"))
                .filter(setting -> setting.number().filter(rate -> rate > 0).isPresent());
        Optional<NetworkLayer> penalised = look.program().network(training).stream()
                .flatMap(network -> network.layers().stream())
                .filter(layer -> layer.setting("kernel_regularizer").flatMap(Setting::text)
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains("l2")).isPresent()).findFirst();
        if (decay.isPresent() && penalised.isPresent()) {
            TextRange place = decay.get().range().orElse(training.range());
            FindingBuilder finding = look.finding("weight decay", place,
                    "Weights are held small twice: by weight_decay and by the regulariser of " + penalised.get().name())
                    .confidence(0.7)
                    .context("Both pull weights to zero; their strengths add up.");
            look.relate(finding, penalised.get());
            look.raise(place, finding);
        }
    }
}
