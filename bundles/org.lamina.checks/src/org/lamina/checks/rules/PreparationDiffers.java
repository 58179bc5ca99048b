package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Validation samples that are prepared in another way than training samples. */
final class PreparationDiffers extends ProgramCheck {

    PreparationDiffers() {
        super("preparation-differs");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            Values trained = fit.input().values();
            Optional<Values> validated = fit.validation().map(Data::values);
            boolean differs = trained == Values.SCALED && validated.filter(Values.BYTES::equals).isPresent()
                    || trained == Values.BYTES && validated.filter(Values.SCALED::equals).isPresent();
            if (differs) {
                TextRange place = fit.argument("validation_data").flatMap(Setting::range).orElse(fit.range());
                boolean raw = trained == Values.SCALED;
                look.raise(place, look.finding("validation samples", place, "Validation samples are "
                        + (raw ? "not scaled as training samples are" : "scaled, training samples are not"))
                        .confidence(0.9).context("Training samples " + (raw ? "are scaled" : "go from 0 to 255")
                                + ", validation samples " + (raw ? "go from 0 to 255." : "are scaled."))
                        .related(look.program(), fit.range()));
            }
        }
    }
}
