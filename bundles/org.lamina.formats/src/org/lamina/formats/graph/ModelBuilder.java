package org.lamina.formats.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lamina.model.Edge;
import org.lamina.model.ElementType;
import org.lamina.model.Group;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;

/** An architecture while it is being put together. */
public final class ModelBuilder {

    /**
     * What identifies an edge.
     *
     * @param from path of the producing layer
     * @param to path of the consuming layer
     */
    private record Ends(String from, String to) {
    }

    private final Map<String, LayerBuilder> layers = new LinkedHashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();
    /** The highest number of a call so far, so that a module that is called often is not searched for again. */
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<Ends, Edge> edges = new LinkedHashMap<>();
    private final List<InputBuilder> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final Set<String> reserved;

    /**
     * @param reserved paths that functions must not be named like, as those of modules
     */
    public ModelBuilder(Collection<String> reserved) {
        this.reserved = new HashSet<>(reserved);
    }

    /**
     * Adds a module that is a layer. A further call of the same module becomes a layer of its own, {@code act#2}.
     *
     * @param path the path of the module
     */
    public LayerBuilder module(String path) {
        String unique = path;
        int call = calls.getOrDefault(path, 1);
        while (layers.containsKey(unique)) {
            unique = path + "#" + ++call;
        }
        calls.put(path, call);
        return add(new LayerBuilder(unique, false));
    }

    /**
     * Adds a function that is called between modules; it is named {@code add}, {@code add_1} and so on in its module.
     *
     * @param module the path of the calling module; empty for the model itself
     * @param name the name of the function
     */
    public LayerBuilder function(String module, String name) {
        String base = module.isEmpty() ? name : module + "." + name;
        int count = functions.getOrDefault(base, 0);
        String unique;
        do {
            unique = count == 0 ? base : base + "_" + count;
            count++;
        } while (layers.containsKey(unique) || reserved.contains(unique));
        functions.put(base, count);
        return add(new LayerBuilder(unique, true));
    }

    private LayerBuilder add(LayerBuilder layer) {
        layers.put(layer.path(), layer);
        return layer;
    }

    /** Takes a layer out again, with its edges. */
    public void remove(LayerBuilder layer) {
        layers.remove(layer.path());
        edges.keySet().removeIf(ends -> ends.from().equals(layer.path()) || ends.to().equals(layer.path()));
    }

    /** The tensors of all layers so far. */
    public List<TensorInfo> tensors() {
        return layers.values().stream().flatMap(layer -> layer.parameters().stream()).map(Parameter::tensor).toList();
    }

    /** Adds a module that contains layers, unless it is known. */
    public void group(String path, String type, String originalType) {
        groups.putIfAbsent(path, new Group(path, type, originalType, Optional.empty()));
    }

    /** Notes the place where a module is called, unless one is known. */
    public void groupSource(String path, SourceLocation source) {
        groups.computeIfPresent(path, (key, group) -> group.source().isPresent() ? group
                : new Group(path, group.type(), group.originalType(), Optional.of(source)));
    }

    /** Whether the place where a module is called is known. */
    public boolean hasGroupSource(String path) {
        return groups.containsKey(path) && groups.get(path).source().isPresent();
    }

    /** Adds an input of the model. */
    public InputBuilder input(InputBuilder input) {
        inputs.add(input);
        return input;
    }

    /** Adds an output of the model. */
    public void output(String name, ElementType dtype, Shape shape, Collection<Producer> producers) {
        List<String> paths = producers.stream().filter(LayerBuilder.class::isInstance)
                .map(producer -> ((LayerBuilder) producer).path()).toList();
        outputs.add(new Port(name, dtype, shape == null ? Shape.of() : shape, shape != null, paths));
    }

    /** Notes that data flow. A layer that reads its own output gets no edge. */
    public void flow(Producer from, LayerBuilder to, String tensor, Shape shape) {
        if (from instanceof InputBuilder input) {
            input.consumer(to.path());
        } else if (from instanceof LayerBuilder layer && layer != to) {
            edges.putIfAbsent(new Ends(layer.path(), to.path()),
                    new Edge(layer.path(), to.path(), tensor, Optional.ofNullable(shape)));
        }
    }

    /**
     * Takes out functions that have no parameters and whose results nobody reads, such as those of conditions.
     *
     * @param kept functions that stay, as those that change their input
     */
    public void removeDeadFunctions(Predicate<LayerBuilder> kept) {
        Set<String> read = outputs.stream().flatMap(port -> port.layers().stream()).collect(Collectors.toSet());
        List<LayerBuilder> dead;
        do {
            Set<String> sources = edges.keySet().stream().map(Ends::from).collect(Collectors.toSet());
            dead = layers.values().stream().filter(layer -> layer.isFunction() && layer.parameters().isEmpty()
                    && !read.contains(layer.path()) && !sources.contains(layer.path()) && !kept.test(layer)).toList();
            dead.forEach(this::remove);
        } while (!dead.isEmpty());
    }

    /** Takes out modules that neither hold nor compute anything, as an identity that was traced. */
    public void removeEmptyModules() {
        Set<String> connected = edges.keySet().stream().flatMap(ends -> Stream.of(ends.from(), ends.to()))
                .collect(Collectors.toSet());
        outputs.forEach(port -> connected.addAll(port.layers()));
        layers.values().stream().filter(layer -> layer.operations().isEmpty() && layer.parameters().isEmpty()
                && !connected.contains(layer.path())).toList().forEach(this::remove);
    }

    /** The finished architecture. */
    public Model build(String name) {
        Set<String> used = groupsWithLayers();
        List<Port> ports = inputs.stream().map(input -> input.build(layers.keySet())).collect(Collectors.toList());
        return new Model(name, ports, outputs, groups.values().stream().filter(group -> used.contains(group.path()))
                .toList(), layers.values().stream().map(LayerBuilder::build).toList(), List.copyOf(edges.values()));
    }

    private Set<String> groupsWithLayers() {
        Set<String> used = new HashSet<>();
        for (String path : layers.keySet()) {
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                used.add(path.substring(0, dot));
            }
        }
        return used;
    }
}
