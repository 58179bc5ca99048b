package org.lamina.ui.graph.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** The groups and layers of a model as a tree of paths. A group stands where its first layer is in the data flow. */
final class LayerTree {

    /** The path of the model itself, which is no element of the tree. */
    static final String ROOT = "";

    private final Model model;
    private final Map<String, Layer> layers;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, Place> places;

    /**
     * Where a path stands.
     *
     * @param parent the path of the group around it
     * @param number how many paths stand before it in that group
     */
    private record Place(String parent, int number) {
    }

    LayerTree(Model model) {
        this.model = model;
        model.groups().forEach(group -> groups.put(group.path(), group));
        layers = new HashMap<>(2 * model.layers().size());
        places = new HashMap<>(2 * (model.layers().size() + groups.size()));
        for (Layer layer : model.layers()) {
            layers.put(layer.path(), layer);
            add(layer.path());
        }
    }

    /** The model whose tree this is. */
    Model model() {
        return model;
    }

    private void add(String path) {
        if (places.containsKey(path)) {
            return;
        }
        String parent = enclosing(path);
        if (!parent.equals(ROOT)) {
            add(parent);
        }
        List<String> siblings = children.computeIfAbsent(parent, any -> new ArrayList<>());
        places.put(path, new Place(parent, siblings.size()));
        siblings.add(path);
    }

    /** The innermost group around a path. */
    private String enclosing(String path) {
        for (int end = path.lastIndexOf('.'); end >= 0; end = path.lastIndexOf('.', end - 1)) {
            String outer = path.substring(0, end);
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
        Place place = places.get(path);
        return place == null ? ROOT : place.parent();
    }

    /** Which of the paths directly under its parent a path is, from 0. */
    int place(String path) {
        Place place = places.get(path);
        return place == null ? 0 : place.number();
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
