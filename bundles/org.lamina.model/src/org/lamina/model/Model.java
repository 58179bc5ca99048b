package org.lamina.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An architecture: layers and the data that flows between them. Unchangeable; two are equal if all they consist of is.
 * Layers are found by an index that is made when the first one is asked for.
 */
public final class Model {

    private final String name;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Group> groups;
    private final List<Layer> layers;
    private final List<Edge> edges;
    private volatile Index index;

    /**
     * An architecture of these parts.
     *
     * @param name the model's class or graph name
     * @param inputs its inputs, in order
     * @param outputs its outputs, in order
     * @param groups the modules that contain layers, outer before inner
     * @param layers in data-flow order: a layer comes after those it reads from, as far as the graph has no cycles
     * @param edges between layers; a value that three layers read is three edges
     */
    public Model(String name, List<Port> inputs, List<Port> outputs, List<Group> groups, List<Layer> layers,
            List<Edge> edges) {
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.groups = List.copyOf(groups);
        this.layers = List.copyOf(layers);
        this.edges = List.copyOf(edges);
    }

    /** The layers by path, and the layers before and behind each, in the order of the edges. */
    private static final class Index {

        private final Map<String, Layer> byPath = new HashMap<>();
        private final Map<String, Set<String>> before = new HashMap<>();
        private final Map<String, Set<String>> behind = new HashMap<>();

        Index(Model model) {
            model.layers.forEach(layer -> byPath.putIfAbsent(layer.path(), layer));
            for (Edge edge : model.edges) {
                before.computeIfAbsent(edge.to(), path -> new LinkedHashSet<>()).add(edge.from());
                behind.computeIfAbsent(edge.from(), path -> new LinkedHashSet<>()).add(edge.to());
            }
        }

        List<Layer> layers(Set<String> paths) {
            List<Layer> found = new ArrayList<>(paths.size());
            for (String path : paths) {
                if (byPath.containsKey(path)) {
                    found.add(byPath.get(path));
                }
            }
            return List.copyOf(found);
        }
    }

    private Index index() {
        Index made = index;
        if (made == null) {
            made = new Index(this); // two threads at once make equal ones
            index = made;
        }
        return made;
    }

    /** The model's class or graph name. */
    public String name() {
        return name;
    }

    /** Its inputs, in order. */
    public List<Port> inputs() {
        return inputs;
    }

    /** Its outputs, in order. */
    public List<Port> outputs() {
        return outputs;
    }

    /** The modules that contain layers, outer before inner. */
    public List<Group> groups() {
        return groups;
    }

    /** The layers in data-flow order: a layer comes after those it reads from, as far as the graph has no cycles. */
    public List<Layer> layers() {
        return layers;
    }

    /** What flows between layers; a value that three layers read is three edges. */
    public List<Edge> edges() {
        return edges;
    }

    /** The layer of this path, if there is one. */
    public Optional<Layer> layer(String path) {
        return Optional.ofNullable(index().byPath.get(path));
    }

    /** The layers that this one reads from, in the order of its inputs. */
    public List<Layer> predecessors(Layer layer) {
        return index().layers(index().before.getOrDefault(layer.path(), Set.of()));
    }

    /** The layers that read from this one. */
    public List<Layer> successors(Layer layer) {
        return index().layers(index().behind.getOrDefault(layer.path(), Set.of()));
    }

    /** The number of values in all parameters, buffers included; a tensor shared by layers counts once. */
    public long parameterCount() {
        return TensorInfo.count(
                layers.stream().flatMap(layer -> layer.parameters().stream()).map(Parameter::tensor).distinct());
    }

    /** The number of values in the trainable parameters; a tensor shared by layers counts once. */
    public long trainableCount() {
        return TensorInfo.count(layers.stream().flatMap(layer -> layer.parameters().stream())
                .filter(Parameter::trainable).map(Parameter::tensor).distinct());
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Model model && name.equals(model.name) && inputs.equals(model.inputs)
                && outputs.equals(model.outputs) && groups.equals(model.groups) && layers.equals(model.layers)
                && edges.equals(model.edges);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, inputs, outputs, layers.size(), edges.size());
    }

    @Override
    public String toString() {
        return "Model[" + name + ", layers=" + layers.size() + ", edges=" + edges.size() + "]";
    }
}
