package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Samples that are in the training data and in the validation data. */
final class ValidationOverlap extends ProgramCheck {

    ValidationOverlap() {
        super("validation-overlap");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            fit.validation().filter(data -> data.overlaps(fit.input())).ifPresent(data -> raise(fit, data, look));
        }
    }

    private static void raise(Fit fit, Data validation, Look look) {
        Optional<Setting> argument = fit.argument("validation_data");
        TextRange place = argument.flatMap(Setting::range).orElse(fit.range());
        FindingBuilder finding = look.finding("validation data " + validation.origin(), place,
                "Validation data overlaps the training data").confidence(0.95)
                .context("Both are taken from the same samples: " + samples(fit.input()) + " for training, "
                        + samples(validation) + " for validation.")
                .snippet("validation_split=0.2").related(look.program(), fit.range());
        if (argument.isPresent() && fit.argument("validation_split").isEmpty()) {
            String text = look.program().text();
            int name = text.lastIndexOf("validation_data", place.offset());
            boolean written = name >= 0 && text.substring(name + "validation_data".length(), place.offset())
                    .strip().equals("=");
            if (written) {
                finding.fix("Hold back a fifth of the training data instead", look.program(),
                        new TextRange(name, place.end() - name, place.line(), place.column()),
                        "validation_split=0.2");
            }
        }
        look.raise(place, finding);
    }

    private static String samples(Data data) {
        return data.slice().map(slice -> "samples " + slice.from().map(String::valueOf).orElse("0") + " to "
                + slice.to().map(String::valueOf).orElse("the end")).orElse("all samples");
    }
}
