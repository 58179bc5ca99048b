package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Validation samples that are prepared in another way than training samples. */
final class PreparationDiffers extends ProgramCheck {

    /** A name, or a pair that begins with one. */
    private static final Pattern SAMPLES = Pattern.compile("(?s)[(\\[]?\\s*([A-Za-z_]\\w*)\\s*(,.*)?");

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
                FindingBuilder finding = look.finding("validation samples", place, "Validation samples are "
                        + (raw ? "not scaled as training samples are" : "scaled, training samples are not"))
                        .confidence(0.9).context("Training samples " + (raw ? "are scaled" : "go from 0 to 255")
                                + ", validation samples " + (raw ? "go from 0 to 255." : "are scaled."))
                        .snippet("x_val = x_val / 255.0")
                        .related(look.program(), fit.range());
                samples(fit, raw, look).flatMap(name -> look.lineBefore(fit.range(), name + " = " + name + " / 255.0"))
                        .ifPresent(edit -> finding.fix("Scale them alike", List.of(edit)));
                look.raise(place, finding);
            }
        }
    }

    /** The variable of the samples that are not scaled. */
    private static Optional<String> samples(Fit fit, boolean validation, Look look) {
        Optional<String> written = fit.argument(validation ? "validation_data" : "x").flatMap(Setting::range)
                .map(look.program()::text);
        return written.map(text -> SAMPLES.matcher(text)).filter(Matcher::matches).map(name -> name.group(1))
                .filter(name -> !look.isJava());
    }
}
