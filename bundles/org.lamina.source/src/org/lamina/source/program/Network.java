package org.lamina.source.program;

import java.util.List;
import org.lamina.source.python.TextRange;

/**
 * A network that a program builds.
 *
 * @param name the variable or class: {@code model}, {@code Net}
 * @param framework whose layers it is made of
 * @param range where it is built: the class, or the call of its constructor
 * @param layers its layers, each after those it reads
 * @param outputs ids of the layers whose values it returns
 * @param complete whether all that happens between input and output is understood
 */
public record Network(String name, Framework framework, TextRange range, List<NetworkLayer> layers,
        List<Integer> outputs, boolean complete) {

    public Network {
        layers = List.copyOf(layers);
        outputs = List.copyOf(outputs);
    }

    /** The layer of this id. */
    public NetworkLayer layer(int id) {
        return layers.get(id);
    }

    /** The layers that a layer reads. */
    public List<NetworkLayer> inputs(NetworkLayer layer) {
        return layer.inputs().stream().map(this::layer).toList();
    }

    /** The layers that read a layer. */
    public List<NetworkLayer> users(NetworkLayer layer) {
        return layers.stream().filter(other -> other.inputs().contains(layer.id())).toList();
    }

    /** Whether the network returns the value of this layer. */
    public boolean isOutput(NetworkLayer layer) {
        return outputs.contains(layer.id());
    }
}
