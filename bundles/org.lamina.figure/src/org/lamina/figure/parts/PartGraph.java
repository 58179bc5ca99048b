package org.lamina.figure.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The parts of a figure and what flows between them, while the figure is being prepared. */
public final class PartGraph {

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private final Map<String, Set<String>> predecessors = new LinkedHashMap<>();

    /** Adds a part, behind all others. */
    public void add(Part part) {
        parts.put(part.id(), part);
        successors.put(part.id(), new LinkedHashSet<>());
        predecessors.put(part.id(), new LinkedHashSet<>());
    }

    /** Lets data flow from one part to another; nothing happens if one of them is missing or they are the same. */
    public void connect(String from, String to) {
        if (parts.containsKey(from) && parts.containsKey(to) && !from.equals(to)) {
            successors.get(from).add(to);
            predecessors.get(to).add(from);
        }
    }

    /** All parts, in the order of the flow. */
    public List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** The parts that its output goes to, in the order in which they were connected. */
    public List<Part> successors(Part part) {
        return successors.get(part.id()).stream().map(parts::get).toList();
    }

    /** The parts that it reads, in the order in which they were connected. */
    public List<Part> predecessors(Part part) {
        return predecessors.get(part.id()).stream().map(parts::get).toList();
    }

    /** Takes parts out and connects what is before each with what is after it, in the same order. */
    public void hide(Predicate<Part> hidden) {
        parts().stream().filter(hidden).forEach(this::remove);
    }

    /** The same graph with other parts in the places of these; their ids stay. */
    public PartGraph mapped(UnaryOperator<Part> other) {
        PartGraph mapped = new PartGraph();
        parts.values().forEach(part -> mapped.add(other.apply(part)));
        successors.forEach((from, targets) -> targets.forEach(to -> mapped.connect(from, to)));
        return mapped;
    }

    private void remove(Part part) {
        List<String> before = new ArrayList<>(predecessors.remove(part.id()));
        List<String> after = new ArrayList<>(successors.remove(part.id()));
        parts.remove(part.id());
        before.forEach(id -> replace(successors.get(id), id, part.id(), after));
        after.forEach(id -> replace(predecessors.get(id), id, part.id(), before));
    }

    private static void replace(Set<String> ids, String own, String old, List<String> instead) {
        List<String> all = new ArrayList<>(ids);
        int at = all.indexOf(old);
        all.remove(at);
        all.addAll(at, instead.stream().filter(id -> !id.equals(own)).toList()); // a loop without the part is none
        ids.clear();
        ids.addAll(all);
    }
}
