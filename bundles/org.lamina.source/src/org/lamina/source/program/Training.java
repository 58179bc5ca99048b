package org.lamina.source.program;

import java.util.List;
import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * How a program trains a network.
 *
 * @param network index of the network in {@link Program#networks()}; empty where it is not known
 * @param range the call of {@code compile}, or the loop
 * @param optimizer the optimizer, if it was found
 * @param losses the losses; one for most networks
 * @param metrics what is reported
 * @param fits the calls that train
 * @param events the steps of a hand-written loop, in order; empty for {@code fit}
 */
public record Training(Optional<Integer> network, TextRange range, Optional<Optimizer> optimizer, List<Loss> losses,
        List<Metric> metrics, List<Fit> fits, List<LoopEvent> events) {

    public Training {
        losses = List.copyOf(losses);
        metrics = List.copyOf(metrics);
        fits = List.copyOf(fits);
        events = List.copyOf(events);
    }
}
