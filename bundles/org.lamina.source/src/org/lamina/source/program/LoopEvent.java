package org.lamina.source.program;

import java.util.List;
import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * A step of a hand-written training program, in the order of execution.
 *
 * @param kind what happens
 * @param range the call
 * @param subject the variable or object that it is done to, as far as it can be told apart: {@code optimizer}
 * @param loops the loops around it, outermost first, each by a number; loops of calling functions included
 * @param function the function that the step is written in; empty at the top
 * @param computation how the network computes, or which one is set to a mode; empty where no network is known
 */
public record LoopEvent(Kind kind, TextRange range, String subject, List<Integer> loops, String function,
        Optional<Computation> computation) {

    /**
     * How a network computes at some place.
     *
     * @param network a number by which it is told from others
     * @param modal whether it behaves otherwise while it trains, by dropout or batch normalisation
     * @param evaluating whether it is set to evaluation, as far as the program tells
     * @param gradients whether gradients are recorded
     * @param samples whether the innermost loop goes over samples, and not over numbers
     * @param judged whether what it gives is compared, measured or turned into a class, as for an evaluation
     * @param block the outermost of the blocks around it that only enter something or go over samples, if there is one
     */
    public record Computation(int network, boolean modal, boolean evaluating, boolean gradients, boolean samples,
            boolean judged, Optional<TextRange> block) {

        /** The same as it is known in the end. */
        public Computation with(boolean modalNow, boolean judgedNow) {
            return new Computation(network, modalNow, evaluating, gradients, samples, judgedNow, block);
        }
    }

    /** What can happen. */
    public enum Kind {
        /** Gradients are set to zero. */
        ZERO_GRAD,
        /** Gradients are computed. */
        BACKWARD,
        /** The optimizer changes the weights. */
        STEP,
        /** The network is set to evaluation. */
        EVAL,
        /** The network is set to training. */
        TRAIN,
        /** What follows computes no gradients. */
        NO_GRAD,
        /** The network computes. */
        FORWARD,
        /** The loss is computed. */
        LOSS,
        /** Gradients are clipped. */
        CLIP,
        /** An optimizer is made for the parameters of the subject. */
        OPTIMIZER,
        /** The network is brought to another device. */
        MOVE,
        /** A layer of the network is replaced by a new one. */
        REPLACE
    }

    public LoopEvent {
        loops = List.copyOf(loops);
    }
}
