package org.lamina.checks.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Fitting;
import org.lamina.source.python.TextRange;

/** A scaler that learns from test samples as well, after it or one of its kind has learnt from training samples. */
final class ScalerFit extends ProgramCheck {

    private static final List<String> HELD_OUT = List.of("validation", "valid", "val", "test", "dev");
    private static final String BOTH = "fit_transform";

    ScalerFit() {
        super("preparation-differs");
    }

    @Override
    void look(Look look) {
        List<Fitting> fittings = look.program().fittings();
        for (int i = 0; i < fittings.size(); i++) {
            Fitting fitting = fittings.get(i);
            fittings.subList(0, i).stream().filter(before -> before.type().equals(fitting.type())
                    && isCounterpart(before, fitting, look)).findFirst()
                    .ifPresent(before -> raise(fitting, before, look));
        }
    }

    /** Whether one has the training samples where the other has those for validation or test, by origin or name. */
    private static boolean isCounterpart(Fitting training, Fitting other, Look look) {
        return isCounterpart(training.data().origin(), other.data().origin())
                || isCounterpart(look.program().text(training.samples()), look.program().text(other.samples()));
    }

    private static boolean isCounterpart(String training, String other) {
        String lower = other.toLowerCase(Locale.ROOT);
        return HELD_OUT.stream().filter(lower::contains).anyMatch(word -> training.equalsIgnoreCase(
                lower.replace(word, "train")) || training.equalsIgnoreCase(lower.replace(word, "training")));
    }

    private static void raise(Fitting fitting, Fitting before, Look look) {
        boolean direct = fitting.range().contains(fitting.samples().offset());
        TextRange place = direct ? fitting.range() : fitting.samples();
        String samples = look.program().text(fitting.samples());
        String learnt = look.program().text(before.samples());
        FindingBuilder finding = look.finding("scaler of " + samples, place, fitting.type() + " is fitted anew to "
                + samples).confidence(0.85)
                .context("It learns here how to scale from " + samples + "; training samples are scaled by what was "
                        + "learnt from " + learnt + " in " + look.place(before.samples()) + ".")
                .why("A scaler that is fitted to other samples scales by their mean and range: the same value becomes "
                        + "another number than in the training, and the network judges what it has never learnt.")
                .advice("Fit the scaler to training samples alone, and let it transform all others.")
                .snippet("x_train = scaler.fit_transform(x_train)\nx_test = scaler.transform(x_test)")
                .related(look.program(), direct ? before.range() : fitting.range());
        transform(fitting, look).filter(range -> direct && fitting.made().equals(before.made()))
                .ifPresent(range -> finding.fix("Transform them alone", look.program(), range, "transform"));
        look.raise(place, finding);
    }

    /** The name of the method, where one call learns and scales and its scaler has a name. */
    private static Optional<TextRange> transform(Fitting fitting, Look look) {
        TextRange call = fitting.range();
        String text = look.program().text(call);
        int at = text.indexOf("." + BOTH + "(") + 1;
        return at > 0 && text.substring(0, at).matches("[\\w.]+") ? Optional.of(new TextRange(call.offset() + at,
                BOTH.length(), call.line(), call.column() + at)) : Optional.empty();
    }
}
