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
                .anyMatch(layer -> layer.kind() == LayerKind.RECURRENT)).isPresent()
                || look.task().inputKind().equals("series") && look.task().declared();
        for (Fit fit : training.fits()) {
            Optional<Setting> shuffle = fit.argument("shuffle");
            boolean off = shuffle.filter(setting -> setting.is(false)).isPresent();
            TextRange made = fit.argument("loader").flatMap(Setting::range).orElse(fit.range());
            boolean loader = shuffle.isEmpty() && fit.argument("sampler").isEmpty()
                    && fit.argument("batch_sampler").isEmpty() && isLoader(look.program().text(made));
            if (!series && (off || loader)) {
                TextRange place = loader ? made : fit.range();
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

    /** Whether a call makes a loader all of whose arguments are written. */
    private static boolean isLoader(String call) {
        return call.contains("DataLoader(") && !call.contains("**");
    }
}
