package org.lamina.checks;

import java.util.Optional;
import org.lamina.source.project.SourceExpression;

/**
 * A cross entropy in a training program.
 *
 * @param kind what the loss expects
 * @param place the expression that makes the loss, {@code nn.CrossEntropyLoss()}, or calls it,
 *        {@code F.cross_entropy(...)}
 * @param squashing what the program itself applies to the model's output before the loss, if anything
 * @param certain whether the program was seen to give the model's output to the loss; else it only uses both
 */
record LossUse(Kind kind, SourceExpression place, Optional<SquashingCall> squashing, boolean certain) {

    /** What a loss expects. */
    enum Kind {
        /** Applies the softmax itself. */
        LOGITS("CrossEntropyLoss", "cross_entropy"),
        /** Expects the logarithms of probabilities. */
        LOG_PROBABILITIES("NLLLoss", "nll_loss");

        private final String module;
        private final String function;

        Kind(String module, String function) {
            this.module = module;
            this.function = function;
        }

        /** The name of the module: {@code CrossEntropyLoss}. */
        String module() {
            return module;
        }

        /** The name of the function: {@code cross_entropy}. */
        String function() {
            return function;
        }

        /** The kind that a full name stands for. */
        static Optional<Kind> of(String qualified) {
            for (Kind kind : values()) {
                if (qualified.equals("torch.nn.functional." + kind.function)
                        || qualified.startsWith("torch.nn.") && qualified.endsWith("." + kind.module)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** A softmax or the like in a program, with its type in the model's vocabulary. */
    record SquashingCall(String type, SourceExpression expression) {
    }
}
