package org.lamina.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/**
 * A model's graph as a network, so that rules about architecture can look at it. Layers are named by their paths. Made
 * when the first rule asks for it, and the same for all; may be asked by several threads.
 */
public final class ModelNetwork {

    private static final TextRange NOWHERE = new TextRange(0, 0, 1, 1);

    private final Optional<Model> model;
    private Optional<Network> network = Optional.empty();

    ModelNetwork(Optional<Model> model) {
        this.model = model;
    }

    /** The network; none where there is no model. */
    public synchronized Optional<Network> get() {
        if (network.isEmpty()) {
            network = model.map(ModelNetwork::of);
        }
        return network;
    }

    private static Network of(Model model) {
        Map<String, Integer> ids = new HashMap<>();
        model.layers().forEach(layer -> ids.put(layer.path(), ids.size()));
        Map<String, List<Integer>> inputs = new HashMap<>();
        for (Edge edge : model.edges()) {
            if (ids.containsKey(edge.from())) {
                inputs.computeIfAbsent(edge.to(), unused -> new ArrayList<>()).add(ids.get(edge.from()));
            }
        }
        Set<String> fed = new HashSet<>();
        model.inputs().forEach(input -> fed.addAll(input.layers()));
        List<NetworkLayer> layers = new ArrayList<>();
        for (Layer layer : model.layers()) {
            layers.add(new NetworkLayer(layers.size(), layer.path(), type(layer), layer.originalType(),
                    config(layer), NOWHERE, Optional.empty(), inputs.getOrDefault(layer.path(), List.of()),
                    fed.contains(layer.path()), Optional.empty(),
                    layer.outputShapes().size() == 1 ? Optional.of(layer.outputShapes().get(0)) : Optional.empty()));
        }
        List<Integer> outputs = model.outputs().stream().flatMap(output -> output.layers().stream())
                .filter(ids::containsKey).map(ids::get).distinct().toList();
        boolean complete = layers.stream().noneMatch(NetworkLayer::isUnknown);
        return new Network(model.name(), Framework.PYTORCH, NOWHERE, layers, outputs, complete);
    }

    private static String type(Layer layer) {
        return layer.kind() == LayerKind.OTHER ? NetworkLayer.UNKNOWN : layer.type();
    }

    private static Map<String, Setting> config(Layer layer) {
        Map<String, Setting> config = new LinkedHashMap<>();
        layer.config().forEach((name, value) -> config.put(name, Setting.byDefault(plain(value))));
        if (!layer.parameters().isEmpty()) {
            config.putIfAbsent("bias", Setting.byDefault(layer.parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals("bias"))));
        }
        return config;
    }

    private static Object plain(Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
