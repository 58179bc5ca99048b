package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.graph.DependencyOrder;
import org.lamina.formats.keras.LayerConfig.Call;
import org.lamina.formats.keras.LayerConfig.Ref;

import com.fasterxml.jackson.databind.node.MissingNode;

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

    private final List<Step> all = new ArrayList<>();
    private final Map<String, List<Integer>> byLayer = new HashMap<>();
    private final DependencyOrder order;
    private boolean lacksLayers;

    CallOrder(ModelConfig model) {
        for (LayerConfig layer : model.layers()) {
            List<Call> calls = layer.isInput() ? List.of(new Call(List.of(), false, MissingNode.getInstance()))
                    : layer.calls();
            for (Call call : calls) {
                byLayer.computeIfAbsent(layer.name(), unused -> new ArrayList<>()).add(all.size());
                all.add(new Step(layer, call));
            }
        }
        order = new DependencyOrder(all.size(), this::needs);
    }

    /** The calls in order; the calls of one layer keep theirs. */
    List<Step> steps() {
        return order.sorted().stream().map(all::get).toList();
    }

    /** Whether some calls read from each other in a circle, or from layers that are not there. */
    boolean isCyclic() {
        return lacksLayers || order.isCyclic();
    }

    private List<Integer> needs(int step) {
        List<Integer> needed = new ArrayList<>();
        // an earlier call of the same layer comes first, since calls are told by their number
        if (step > byLayer.get(all.get(step).layer().name()).get(0)) {
            needed.add(step - 1);
        }
        for (Ref ref : all.get(step).call().inputs()) {
            List<Integer> calls = byLayer.get(ref.layer());
            if (calls == null || ref.call() < 0) {
                lacksLayers = true;
            } else {
                needed.add(calls.get(Math.min(ref.call(), calls.size() - 1)));
            }
        }
        return needed;
    }
}
