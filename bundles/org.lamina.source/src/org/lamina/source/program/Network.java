package org.lamina.source.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.lamina.source.python.TextRange;

/** A network that a program builds. Immutable. */
public final class Network {

    private final String name;
    private final Framework framework;
    private final TextRange range;
    private final List<NetworkLayer> layers;
    private final List<Integer> outputs;
    private final boolean complete;
    /** By id, the layers that read it. */
    private final List<List<NetworkLayer>> users;

    /**
     * @param name the variable or class: {@code model}, {@code Net}
     * @param framework whose layers it is made of
     * @param range where it is built: the class, or the call of its constructor
     * @param layers its layers, each after those it reads
     * @param outputs ids of the layers whose values it returns
     * @param complete whether all that happens between input and output is understood
     */
    public Network(String name, Framework framework, TextRange range, List<NetworkLayer> layers,
            List<Integer> outputs, boolean complete) {
        this.name = name;
        this.framework = framework;
        this.range = range;
        this.layers = List.copyOf(layers);
        this.outputs = List.copyOf(outputs);
        this.complete = complete;
        this.users = users(this.layers);
    }

    private static List<List<NetworkLayer>> users(List<NetworkLayer> layers) {
        List<List<NetworkLayer>> users = new ArrayList<>();
        layers.forEach(layer -> users.add(new ArrayList<>()));
        for (NetworkLayer layer : layers) {
            Set.copyOf(layer.inputs()).forEach(input -> users.get(input).add(layer));
        }
        users.replaceAll(Collections::unmodifiableList);
        return users;
    }

    public String name() {
        return name;
    }

    public Framework framework() {
        return framework;
    }

    public TextRange range() {
        return range;
    }

    /** Its layers, each after those it reads. */
    public List<NetworkLayer> layers() {
        return layers;
    }

    /** Ids of the layers whose values it returns. */
    public List<Integer> outputs() {
        return outputs;
    }

    /** Whether all that happens between input and output is understood. */
    public boolean complete() {
        return complete;
    }

    /** The layer of this id. */
    public NetworkLayer layer(int id) {
        return layers.get(id);
    }

    /** The layers that a layer reads. */
    public List<NetworkLayer> inputs(NetworkLayer layer) {
        return layer.inputs().stream().map(this::layer).toList();
    }

    /** The layers that read a layer, in order. */
    public List<NetworkLayer> users(NetworkLayer layer) {
        return users.get(layer.id());
    }

    /** Whether the network returns the value of this layer. */
    public boolean isOutput(NetworkLayer layer) {
        return outputs.contains(layer.id());
    }
}
