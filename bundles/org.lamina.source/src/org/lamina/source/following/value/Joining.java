package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.source.python.TextRange;

/** What is known after a program may have gone one of several ways. */
public final class Joining {

    private Joining() {
    }

    /** What is known of variables after one of several ways. */
    public static Map<String, Value> variables(Tape tape, List<Map<String, Value>> ways, TextRange range) {
        Map<String, Value> joined = new HashMap<>(ways.get(0));
        for (Map<String, Value> way : ways.subList(1, ways.size())) {
            way.forEach((name, value) -> joined.merge(name, value, (one, other) -> join(tape, one, other, range)));
        }
        return joined;
    }

    /** What is known of a value that is one of several. */
    public static Value values(Tape tape, List<Value> values, TextRange range) {
        Value joined = values.get(0);
        for (Value value : values.subList(1, values.size())) {
            joined = join(tape, joined, value, range);
        }
        return joined;
    }

    /** The variables as they were, and those that are new. */
    public static Map<String, Value> missing(Map<String, Value> before, Map<String, Value> after) {
        Map<String, Value> joined = new HashMap<>(after);
        joined.putAll(before);
        return joined;
    }

    private static Value join(Tape tape, Value one, Value other, TextRange range) {
        if (one == other || one.equals(other)) {
            return one;
        }
        if (one instanceof Value.Tensor first && other instanceof Value.Tensor second) {
            Set<Node> both = new LinkedHashSet<>(List.of(first.node(), second.node()));
            return new Value.Tensor(tape.unknown(new ArrayList<>(both), range));
        }
        if (one instanceof Value.Sequence first && other instanceof Value.Sequence second
                && first.items.size() == second.items.size()) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < first.items.size(); i++) {
                items.add(join(tape, first.items.get(i), second.items.get(i), range));
            }
            return new Value.Sequence(items, first.exact && second.exact);
        }
        if (one instanceof Value.Unknown || one.isNone()) {
            return isPlain(other) ? Value.unknown() : other;
        }
        if (other instanceof Value.Unknown || other.isNone()) {
            return isPlain(one) ? Value.unknown() : one;
        }
        return isPlain(one) || isPlain(other) || one.getClass() != other.getClass()
                || one instanceof Part || one instanceof Value.MadeOptimizer || one instanceof Value.MadeLoss
                || one instanceof Value.Array ? Value.unknown() : other;
    }

    private static boolean isPlain(Value value) {
        return value instanceof Value.Constant || value instanceof Value.Array || value instanceof Value.Sequence;
    }
}
