package org.lamina.figure.grouping;

import java.util.LinkedHashMap;
import java.util.Collections;
import java.util.Map;
import org.lamina.figure.parts.PartGraph;

/**
 * A graph in which several parts have become one.
 *
 * @param graph its parts
 * @param insides what is inside the groups, by the type of their parts
 */
public record Grouped(PartGraph graph, Map<String, PartGraph> insides) {

    public Grouped {
        insides = Collections.unmodifiableMap(new LinkedHashMap<>(insides));
    }
}
