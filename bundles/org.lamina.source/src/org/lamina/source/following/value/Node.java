package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** A value that flows through a network, by what computes it. */
public final class Node {

    /** The type of what flows in. */
    public static final String INPUT = "Input";

    final int id;
    public final Framework framework;
    public final String type;
    public final String originalType;
    public final Map<String, Setting> config;
    public final TextRange constructor;
    public final Optional<TextRange> call;
    public final List<Node> inputs;
    public final Optional<Node> owner;
    public final Optional<Shape> shape;
    public String name;

    Node(int id, Framework framework, String type, String originalType, String name, Map<String, Setting> config,
            TextRange constructor, Optional<TextRange> call, List<Node> inputs, Optional<Node> owner,
            Optional<Shape> shape) {
        this.id = id;
        this.framework = framework;
        this.type = type;
        this.originalType = originalType;
        this.name = name;
        this.config = new LinkedHashMap<>(config);
        this.constructor = constructor;
        this.call = call;
        this.inputs = new ArrayList<>(inputs);
        this.owner = owner;
        this.shape = shape;
    }

    /** Whether it comes from outside. */
    public boolean isInput() {
        return type.equals(INPUT);
    }

    /** Whether what a layer gives is a tuple whose parts are all values of the layer: recurrent layers, attention. */
    public boolean givesSeveral() {
        LayerKind kind = LayerKind.of(type);
        return kind == LayerKind.RECURRENT || kind == LayerKind.ATTENTION;
    }
}
