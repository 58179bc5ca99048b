package org.lamina.checks.rules;

import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Training;

/** Training without any validation data. */
final class NoValidation extends ProgramCheck {

    NoValidation() {
        super("no-validation");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            boolean keras = training.events().isEmpty();
            boolean some = fit.validation().isPresent() || fit.argument("validation_split").isPresent()
                    || fit.argument("validation_data").isPresent() || fit.argument("**").isPresent();
            String text = look.program().text();
            boolean later = text.contains(".evaluate(") || text.contains("evaluate_generator(");
            boolean unlabelled = fit.argument("y").isEmpty() && fit.labels().equals(Data.UNKNOWN);
            if (keras && !some && !later && !unlabelled && !fit.isOfNoise() && fit.argument("loop").isEmpty()) {
                FindingBuilder finding = look.finding("fit", fit.range(), "Training without validation data")
                        .confidence(0.6).context("fit gets neither validation_data nor validation_split, and nothing "
                                + "is evaluated afterwards.")
                        .snippet("validation_split=0.2");
                if (fit.input().origin().startsWith("folder")) {
                    look.raise(fit.range(), finding);
                    return;
                }
                look.addArgument(finding, "Hold back a fifth of the samples", fit.range(), "validation_split=0.2");
                look.raise(fit.range(), finding);
            }
        }
    }
}
