package org.lamina.figure.grouping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.parts.PartGraph;

/**
 * A graph in which several parts have become one.
 *
 * @param graph its parts
 * @param insides what is inside the groups, by the type of their parts
 * @param layers the paths of the layers that each part stands for, in the order of the flow, by the id of the part
 * @param names the names under which groups were made, which several types of them may share, by their type
 */
public record Grouped(PartGraph graph, Map<String, PartGraph> insides, Map<String, List<String>> layers,
        Map<String, String> names) {

    public Grouped {
        layers = Map.copyOf(layers);
        names = Map.copyOf(names);
        insides = Collections.unmodifiableMap(new LinkedHashMap<>(insides));
    }
}
