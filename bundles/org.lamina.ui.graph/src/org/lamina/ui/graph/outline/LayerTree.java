package org.lamina.ui.graph.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** The groups and layers of a model as a tree of paths. A group stands where its first layer is in the data flow. */
final class LayerTree {

    /** The path of the model itself, which is no element of the tree. */
    static final String ROOT = "";

    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    LayerTree(Model model) {
        model.groups().forEach(group -> groups.put(group.path(), group));
        for (Layer layer : model.layers()) {
            layers.put(layer.path(), layer);
            place(layer.path(), new HashSet<>());
        }
    }

    private void place(String path, Set<String> seen) {
        if (parents.containsKey(path) || !seen.add(path)) {
            return;
        }
        String parent = enclosing(path);
        if (!parent.equals(ROOT)) {
            place(parent, seen);
        }
        parents.put(path, parent);
        List<String> siblings = children.computeIfAbsent(parent, any -> new ArrayList<>());
        places.put(path, siblings.size());
        siblings.add(path);
    }

    /** The innermost group around a path. */
    private String enclosing(String path) {
        String outer = path;
        while (outer.contains(".")) {
            outer = outer.substring(0, outer.lastIndexOf('.'));
            if (groups.containsKey(outer)) {
                return outer;
            }
        }
        return ROOT;
    }

    /** The paths directly under a group, or under {@link #ROOT}. */
    List<String> children(String path) {
        return children.getOrDefault(path, List.of());
    }

    /** The path of the group around a path; {@link #ROOT} at the top. */
    String parent(String path) {
        return parents.getOrDefault(path, ROOT);
    }

    /** Which of the paths directly under its parent a path is, from 0. */
    int place(String path) {
        return places.getOrDefault(path, 0);
    }

    /** The type of the layer or group of this path; empty for an unknown path. */
    String type(String path) {
        Layer layer = layers.get(path);
        if (layer != null) {
            return layer.type();
        }
        return groups.containsKey(path) ? groups.get(path).type() : "";
    }

    /** The layer of this path; null for a group. */
    Layer layer(String path) {
        return layers.get(path);
    }

    /** The last segment of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
