package org.lamina.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** Which group lies in which, by their paths. Groups without a layer are left out. */
final class GroupTree {

    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<Group> inOrder = new ArrayList<>();

    GroupTree(Model model) {
        model.groups().forEach(group -> groups.putIfAbsent(group.path(), group));
        for (Layer layer : model.layers()) {
            for (String path = parentOf(layer.path()); !path.isEmpty(); path = parentOf(path)) {
                used.add(path);
            }
        }
        model.groups().stream().filter(group -> used.contains(group.path())).distinct()
                .sorted(Comparator.comparingInt(group -> depth(group.path()))).forEach(inOrder::add);
    }

    /** The groups that hold layers, outer before inner. */
    List<Group> groups() {
        return inOrder;
    }

    /** The path of the innermost group around a layer or group; empty at the top. */
    String parentOf(String path) {
        String parent = path;
        do {
            parent = parent.substring(0, Math.max(0, parent.lastIndexOf('.')));
        } while (!parent.isEmpty() && !groups.containsKey(parent));
        return parent;
    }

    /** The path of a layer or group as seen from the group around it. */
    String nameOf(String path) {
        String parent = parentOf(path);
        return parent.isEmpty() ? path : path.substring(parent.length() + 1);
    }

    /** How many groups lie around a group: 0 at the top. */
    int depth(String path) {
        String parent = parentOf(path);
        return parent.isEmpty() ? 0 : 1 + depth(parent);
    }
}
