package org.lamina.figure;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.model.Edge;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/**
 * The groups of a model that can be framed, and which lies in which. A group without a layer has nothing to frame; one
 * whose data leaves it and comes back, such as a list of modules with other layers between them, has no place of its
 * own in the flow.
 */
final class GroupTree {

    private final Map<String, Set<String>> successors;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Group> framed = new HashMap<>();
    private final List<Group> inOrder;

    GroupTree(Model model) {
        successors = model.edges().stream().collect(Collectors.groupingBy(Edge::from,
                Collectors.mapping(Edge::to, Collectors.toSet())));
        model.layers().forEach(layer -> positions.put(layer.path(), positions.size()));
        Map<String, Set<String>> members = members(model);
        for (Group group : model.groups()) {
            Set<String> inside = members.getOrDefault(group.path(), Set.of());
            if (!inside.isEmpty() && !comesBack(inside)) {
                framed.putIfAbsent(group.path(), group);
            }
        }
        inOrder = model.groups().stream().filter(group -> framed.get(group.path()) == group)
                .sorted(Comparator.comparingInt(group -> depth(group.path()))).toList();
    }

    private static Map<String, Set<String>> members(Model model) {
        Map<String, Set<String>> members = new HashMap<>();
        for (Layer layer : model.layers()) {
            String path = layer.path();
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                members.computeIfAbsent(path.substring(0, dot), group -> new HashSet<>()).add(path);
            }
        }
        return members;
    }

    /**
     * Whether a way leads from inside over a layer outside to one inside. Layers come in the order of the flow, so what
     * lies behind the last one inside leads to none.
     */
    private boolean comesBack(Set<String> inside) {
        int last = inside.stream().mapToInt(positions::get).max().orElse(0);
        Set<String> outside = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>();
        for (String member : inside) {
            for (String next : successors.getOrDefault(member, Set.of())) {
                if (!inside.contains(next) && isBefore(next, last) && outside.add(next)) {
                    ahead.add(next);
                }
            }
        }
        while (!ahead.isEmpty()) {
            for (String next : successors.getOrDefault(ahead.remove(), Set.of())) {
                if (inside.contains(next)) {
                    return true;
                }
                if (isBefore(next, last) && outside.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return false;
    }

    private boolean isBefore(String layer, int position) {
        return positions.getOrDefault(layer, Integer.MAX_VALUE) < position;
    }

    /** The groups to frame, outer before inner. */
    List<Group> groups() {
        return inOrder;
    }

    /** The path of the innermost framed group around a layer or group; empty at the top. */
    String parentOf(String path) {
        String parent = path;
        do {
            parent = parent.substring(0, Math.max(0, parent.lastIndexOf('.')));
        } while (!parent.isEmpty() && !framed.containsKey(parent));
        return parent;
    }

    /** The path of a layer or group as seen from the framed group around it. */
    String nameOf(String path) {
        String parent = parentOf(path);
        return parent.isEmpty() ? path : path.substring(parent.length() + 1);
    }

    /** How many framed groups lie around a group: 0 at the top. */
    int depth(String path) {
        String parent = parentOf(path);
        return parent.isEmpty() ? 0 : 1 + depth(parent);
    }
}
