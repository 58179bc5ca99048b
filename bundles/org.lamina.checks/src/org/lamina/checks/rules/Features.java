package org.lamina.checks.rules;

import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Features that tell the network nothing. */
final class Features extends ProgramCheck {

    Features() {
        super("useless-feature");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            boolean constant = fit.input().traits().contains(Trait.CONSTANT_FEATURE);
            if (constant || fit.input().traits().contains(Trait.DUPLICATE_FEATURE)) {
                TextRange place = fit.input().range().orElse(fit.range());
                look.raise(place, look.finding("features", place, constant
                        ? "A feature has the same value in all samples" : "Two features have the same values")
                        .confidence(0.8).context("The samples are written here; a column "
                                + (constant ? "never changes." : "repeats another one."))
                        .related(look.program(), fit.range()));
            }
        }
    }
}
