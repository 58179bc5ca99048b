package org.lamina.source.following.value;

import java.util.Optional;

/** Whether values count as true. */
public final class Truth {

    private Truth() {
    }

    /** Empty where it is not known. */
    public static Optional<Boolean> of(Value value) {
        if (value instanceof Value.Constant known) {
            Object constant = known.content();
            return Optional.of(constant instanceof Boolean truth ? truth
                    : constant instanceof Number number ? number.doubleValue() != 0
                            : constant instanceof String text ? !text.isEmpty() : constant != null);
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence.exact ? Optional.of(!sequence.items.isEmpty()) : Optional.empty();
        }
        return value instanceof Value.Instance || value instanceof Part || value instanceof Chain
                || value instanceof Value.Tensor || value instanceof Value.Function ? Optional.of(true)
                        : Optional.empty();
    }
}
