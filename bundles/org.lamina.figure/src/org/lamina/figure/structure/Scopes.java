package org.lamina.figure.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/**
 * Which module each layer stands in. A function without a module of its own, as exporters leave many, stands in the
 * innermost module whose data flows through it. A module through whose data other modules come has no place of its own
 * in the flow; what it contains stands in the module around it.
 */
final class Scopes {

    final Flow flow;
    /** The modules that have a place, by path. */
    final Map<String, Group> modules = new HashMap<>();
    /** The path of the module around each layer, by its number; empty at the top. */
    final String[] around;

    Scopes(Model model) {
        flow = new Flow(model);
        model.groups().forEach(group -> modules.putIfAbsent(group.path(), group));
        around = new String[flow.layers.size()];
        Map<String, BitSet> contents = new HashMap<>();
        for (int i = 0; i < around.length; i++) {
            around[i] = outer(flow.layers.get(i).path());
            for (String at = around[i]; !at.isEmpty(); at = outer(at)) {
                contents.computeIfAbsent(at, path -> new BitSet()).set(i);
            }
        }
        List<String> innerFirst = new ArrayList<>(contents.keySet());
        innerFirst.sort(Comparator.comparingInt(Scopes::depth).reversed().thenComparing(Comparator.naturalOrder()));
        modules.keySet().retainAll(contents.keySet());
        for (String path : innerFirst) {
            settle(path, contents);
        }
    }

    private static int depth(String path) {
        int depth = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            depth++;
        }
        return depth;
    }

    /** The innermost module around a layer or module; empty at the top. */
    String outer(String path) {
        int dot = path.lastIndexOf('.');
        while (dot > 0 && !modules.containsKey(path.substring(0, dot))) {
            dot = path.lastIndexOf('.', dot - 1);
        }
        return dot > 0 ? path.substring(0, dot) : "";
    }

    private void settle(String path, Map<String, BitSet> contents) {
        BitSet inside = contents.get(path);
        BitSet between = flow.between(inside);
        if (between.stream().allMatch(number -> belongs(number, path))) {
            between.stream().forEach(number -> around[number] = path);
            for (String at = path; !at.isEmpty(); at = outer(at)) {
                contents.get(at).or(between);
            }
        } else {
            String outer = outer(path);
            modules.remove(path);
            inside.stream().filter(number -> around[number].equals(path)).forEach(number -> around[number] = outer);
        }
    }

    /** Whether it is a function that stands somewhere around a module. */
    private boolean belongs(int number, String path) {
        Layer layer = flow.layers.get(number);
        return layer.function() && (around[number].isEmpty() || path.startsWith(around[number] + "."));
    }
}
