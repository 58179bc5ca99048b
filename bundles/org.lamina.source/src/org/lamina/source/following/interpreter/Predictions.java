package org.lamina.source.following.interpreter;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent;

/**
 * What becomes of what networks compute: whether it is judged, by turning it into a class, by comparing it, or by a
 * function that measures. What is computed of a value leads back to the last computation that gave it.
 */
public final class Predictions {

    /** How functions are called that measure predictions. */
    private static final Pattern MEASURE = Pattern.compile(
            "(?i).*(accura|correct|metric|score|confusion|topk).*|.*\\bacc");
    private static final Set<String> CHOOSING = Set.of("argmax", "max", "topk", "round", "item", "tolist", "eq", "ge",
            "gt", "amax", "argsort");
    private static final int MAX_STEPS = 200;

    private final Map<Node, LoopEvent> computed = new IdentityHashMap<>();
    private final Set<LoopEvent> judged = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Notes what a network gives when it computes. */
    void gives(LoopEvent computation, Value result) {
        result.nodes().forEach(node -> computed.put(node, computation));
    }

    /** Notes that a function or method of this name is given values. */
    public void given(String name, List<Value> values) {
        if (CHOOSING.contains(name.substring(name.lastIndexOf('.') + 1)) || MEASURE.matcher(name).matches()) {
            values.forEach(this::judge);
        }
    }

    /** Notes that a value is judged. */
    void judge(Value value) {
        List<Node> nodes = value instanceof Value.LossValue loss ? loss.prediction().stream().toList() : value.nodes();
        Set<Node> seen = new HashSet<>(nodes);
        Deque<Node> open = new ArrayDeque<>(nodes);
        while (!open.isEmpty() && seen.size() < MAX_STEPS) {
            Node node = open.pop();
            LoopEvent computation = computed.get(node);
            if (computation != null) {
                judged.add(computation);
            } else {
                node.inputs.stream().filter(seen::add).forEach(open::push);
            }
        }
    }

    /** Whether what a computation gives is judged. */
    boolean isJudged(LoopEvent computation) {
        return judged.contains(computation);
    }
}
