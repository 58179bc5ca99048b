package org.lamina.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** From layers that are chosen in a drawing to a group of the preferences, and back. */
public final class GroupPaths {

    private GroupPaths() {
    }

    /**
     * Paths that stand for these layers: a module where all of its layers are among them, else the layer.
     *
     * @param shown the paths of the layers that are drawn; what is left out belongs to the modules around
     */
    public static List<String> of(Model model, Collection<String> layers, Set<String> shown) {
        Set<String> chosen = new HashSet<>(layers);
        Map<String, Integer> missing = new HashMap<>();
        shown.stream().filter(path -> !chosen.contains(path)).forEach(path -> around(path)
                .forEach(module -> missing.merge(module, 1, Integer::sum)));
        Set<String> paths = new HashSet<>();
        List<String> ordered = new ArrayList<>();
        for (Layer layer : model.layers()) {
            if (chosen.contains(layer.path())) {
                String path = around(layer.path()).stream().filter(module -> !missing.containsKey(module)).findFirst()
                        .orElse(layer.path());
                if (paths.add(path)) {
                    ordered.add(path);
                }
            }
        }
        return ordered;
    }

    /** The modules around a layer, from the outermost inwards. */
    private static List<String> around(String path) {
        List<String> modules = new ArrayList<>();
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            modules.add(path.substring(0, dot));
        }
        return modules;
    }

    /**
     * The last group that stands for just these layers, if there is one.
     *
     * @param shown the paths of the layers that are drawn
     */
    public static Optional<ManualGroup> groupOf(Grouping grouping, Collection<String> layers, Set<String> shown) {
        Set<String> wanted = Set.copyOf(layers);
        return grouping.manual().stream().filter(group -> shown.stream()
                .filter(path -> holds(group, path)).collect(Collectors.toSet()).equals(wanted))
                .reduce((first, second) -> second);
    }

    private static boolean holds(ManualGroup group, String path) {
        return group.layers().stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "."));
    }
}
