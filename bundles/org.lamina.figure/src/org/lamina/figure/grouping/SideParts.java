package org.lamina.figure.grouping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Finds what only feeds the flow from beside, as masks and tables of positions that all layers of a decoder read, and
 * the output of an encoder: the parts that the input with the longest way does not lead to, and those that many read,
 * one after the other.
 */
final class SideParts {

    /** Query, key and value are three readers of one output; more tell of something that is handed around. */
    private static final int MANY = 4;

    private SideParts() {
    }

    /** All such parts of a graph. */
    static Set<Part> of(PartGraph graph) {
        List<Part> reversed = new ArrayList<>(graph.parts());
        Collections.reverse(reversed);
        Map<Part, Integer> ways = new HashMap<>();
        for (Part part : reversed) {
            ways.put(part, graph.successors(part).stream().mapToInt(next -> ways.getOrDefault(next, 0) + 1).max()
                    .orElse(0));
        }
        Set<Part> flow = new HashSet<>();
        Deque<Part> ahead = new ArrayDeque<>();
        reversed.stream().filter(part -> graph.predecessors(part).isEmpty())
                .max(Comparator.comparing(ways::get)).ifPresent(ahead::add);
        while (!ahead.isEmpty()) {
            Part part = ahead.remove();
            if (flow.add(part)) {
                ahead.addAll(graph.successors(part));
            }
        }
        Set<Part> sides = new HashSet<>(graph.parts());
        sides.removeIf(part -> flow.contains(part) && !isHandedAround(part, graph));
        return sides;
    }

    /** Whether many read it, one after the other; branches beside each other are the flow itself. */
    private static boolean isHandedAround(Part part, PartGraph graph) {
        Set<Part> readers = new HashSet<>(graph.successors(part));
        if (readers.size() < MANY) {
            return false;
        }
        Set<Part> seen = new HashSet<>();
        Deque<Part> ahead = new ArrayDeque<>();
        readers.forEach(reader -> ahead.addAll(graph.successors(reader)));
        while (!ahead.isEmpty()) {
            Part next = ahead.remove();
            if (readers.contains(next)) {
                return true;
            }
            if (seen.add(next)) {
                ahead.addAll(graph.successors(next));
            }
        }
        return false;
    }
}
