package org.lamina.source.following.djl;

import java.util.Locale;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Expects;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss.Labels;

/** The losses of DJL (ai.djl.training.loss). */
final class DjlLosses {

    /** Of {@code SoftmaxCrossEntropyLoss(name, weight, classAxis, sparseLabel, fromLogit)}. */
    private static final int SPARSE_LABEL = 3;
    private static final int FROM_LOGIT = 4;
    /** Of {@code SigmoidBinaryCrossEntropyLoss(name, weight, fromSigmoid)}. */
    private static final int FROM_SIGMOID = 2;

    private DjlLosses() {
    }

    /** The loss that a call makes: {@code Loss.l2Loss()}, {@code new SoftmaxCrossEntropyLoss("loss")}. */
    static Optional<Loss> of(String name, Args args) {
        return switch (name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)) {
            case "softmaxCrossEntropyLoss" -> Optional.of(loss(name, args, Kind.CATEGORICAL_CROSS_ENTROPY,
                    flag(args, FROM_LOGIT, true) ? Expects.LOGITS : Expects.LOG_PROBABILITIES,
                    flag(args, SPARSE_LABEL, true) ? Labels.CLASS_INDEX : Labels.ONE_HOT));
            case "sigmoidBinaryCrossEntropyLoss" -> Optional.of(loss(name, args, Kind.BINARY_CROSS_ENTROPY,
                    flag(args, FROM_SIGMOID, false) ? Expects.PROBABILITIES : Expects.LOGITS, Labels.ANY));
            case "l1Loss", "l2Loss", "l1WeightDecay", "l2WeightDecay" -> Optional.of(
                    loss(name, args, Kind.REGRESSION, Expects.ANY, Labels.ANY));
            case "hingeLoss" -> Optional.of(loss(name, args, Kind.HINGE, Expects.ANY, Labels.ANY));
            default -> Optional.empty();
        };
    }

    private static Loss loss(String name, Args args, Kind kind, Expects expects, Labels labels) {
        return new Loss(kind, name, expects, labels, args.range(), Optional.empty());
    }

    private static boolean flag(Args args, int index, boolean otherwise) {
        return args.value(index).constant().filter(Boolean.class::isInstance).map(Boolean.class::cast)
                .orElse(otherwise);
    }
}
