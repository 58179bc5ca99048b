package org.lamina.checks.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A metric of another task than the loss. */
final class LossAndMetric extends ProgramCheck {

    private static final Pattern ACCURACY = Pattern.compile("['\"](\\w*_accuracy|acc|accuracy)['\"]");

    LossAndMetric() {
        super("loss-and-metric");
    }

    @Override
    void look(Training training, Look look) {
        boolean regression = !training.losses().isEmpty()
                && training.losses().stream().allMatch(loss -> loss.kind() == Kind.REGRESSION)
                && (!look.task().declared() || look.task().outputKind().matches("|regression"));
        Optional<Metric> accuracy = training.metrics().stream().filter(metric -> metric.name().matches("acc|accuracy"
                + "|binary_accuracy|categorical_accuracy|sparse_categorical_accuracy")).findFirst();
        if (regression && accuracy.isPresent() && !Purpose.looksLikeClassification(training, look)) {
            Loss loss = training.losses().get(0);
            FindingBuilder finding = look.finding("metrics", accuracy.get().range(), "Accuracy as metric with "
                    + loss.spelling() + " as loss").confidence(0.8)
                    .context("Accuracy counts right classes; " + loss.spelling() + " measures distances.")
                    .related(look.program(), loss.range());
            TextRange metrics = accuracy.get().range();
            Matcher written = ACCURACY.matcher(look.program().text(metrics));
            if (written.find()) {
                finding.fix("Measure the mean absolute error", look.program(), new TextRange(metrics.offset()
                        + written.start(1), written.group(1).length(), metrics.line(), metrics.column()), "mae");
            }
            look.raise(accuracy.get().range(), finding);
        }
    }
}
