package org.lamina.formats.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.keras.LayerConfig.Call;
import org.lamina.formats.keras.LayerConfig.Ref;

/** Puts the calls of the layers of a model behind those that they read from; else in the order of the file. */
final class CallOrder {

    /**
     * A call of a layer.
     *
     * @param layer the layer
     * @param call what it reads
     */
    record Step(LayerConfig layer, Call call) {
    }

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final List<Step> all = new ArrayList<>();
    private final List<Step> sorted = new ArrayList<>();
    private final Map<String, List<Integer>> byLayer = new HashMap<>();
    private final byte[] state;
    private boolean isCyclic;

    CallOrder(ModelConfig model) {
        for (LayerConfig layer : model.layers()) {
            List<Call> calls = layer.isInput() ? List.of(new Call(List.of(), false)) : layer.calls();
            for (Call call : calls) {
                byLayer.computeIfAbsent(layer.name(), unused -> new ArrayList<>()).add(all.size());
                all.add(new Step(layer, call));
            }
        }
        state = new byte[all.size()];
        for (int i = 0; i < state.length; i++) {
            visit(i);
        }
    }

    /** The calls in order; the calls of one layer keep theirs. */
    List<Step> steps() {
        return sorted;
    }

    /** Whether some calls read from each other in a circle, or from layers that are not there. */
    boolean isCyclic() {
        return isCyclic;
    }

    /** Depth first, without recursion, since models may be deep. */
    private void visit(int first) {
        Deque<Integer> path = new ArrayDeque<>();
        path.push(first);
        while (!path.isEmpty()) {
            int step = path.peek();
            if (state[step] == DONE) {
                path.pop();
            } else if (state[step] == OPEN) {
                state[step] = DONE;
                sorted.add(all.get(step));
                path.pop();
            } else {
                state[step] = OPEN;
                before(step, path);
                for (Ref ref : all.get(step).call().inputs()) {
                    List<Integer> calls = byLayer.get(ref.layer());
                    if (calls == null || ref.call() < 0) {
                        isCyclic = true;
                    } else {
                        push(calls.get(Math.min(ref.call(), calls.size() - 1)), path);
                    }
                }
            }
        }
    }

    /** An earlier call of the same layer comes first, since calls are told by their number. */
    private void before(int step, Deque<Integer> path) {
        List<Integer> calls = byLayer.get(all.get(step).layer().name());
        int number = step - calls.get(0);
        if (number > 0) {
            push(step - 1, path);
        }
    }

    private void push(int step, Deque<Integer> path) {
        if (state[step] == OPEN) {
            isCyclic = true;
        } else if (state[step] != DONE) {
            path.push(step);
        }
    }
}
