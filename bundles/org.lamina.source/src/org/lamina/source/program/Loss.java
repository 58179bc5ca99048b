package org.lamina.source.program;

import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * A loss function.
 *
 * @param kind what it computes
 * @param spelling how the program names it: {@code categorical_crossentropy}, {@code CrossEntropyLoss}
 * @param expects what it takes as prediction
 * @param labels what it takes as label
 * @param range where it is made, or where its name stands as text: the place to mark
 * @param fromLogits the setting that makes it take logits; empty where the loss has none
 */
public record Loss(Kind kind, String spelling, Expects expects, Labels labels, TextRange range,
        Optional<Setting> fromLogits) {

    /** What is computed. */
    public enum Kind {
        /** Cross entropy between one class of several and a distribution. */
        CATEGORICAL_CROSS_ENTROPY,
        /** Cross entropy of independent yes or no answers. */
        BINARY_CROSS_ENTROPY,
        /** Negative log likelihood of a class. */
        NEGATIVE_LOG_LIKELIHOOD,
        /** Squared or absolute difference, and what is between. */
        REGRESSION,
        /** Hinge losses. */
        HINGE,
        /** Anything else. */
        OTHER
    }

    /** What the prediction must be. */
    public enum Expects {
        PROBABILITIES, LOGITS, LOG_PROBABILITIES, ANY
    }

    /** What the labels must be. */
    public enum Labels {
        /** The number of the class. */
        CLASS_INDEX,
        /** One value a class. */
        ONE_HOT,
        /** Anything, or it can't be told. */
        ANY
    }
}
