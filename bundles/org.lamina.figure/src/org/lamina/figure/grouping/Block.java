package org.lamina.figure.grouping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Parts of a graph that may become one.
 *
 * @param path the module they are; that of the first of them where they are none
 * @param members the parts, in the order of the flow
 * @param sources the parts outside that they read, in the order of the flow
 * @param exits the members that something outside reads, or that nothing reads
 */
record Block(String path, List<Part> members, Set<Part> sources, List<Part> exits) {

    /** Blocks with these members, in the order of the flow. */
    static Block of(String path, List<Part> members, PartGraph graph) {
        Set<Part> inside = new HashSet<>(members);
        Set<Part> sources = new LinkedHashSet<>();
        List<Part> exits = new ArrayList<>();
        for (Part part : members) {
            graph.predecessors(part).stream().filter(source -> !inside.contains(source)).forEach(sources::add);
            List<Part> after = graph.successors(part);
            if (after.isEmpty() || !inside.containsAll(after)) {
                exits.add(part);
            }
        }
        return new Block(path, List.copyOf(members), sources, exits);
    }

    /**
     * What it is made of, the same for blocks that a figure need not tell apart: types, windows and links inside.
     */
    String structure(PartGraph graph) {
        return describe(graph, false);
    }

    /** What it is made of to the last setting and size, the same for exact repeats; for side sources their ids too. */
    String exactly(PartGraph graph, Set<Part> sides) {
        StringBuilder text = new StringBuilder(describe(graph, true));
        sources.stream().filter(sides::contains).forEach(source -> text.append("|from ").append(source.id()));
        return text.toString();
    }

    private String describe(PartGraph graph, boolean exact) {
        Map<Part, Integer> places = new HashMap<>();
        members.forEach(part -> places.put(part, places.size()));
        StringBuilder text = new StringBuilder();
        for (Part part : members) {
            text.append('|').append(part.type()).append(part.repeats() > 1 ? "x" + part.repeats() : "");
            if (exact) {
                text.append(new TreeMap<>(part.traits())).append(part.in()).append(part.out());
            } else {
                text.append(part.kernel());
            }
            List<Part> before = graph.predecessors(part);
            before.stream().map(source -> places.getOrDefault(source, -1)).distinct()
                    .forEach(place -> text.append(',').append(place));
            text.append(before.isEmpty() ? ",-1" : ""); // it reads an input that is not shown
        }
        return text.toString();
    }

    /** Whether nothing that leaves it comes back through other parts. */
    boolean isConvex(PartGraph graph) {
        Set<Part> inside = new HashSet<>(members);
        Set<Part> seen = new HashSet<>();
        Deque<Part> ahead = new ArrayDeque<>();
        exits.forEach(exit -> graph.successors(exit).stream().filter(part -> !inside.contains(part))
                .forEach(ahead::add));
        while (!ahead.isEmpty()) {
            Part part = ahead.remove();
            if (inside.contains(part)) {
                return false;
            }
            if (seen.add(part)) {
                ahead.addAll(graph.successors(part));
            }
        }
        return true;
    }

    /** The part where data leaves; the last one where it leaves at several. */
    Part exit() {
        return exits.get(exits.size() - 1);
    }
}
