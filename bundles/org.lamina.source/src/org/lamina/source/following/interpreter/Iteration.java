package org.lamina.source.following.interpreter;

import java.util.List;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;

/** What a loop goes through. */
public final class Iteration {

    /** The setting of a loader whose second tensor has one number a sample, without an axis for it. */
    public static final String TARGET = "target of one axis";

    private Iteration() {
    }

    /** Whether all elements are known and not too many. */
    static boolean isExact(Value iterable, int limit) {
        return iterable instanceof Value.Sequence sequence && sequence.exact && sequence.items.size() <= limit
                || iterable instanceof Chain chain && chain.exact && chain.layers.size() <= limit
                || iterable instanceof Value.Mapping mapping && mapping.entries().size() <= limit;
    }

    /** The elements, if they are known and not too many; else one that stands for all. */
    static List<Value> items(Follower follower, Value iterable, int limit) {
        if (iterable instanceof Value.Sequence sequence && sequence.exact && sequence.items.size() <= limit) {
            return List.copyOf(sequence.items);
        }
        if (iterable instanceof Value.Sequence sequence && !sequence.items.isEmpty()
                && !(sequence.items.get(0) instanceof Value.Constant)) {
            return sequence.items.subList(0, Math.min(limit, sequence.items.size()));
        }
        if (iterable instanceof Chain chain && chain.exact && chain.layers.size() <= limit) {
            return List.copyOf(chain.layers);
        }
        if (iterable instanceof Value.Mapping mapping && mapping.entries().size() <= limit) {
            return mapping.entries().keySet().stream().map(Value::of).toList();
        }
        if (iterable instanceof Value.Array array) {
            Value target = array.loader().containsKey(TARGET)
                    ? new Value.Array(Data.UNKNOWN.with(Data.Trait.ONE_AXIS)) : Value.unknown();
            return List.of(new Value.Sequence(List.of(array, target), false));
        }
        return List.of(Value.unknown());
    }
}
