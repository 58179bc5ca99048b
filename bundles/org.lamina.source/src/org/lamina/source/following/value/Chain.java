package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.program.Framework;
import org.lamina.source.python.TextRange;

/**
 * A model that is an object of the framework: Keras's {@code Sequential} and {@code Model(inputs, outputs)}, PyTorch's
 * {@code Sequential} and lists of modules.
 */
public final class Chain implements Value {

    public final Framework framework;
    public final TextRange made;
    /** The layers of a sequential model, in order. */
    public final List<Value> layers = new ArrayList<>();
    /** Where a Java program adds its layers. */
    private final Map<Value, TextRange> places = new IdentityHashMap<>();
    /** Whether all layers are known. */
    public boolean exact = true;
    /** Inputs and outputs of a functional model; outputs are empty for a sequential one. */
    public final List<Node> inputs = new ArrayList<>();
    public final List<Node> outputs = new ArrayList<>();
    /** What a sequential model gave when it was first followed. */
    public Optional<Node> result = Optional.empty();
    /** Whether it is a list of modules that is not called itself. */
    public final boolean list;
    public String name = "";
    /** What puts together the values of branches that all read the same; empty for layers one after another. */
    public Optional<Value> merge = Optional.empty();
    /** Whether it is known to be part of another network. */
    public boolean part;

    public Chain(Framework framework, TextRange made, boolean list) {
        this.framework = framework;
        this.made = made;
        this.list = list;
    }

    /** Replaces a layer; an index may count from the end. Where there is none, not all layers are known. */
    public void set(long index, Value layer) {
        long at = index < 0 ? index + layers.size() : index;
        if (at >= 0 && at < layers.size()) {
            layers.set((int) at, layer);
        } else {
            exact = false;
        }
    }

    /** Adds a layer as a Java program does, at this place. */
    public void add(Value layer, TextRange place) {
        layers.add(layer);
        places.put(layer, place);
    }

    /** Where a layer is added; where that is not known, where the model is made. */
    public TextRange place(Value layer) {
        return places.getOrDefault(layer, made);
    }
}
