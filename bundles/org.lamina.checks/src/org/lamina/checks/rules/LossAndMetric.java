package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Training;

/** A metric of another task than the loss. */
final class LossAndMetric extends ProgramCheck {

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
        if (regression && accuracy.isPresent()) {
            Loss loss = training.losses().get(0);
            FindingBuilder finding = look.finding("metrics", accuracy.get().range(), "Accuracy as metric with "
                    + loss.spelling() + " as loss").confidence(0.8)
                    .context("Accuracy counts right classes; " + loss.spelling() + " measures distances.")
                    .related(look.program(), loss.range());
            look.raise(accuracy.get().range(), finding);
        }
    }
}
