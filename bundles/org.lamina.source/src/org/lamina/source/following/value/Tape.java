package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** All values that flow through the networks of a program, in the order in which they are computed. */
public final class Tape {

    private static final int MAX_NODES = 20_000;

    private final List<Node> nodes = new ArrayList<>();

    /** A value that comes from outside. */
    public Node input(Optional<Shape> shape, TextRange range) {
        return add(new Node(nodes.size(), Framework.KERAS, Node.INPUT, Node.INPUT, "", Map.of(), range,
                Optional.empty(), List.of(), Optional.empty(), shape));
    }

    /** A value that something unknown computes from others. */
    public Node unknown(List<Node> inputs, TextRange range) {
        return add(new Node(nodes.size(), Framework.KERAS, NetworkLayer.UNKNOWN, NetworkLayer.UNKNOWN, "", Map.of(),
                range, Optional.empty(), inputs, Optional.empty(), Optional.empty()));
    }

    /** A value that a function computes where it is called. */
    public Node function(Framework framework, String type, String originalType, Map<String, Setting> config,
            List<Node> inputs, TextRange range) {
        return add(new Node(nodes.size(), framework, type, originalType, "", config, range, Optional.empty(), inputs,
                Optional.empty(), Shapes.of(framework, type, config, inputs)));
    }

    /** The value of a layer. */
    public Node layer(Part part, String name, List<Node> inputs, Optional<TextRange> call) {
        return add(new Node(nodes.size(), part.framework, part.type, part.originalType, name, part.config,
                part.constructor, call, inputs, Optional.empty(),
                Shapes.of(part.framework, part.type, part.config, inputs)));
    }

    /** The value of the activation that is an argument of a layer. */
    public Node activation(Node owner, String type, String originalType, Setting setting) {
        return add(new Node(nodes.size(), owner.framework, type, originalType, owner.name,
                Map.of("activation", setting), owner.constructor, owner.call, List.of(owner), Optional.of(owner),
                owner.shape));
    }

    /** The same value again with other inputs, as when a network is used as part of another. */
    Node copy(Node node, List<Node> inputs, Optional<Node> owner) {
        return add(new Node(nodes.size(), node.framework, node.type, node.originalType, node.name, node.config,
                node.constructor, node.call, inputs, owner,
                Shapes.of(node.framework, node.type, node.config, inputs).or(() -> node.shape)));
    }

    /** All values so far, in order. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    private Node add(Node node) {
        if (nodes.size() >= MAX_NODES) {
            throw new TooLong();
        }
        nodes.add(node);
        return node;
    }
}
