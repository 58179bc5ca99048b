package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
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
        common(fit.input(), validation).filter(share -> share <= look.parameter("share")).ifPresent(share -> finding
                .severity(Severity.WARNING).context("They have only a small part of the samples in common, so that "
                        + "results hardly change."));
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
        if (look.isJava()) {
            apart(fit, validation, place, look).ifPresent(edit -> finding.fix("Begin behind the training data",
                    List.of(edit)));
        }
        look.raise(place, finding);
    }

    /** The share of the training samples that validation has too, where both are slices whose ends are written. */
    private static Optional<Double> common(Data training, Data validation) {
        Optional<Long> end = training.slice().flatMap(Data.Slice::to).filter(last -> last > 0);
        Optional<Long> start = validation.slice().flatMap(Data.Slice::from).filter(first -> first > 0);
        long begin = training.slice().flatMap(Data.Slice::from).orElse(0L);
        return end.isEmpty() || start.isEmpty() || begin < 0 || start.get() < begin || end.get() <= start.get()
                ? Optional.empty() : Optional.of((end.get() - start.get()) / (double) (end.get() - begin));
    }

    /** Lets a part of a data set, which has a name, begin where the part for training ends. */
    private static Optional<TextEdit> apart(Fit fit, Data validation, TextRange named, Look look) {
        Optional<Long> end = fit.input().slice().flatMap(Data.Slice::to);
        if (end.isEmpty() || validation.slice().flatMap(Data.Slice::to).filter(last -> last > end.get()).isEmpty()) {
            return Optional.empty();
        }
        Matcher part = Pattern.compile("\\b" + Pattern.quote(look.program().text(named))
                + "\\s*=\\s*[\\w.]+\\.subDataset\\(\\s*([\\d_]+)\\s*,").matcher(look.program().text());
        return part.find() ? Optional.of(new TextEdit(look.program().file(), part.start(1),
                part.end(1) - part.start(1), Long.toString(end.get()))) : Optional.empty();
    }

    private static String samples(Data data) {
        return data.slice().map(slice -> "samples " + slice.from().map(String::valueOf).orElse("0") + " to "
                + slice.to().map(String::valueOf).orElse("the end")).orElse("all samples");
    }
}
