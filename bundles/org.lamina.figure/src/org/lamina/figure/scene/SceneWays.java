package org.lamina.figure.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the edges of a scene lead. */
public final class SceneWays {

    private final SceneIndex index;

    /** The ways through a scene. */
    public SceneWays(SceneIndex index) {
        this.index = index;
    }

    /**
     * The nodes that an edge joins with this one, in either direction; behind one that stands for no unit, as where a
     * line parts, also those to which the way leads on.
     */
    public List<SceneNode> neighbours(SceneNode node) {
        Map<String, SceneNode> neighbours = new LinkedHashMap<>();
        follow(node, true, neighbours);
        follow(node, false, neighbours);
        neighbours.remove(node.id());
        return List.copyOf(neighbours.values());
    }

    private void follow(SceneNode at, boolean forwards, Map<String, SceneNode> met) {
        for (SceneEdge edge : index.edgesAt(at)) {
            String other = forwards ? edge.to() : edge.from();
            if ((forwards ? edge.from() : edge.to()).equals(at.id()) && !met.containsKey(other)) {
                index.node(other).ifPresent(found -> {
                    met.put(other, found);
                    if (found.unit().isEmpty()) {
                        follow(found, forwards, met);
                    }
                });
            }
        }
    }

    /**
     * The nodes of a shortest way along the edges, both ends included: from the first to the second node, or if there
     * is none, from the second to the first; empty if there is none either.
     */
    public List<SceneNode> shortest(SceneNode first, SceneNode second) {
        List<SceneNode> forth = along(first, second);
        return forth.isEmpty() ? along(second, first) : forth;
    }

    private List<SceneNode> along(SceneNode from, SceneNode to) {
        Map<String, SceneNode> before = new HashMap<>();
        Deque<SceneNode> ahead = new ArrayDeque<>();
        before.put(from.id(), from);
        ahead.add(from);
        while (!ahead.isEmpty() && !before.containsKey(to.id())) {
            SceneNode at = ahead.remove();
            for (SceneEdge edge : index.edgesAt(at)) {
                if (edge.from().equals(at.id()) && before.putIfAbsent(edge.to(), at) == null) {
                    index.node(edge.to()).ifPresent(ahead::add);
                }
            }
        }
        if (!before.containsKey(to.id())) {
            return List.of();
        }
        List<SceneNode> way = new ArrayList<>();
        for (SceneNode at = to; at != from; at = before.get(at.id())) {
            way.add(0, at);
        }
        way.add(0, from);
        return way;
    }
}
