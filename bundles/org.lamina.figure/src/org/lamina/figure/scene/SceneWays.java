package org.lamina.figure.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the edges of a scene lead. */
public final class SceneWays {

    private final SceneIndex index;

    /** The ways through a scene. */
    public SceneWays(SceneIndex index) {
        this.index = index;
    }

    /** The nodes that an edge joins with this one, in either direction. */
    public List<SceneNode> neighbours(SceneNode node) {
        Set<SceneNode> neighbours = new LinkedHashSet<>();
        for (SceneEdge edge : index.edgesAt(node)) {
            String other = edge.from().equals(node.id()) ? edge.to() : edge.from();
            index.node(other).filter(found -> found != node).ifPresent(neighbours::add);
        }
        return List.copyOf(neighbours);
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
