package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Network;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Training on samples in the same order in every epoch. */
final class DataOrder extends ProgramCheck {

    DataOrder() {
        super("data-not-shuffled");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        boolean series = network.filter(found -> found.layers().stream()
                .anyMatch(layer -> layer.kind() == LayerKind.RECURRENT)).isPresent();
        for (Fit fit : training.fits()) {
            Optional<Setting> shuffle = fit.argument("shuffle");
            boolean off = shuffle.filter(setting -> setting.is(false)).isPresent();
            boolean loader = fit.argument("loader").isPresent() && shuffle.isEmpty()
                    && fit.argument("sampler").isEmpty() && fit.argument("batch_sampler").isEmpty()
                    && fit.argument("kwargs").isEmpty() && look.program().text(fit.argument("loader").get().range()
                            .orElse(fit.range())).contains("DataLoader(")
                    && !look.program().text(fit.argument("loader").get().range().orElse(fit.range())).contains("**");
            if (!series && (off || loader)) {
                TextRange place = loader ? fit.argument("loader").get().range().orElse(fit.range()) : fit.range();
                FindingBuilder finding = look.finding("order of samples", place, "Training samples are not shuffled")
                        .confidence(0.6).context(off ? "shuffle is False." : "The loader has no shuffle=True.")
                        .snippet("shuffle=True");
                if (off) {
                    look.replace(finding, "Shuffle the samples", shuffle, "True");
                } else {
                    look.addArgument(finding, "Shuffle the samples", place, "shuffle=True");
                }
                look.raise(place, finding);
            }
        }
    }
}
