package org.lamina.source.java;

import java.util.Locale;
import java.util.Optional;

import org.lamina.source.java.JavaExpression.Call;
import org.lamina.source.java.JavaExpression.Literal;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Expects;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss.Labels;

/** The losses of DJL (ai.djl.training.loss). */
final class DjlLosses {

    /** Of {@code SoftmaxCrossEntropyLoss(name, weight, classAxis, sparseLabel, fromLogit)}. */
    private static final int FROM_LOGIT = 4;
    /** Of {@code SigmoidBinaryCrossEntropyLoss(name, weight, fromSigmoid)}. */
    private static final int FROM_SIGMOID = 2;

    private DjlLosses() {
    }

    /** The loss that a call makes: {@code Loss.l2Loss()}, {@code new SoftmaxCrossEntropyLoss("loss")}. */
    static Optional<Loss> of(Call call) {
        String name = call.name().replace("new ", "");
        return switch (name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)) {
            case "softmaxCrossEntropyLoss" -> Optional.of(loss(call, Kind.CATEGORICAL_CROSS_ENTROPY,
                    flag(call, FROM_LOGIT, true) ? Expects.LOGITS : Expects.LOG_PROBABILITIES, Labels.ANY));
            case "sigmoidBinaryCrossEntropyLoss" -> Optional.of(loss(call, Kind.BINARY_CROSS_ENTROPY,
                    flag(call, FROM_SIGMOID, false) ? Expects.PROBABILITIES : Expects.LOGITS, Labels.ANY));
            case "l1Loss", "l2Loss", "l1WeightDecay", "l2WeightDecay" -> Optional.of(
                    loss(call, Kind.REGRESSION, Expects.ANY, Labels.ANY));
            case "hingeLoss" -> Optional.of(loss(call, Kind.HINGE, Expects.ANY, Labels.ANY));
            default -> Optional.empty();
        };
    }

    private static Loss loss(Call call, Kind kind, Expects expects, Labels labels) {
        return new Loss(kind, call.name().replace("new ", ""), expects, labels, call.range(), Optional.empty());
    }

    private static boolean flag(Call call, int index, boolean otherwise) {
        return call.argument(index).filter(Literal.class::isInstance).map(flag -> ((Literal) flag).value())
                .filter(Boolean.class::isInstance).map(Boolean.class::cast).orElse(otherwise);
    }
}
