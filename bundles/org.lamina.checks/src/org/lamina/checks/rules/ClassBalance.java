package org.lamina.checks.rules;

import org.lamina.source.program.Fit;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Many more samples of one class than of another. */
final class ClassBalance extends ProgramCheck {

    ClassBalance() {
        super("class-imbalance");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            double imbalance = fit.labels().imbalance();
            if (imbalance > look.parameter("ratio") && fit.argument("class_weight").isEmpty()
                    && fit.argument("sample_weight").isEmpty()) {
                TextRange place = fit.labels().range().orElse(fit.range());
                look.raise(place, look.finding("labels", place,
                        "One class has at least " + (long) imbalance + " times the samples of another").confidence(0.8)
                        .context("The labels are written here, and fit gets no class_weight.")
                        .snippet("model.fit(x, y, class_weight={0: 1, 1: 10})").related(look.program(), fit.range()));
            }
        }
    }
}
