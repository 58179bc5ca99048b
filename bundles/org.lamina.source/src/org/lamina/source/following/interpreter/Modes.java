package org.lamina.source.following.interpreter;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Value;

/** Which networks are set to evaluation, at the place that a program has been followed to. */
final class Modes {

    private static final int MAX_DEPTH = 6;

    private final Map<Value, Boolean> evaluating = new IdentityHashMap<>();
    private final Map<Value, Integer> numbers = new IdentityHashMap<>();
    private boolean others;

    /** A number by which a network is told from others. */
    int number(Value network) {
        return numbers.computeIfAbsent(network, added -> numbers.size());
    }

    /** Sets a network and its parts to evaluation or training; all networks where it is not known which. */
    void set(Value network, boolean evaluation) {
        if (network.isNetwork()) {
            set(network, evaluation, 0);
        } else {
            reset(evaluation);
        }
    }

    private void set(Value value, boolean evaluation, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (value.isNetwork()) {
            evaluating.put(value, evaluation);
        }
        Collection<Value> parts = value instanceof Value.Instance instance ? instance.attributes.values()
                : value instanceof Chain chain ? chain.layers
                        : value instanceof Value.Sequence sequence ? sequence.items : List.of();
        for (Value part : parts) {
            if (part != value && (part.isNetwork() || part instanceof Value.Sequence)) {
                set(part, evaluation, depth + 1);
            }
        }
    }

    /** Forgets the modes of all networks; from now on they have this one. */
    void reset(boolean evaluation) {
        evaluating.clear();
        others = evaluation;
    }

    /** Whether a network is set to evaluation, as far as the program tells. */
    boolean isEvaluating(Value network) {
        return evaluating.getOrDefault(network, others);
    }
}
