package org.lamina.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Port;
import org.lamina.model.TensorInfo;

/** The layers of a model with their neighbours at hand. */
final class LayerGraph {

    private final List<Layer> layers;
    private final Map<String, Layer> byPath = new HashMap<>();
    private final Map<String, List<Layer>> predecessors = new HashMap<>();
    private final Map<String, List<Layer>> successors = new HashMap<>();
    private final Map<String, Set<String>> inputs = new HashMap<>();
    private final Set<String> outputs = new HashSet<>();
    private final Map<TensorInfo, Integer> uses = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();

    LayerGraph(Model model) {
        layers = model.layers();
        layers.forEach(layer -> byPath.put(layer.path(), layer));
        for (Edge edge : model.edges()) {
            if (byPath.containsKey(edge.from()) && byPath.containsKey(edge.to())) {
                add(predecessors, edge.to(), byPath.get(edge.from()));
                add(successors, edge.from(), byPath.get(edge.to()));
            }
        }
        for (Port input : model.inputs()) {
            input.layers().forEach(path -> inputs.computeIfAbsent(path, unused -> new HashSet<>()).add(input.name()));
        }
        model.outputs().forEach(output -> outputs.addAll(output.layers()));
        layers.forEach(layer -> calls.merge(module(layer), 1, Integer::sum));
        layers.stream().flatMap(LayerGraph::weights).forEach(weight -> uses.merge(weight, 1, Integer::sum));
    }

    /** All layers, in data-flow order. */
    List<Layer> layers() {
        return layers;
    }

    /** The layers that this one reads from, each once. */
    List<Layer> predecessors(Layer layer) {
        return predecessors.getOrDefault(layer.path(), List.of());
    }

    /** The layers that read from this one, each once. */
    List<Layer> successors(Layer layer) {
        return successors.getOrDefault(layer.path(), List.of());
    }

    /** The model's inputs that a layer reads. */
    Set<String> inputs(Layer layer) {
        return inputs.getOrDefault(layer.path(), Set.of());
    }

    /** Whether the model gives the layer's output to its caller. */
    boolean isOutput(Layer layer) {
        return outputs.contains(layer.path());
    }

    /**
     * Whether the layer is used in several places: it reads from several values, or another layer is a further call of
     * the same module or has the same weights. Biases do not count: exporters store equal ones once.
     */
    boolean isShared(Layer layer) {
        return predecessors(layer).size() + inputs(layer).size() > 1
                || !layer.parameters().isEmpty() && calls.get(module(layer)) > 1
                || weights(layer).anyMatch(weight -> uses.get(weight) > 1);
    }

    private static Stream<TensorInfo> weights(Layer layer) {
        return layer.parameters().stream().filter(parameter -> parameter.name().equals("weight"))
                .map(Parameter::tensor).filter(tensor -> tensor.shape().rank() > 1);
    }

    /** The module of which the layer is one of perhaps several calls. */
    private static String module(Layer layer) {
        return layer.path().replaceFirst("#\\d+$", "");
    }

    private static void add(Map<String, List<Layer>> neighbours, String of, Layer neighbour) {
        List<Layer> list = neighbours.computeIfAbsent(of, unused -> new ArrayList<>());
        if (!list.contains(neighbour)) {
            list.add(neighbour);
        }
    }
}
