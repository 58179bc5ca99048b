package org.lamina.source.program.following;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** A value that flows through a network, by what computes it. */
final class Node {

    /** The type of what flows in. */
    static final String INPUT = "Input";

    final int id;
    final Framework framework;
    final String type;
    final String originalType;
    final Map<String, Setting> config;
    final TextRange constructor;
    final Optional<TextRange> call;
    final List<Node> inputs;
    final Optional<Node> owner;
    final Optional<Shape> shape;
    String name;

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

    boolean isInput() {
        return type.equals(INPUT);
    }
}
