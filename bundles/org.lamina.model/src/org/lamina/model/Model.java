package org.lamina.model;

import java.util.List;
import java.util.Optional;

/**
 * An architecture: layers and the data that flows between them.
 *
 * @param name the model's class or graph name
 * @param inputs its inputs, in order
 * @param outputs its outputs, in order
 * @param groups the modules that contain layers, outer before inner
 * @param layers in data-flow order: a layer comes after those it reads from, as far as the graph has no cycles
 * @param edges between layers; a value that three layers read is three edges
 */
public record Model(String name, List<Port> inputs, List<Port> outputs, List<Group> groups, List<Layer> layers,
        List<Edge> edges) {

    public Model {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        groups = List.copyOf(groups);
        layers = List.copyOf(layers);
        edges = List.copyOf(edges);
    }

    /** The layer of this path, if there is one. */
    public Optional<Layer> layer(String path) {
        return layers.stream().filter(layer -> layer.path().equals(path)).findFirst();
    }

    /** The layers that this one reads from, in the order of its inputs. */
    public List<Layer> predecessors(Layer layer) {
        return edges.stream().filter(edge -> edge.to().equals(layer.path())).map(Edge::from).distinct()
                .flatMap(path -> layer(path).stream()).toList();
    }

    /** The layers that read from this one. */
    public List<Layer> successors(Layer layer) {
        return edges.stream().filter(edge -> edge.from().equals(layer.path())).map(Edge::to).distinct()
                .flatMap(path -> layer(path).stream()).toList();
    }

    /** The number of values in all parameters, buffers included; a tensor shared by layers counts once. */
    public long parameterCount() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).map(Parameter::tensor).distinct()
                .mapToLong(TensorInfo::count).sum();
    }

    /** The number of values in the trainable parameters; a tensor shared by layers counts once. */
    public long trainableCount() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).filter(Parameter::trainable)
                .map(Parameter::tensor).distinct().mapToLong(TensorInfo::count).sum();
    }
}
