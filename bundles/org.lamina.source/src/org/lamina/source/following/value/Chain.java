package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.HashMap;
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
    /** The names of layers that have one, by their index. */
    private final Map<Integer, String> keys = new HashMap<>();
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

    /** A model without layers. */
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

    /** The name that PyTorch knows a layer by: one that was given, or else its place. */
    public String key(int index) {
        return keys.getOrDefault(index, String.valueOf(index));
    }

    /** Adds a layer under a name. */
    public void add(String key, Value layer) {
        keys.put(layers.size(), key);
        layers.add(layer);
    }

    /** Gives it a name, and its layers names after it if they are PyTorch's, which names them by their place. */
    public void name(String given) {
        name = given;
        if (framework == Framework.PYTORCH) {
            for (int i = 0; i < layers.size(); i++) {
                nameLayer(layers.get(i), i);
            }
        }
    }

    /** Names a layer after its place, if it has no name yet; one with a name gets it behind the model's. */
    public void nameLayer(Value layer, int index) {
        if (name.isEmpty() || framework != Framework.PYTORCH) {
            return;
        }
        if (layer instanceof Part part && !part.name.contains(".")) {
            part.name = name + "." + (part.name.isEmpty() ? String.valueOf(index) : part.name);
        } else if (layer instanceof Chain chain && chain.name.isEmpty()) {
            chain.name(name + "." + index);
        } else if (layer instanceof Value.Instance instance && instance.name.isEmpty()) {
            instance.name = name + "." + index;
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
