package org.lamina.checks.rules;

import java.util.List;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Samples that may hold values which are no numbers. */
final class MissingValues extends ProgramCheck {

    MissingValues() {
        super("missing-values");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            for (String argument : List.of("x", "y")) {
                Data data = argument.equals("x") ? fit.input() : fit.labels();
                boolean written = data.traits().contains(Trait.NOT_FINITE);
                if (written || data.traits().contains(Trait.GAPS)) {
                    TextRange place = data.range().filter(range -> written).or(() -> fit.argument(argument)
                            .flatMap(Setting::range)).orElse(fit.range());
                    FindingBuilder finding = look.finding("values of " + argument, place, written
                            ? "Samples hold NaN or infinity" : "Samples may hold NaN")
                            .severity(written ? Severity.CRITICAL : Severity.WARNING).confidence(written ? 0.95 : 0.5)
                            .context(written ? "The values are written so in the program."
                                    : "They are read with marks for missing values, turned into numbers by force, or a "
                                            + "logarithm, and nothing fills or drops what is no number.")
                            .snippet("x = np.nan_to_num(x)").related(look.program(), fit.range());
                    fit.argument(argument).flatMap(Setting::range).map(look.program()::text)
                            .filter(name -> !written && name.matches("[A-Za-z_]\\w*")
                                    && look.program().text().contains("import numpy as np"))
                            .flatMap(name -> look.lineBefore(fit.range(), name + " = np.nan_to_num(" + name + ")"))
                            .ifPresent(edit -> finding.fix("Put zeros in the gaps", List.of(edit)));
                    look.raise(place, finding);
                }
            }
        }
    }
}
