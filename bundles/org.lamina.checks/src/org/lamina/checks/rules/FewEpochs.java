package org.lamina.checks.rules;

import java.util.Locale;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A training of a single epoch. */
final class FewEpochs extends ProgramCheck {

    FewEpochs() {
        super("few-epochs");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            Optional<Setting> epochs = fit.argument("epochs");
            boolean meant = fit.isOfNoise() || fit.argument("loop").isPresent()
                    || fit.argument("steps_per_epoch").isPresent() || fit.input().slice().isPresent()
                    || look.program().text(fit.range()).contains(".take(");
            boolean few = epochs.flatMap(Setting::number).filter(number -> number < look.parameter("epochs"))
                    .isPresent();
            if (few && !meant && training.fits().size() == 1
                    && look.program().text(fit.range()).contains("epoch") && !isTold(look)) {
                TextRange place = epochs.flatMap(Setting::range).orElse(fit.range());
                FindingBuilder finding = look.finding("epochs", place, "Training for "
                        + epochs.get().number().get().longValue() + " epoch alone").confidence(0.4)
                        .context("Each sample is seen once.");
                look.replace(finding, "Train for 10 epochs", epochs, "10");
                look.raise(place, finding);
            }
        }
    }

    /** Whether a comment speaks of the epochs, as where more of them are recommended. */
    private static boolean isTold(Look look) {
        return look.program().text().lines().filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')).toLowerCase(Locale.ROOT))
                .anyMatch(comment -> comment.contains("epoch") || comment.contains("demonstration"));
    }
}
