package org.lamina.checks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Layer;

/**
 * Where in a graph linear maps follow each other with only linear things between. Those things are normalisation by
 * fixed statistics, dropout, averaging, flattening, padding, and sums whose terms all come from the same value;
 * everything else (activations, those inside a layer included, maxima, products, norms of the sample, attention,
 * concatenation) ends a chain.
 */
final class LinearChain {

    private static final Set<String> LINEAR_TYPES = Set.of("BatchNorm", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d",
            "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AvgPool1d", "AvgPool2d", "AvgPool3d",
            "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "GlobalAvgPool", "Mean", "Flatten",
            "Reshape", "Squeeze", "Identity", "Pad");

    private final LayerGraph graph;
    /**
     * The last value before a layer's output that is not a linear map of another: a layer's path or a model's input.
     */
    private final Map<String, String> origins = new HashMap<>();

    LinearChain(LayerGraph graph) {
        this.graph = graph;
        graph.layers().forEach(layer -> origins.put(layer.path(), origin(layer)));
    }

    /**
     * The linear layers that come just before one.
     *
     * @param first those layers, at least one
     * @param between what stands between, in no particular order
     * @param forks whether one of them feeds other linear layers too
     */
    record Before(List<LinearLayer> first, List<Layer> between, boolean forks) {
    }

    /**
     * What comes before a linear layer, if it is only linear, and if nothing else makes use of it: a value that is also
     * read elsewhere, or shared by several layers, is there for a reason.
     */
    Optional<Before> before(Layer second) {
        if (graph.isShared(second)) {
            return Optional.empty();
        }
        List<LinearLayer> first = new ArrayList<>();
        Set<Layer> between = new LinkedHashSet<>();
        Deque<Layer> open = new ArrayDeque<>(graph.predecessors(second));
        while (!open.isEmpty()) {
            Layer layer = open.pop();
            Optional<LinearLayer> linear = LinearLayer.of(layer);
            if (layer.activation().isPresent()) {
                return Optional.empty();
            } else if (linear.isPresent()) {
                first.add(linear.get());
            } else if (isLinear(layer) && between.add(layer)) {
                open.addAll(graph.predecessors(layer));
            } else if (!between.contains(layer)) {
                return Optional.empty();
            }
        }
        List<Set<Layer>> fed = first.stream().map(layer -> linearLayersFedBy(layer.layer())).toList();
        return first.isEmpty() || fed.stream().anyMatch(Set::isEmpty) ? Optional.empty()
                : Optional.of(new Before(List.copyOf(first), List.copyOf(between),
                        fed.stream().anyMatch(layers -> layers.size() > 1)));
    }

    /** The linear layers that read a layer's output; none if anything else does, or a layer that others feed too. */
    private Set<Layer> linearLayersFedBy(Layer first) {
        Set<Layer> fed = new LinkedHashSet<>();
        Set<Layer> seen = new LinkedHashSet<>();
        Deque<Layer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Layer layer = open.pop();
            if (graph.isOutput(layer) || graph.successors(layer).isEmpty() || graph.isShared(layer) && !isSum(layer)) {
                return Set.of();
            }
            for (Layer next : graph.successors(layer)) {
                boolean linear = LinearLayer.of(next).isPresent();
                if (linear && !graph.isShared(next)) {
                    fed.add(next);
                } else if (linear || !isLinear(next)) {
                    return Set.of();
                } else if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return fed;
    }

    /** Whether the layer's output is a linear map of its input without weights to speak of. */
    private boolean isLinear(Layer layer) {
        return isSum(layer) ? !origin(layer).equals(layer.path())
                : LINEAR_TYPES.contains(layer.type()) && graph.predecessors(layer).size() == 1
                        && graph.inputs(layer).isEmpty();
    }

    private static boolean isSum(Layer layer) {
        return layer.type().equals("Add");
    }

    private String origin(Layer layer) {
        boolean single = graph.predecessors(layer).size() + graph.inputs(layer).size() == 1;
        boolean passes = layer.activation().isEmpty() && (isSum(layer) || single
                && (LINEAR_TYPES.contains(layer.type()) || LinearLayer.of(layer).isPresent()));
        if (!passes) {
            return layer.path();
        }
        Set<String> sources = new LinkedHashSet<>();
        graph.inputs(layer).forEach(input -> sources.add("input " + input));
        graph.predecessors(layer).forEach(before -> sources.add(origins.getOrDefault(before.path(), before.path())));
        return sources.size() == 1 ? sources.iterator().next() : layer.path();
    }
}
