package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Cuts a flow where all of it passes one part: what lies between two such places is a region, as a residual block or
 * one of several branches is, or a single part.
 */
final class Regions {

    /** Of fewer glyphs than this, a region is as readable as its glyph would be. */
    private static final int WORTH_FOLDING = 3;

    /** Branches in branches in branches: deeper ones are not looked at. */
    private static final int DEEPEST = 8;

    private Regions() {
    }

    /**
     * The regions of a graph in the order of the flow, each with the part that it ends with; what feeds the flow from
     * beside is in none of them.
     */
    static List<List<Part>> of(PartGraph graph, Set<Part> sides) {
        return cut(graph.parts().stream().filter(part -> !sides.contains(part) || !isOutside(part, graph, sides))
                .toList(), graph, sides, Set.of());
    }

    /**
     * The regions of each branch inside the regions of a graph, of branches inside these, and so on; outer ones first.
     */
    static List<List<List<Part>>> ofBranches(PartGraph graph, Set<Part> sides) {
        List<List<List<Part>>> flows = new ArrayList<>();
        of(graph, sides).forEach(region -> addBranches(region, graph, sides, flows, 1));
        return flows;
    }

    private static void addBranches(List<Part> region, PartGraph graph, Set<Part> sides,
            List<List<List<Part>>> flows, int depth) {
        if (region.size() <= 2 || depth > DEEPEST) {
            return;
        }
        Set<Part> around = new HashSet<>(region);
        for (List<Part> branch : branches(region.subList(0, region.size() - 1), graph)) {
            List<List<Part>> regions = cut(branch, graph, sides, around);
            flows.add(regions);
            regions.forEach(inner -> addBranches(inner, graph, sides, flows, depth + 1));
        }
    }

    /** The parts that hang together, each in the order of the flow. */
    private static List<List<Part>> branches(List<Part> members, PartGraph graph) {
        Map<Part, List<Part>> branchOf = new LinkedHashMap<>();
        members.forEach(part -> branchOf.put(part, new ArrayList<>(List.of(part))));
        for (Part part : members) {
            for (Part before : graph.predecessors(part)) {
                List<Part> own = branchOf.get(part);
                List<Part> other = branchOf.get(before);
                if (other != null && other != own) {
                    other.addAll(own);
                    own.forEach(member -> branchOf.put(member, other));
                }
            }
        }
        Map<Part, Integer> places = new HashMap<>();
        members.forEach(part -> places.put(part, places.size()));
        Set<List<Part>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        List<List<Part>> branches = branchOf.values().stream().filter(distinct::add).toList();
        branches.forEach(branch -> branch.sort(Comparator.comparing(places::get)));
        return branches;
    }

    /**
     * Cuts a flow.
     *
     * @param around the parts around a branch; where data goes from it to them, the rest of the branch is passed by
     */
    private static List<List<Part>> cut(List<Part> flow, PartGraph graph, Set<Part> sides, Set<Part> around) {
        Map<Part, Integer> places = new HashMap<>();
        flow.forEach(part -> places.put(part, places.size()));
        List<List<Part>> regions = new ArrayList<>();
        int start = 0;
        int reach = 0;
        for (int i = 0; i < flow.size(); i++) {
            if (reach <= i) {
                regions.add(flow.subList(start, i + 1));
                start = i + 1;
            }
            Part part = flow.get(i);
            List<Part> after = graph.successors(part);
            if (sides.contains(part)) {
                after = after.subList(0, Math.min(1, after.size()));
            }
            for (Part next : after) {
                reach = Math.max(reach, places.getOrDefault(next, around.contains(next) ? flow.size() : 0));
            }
            reach = after.isEmpty() ? Math.max(reach, i + 1) : reach;
        }
        if (start < flow.size()) {
            regions.add(flow.subList(start, flow.size()));
        }
        return regions;
    }

    /** Whether no part of the flow leads to it. */
    private static boolean isOutside(Part part, PartGraph graph, Set<Part> sides) {
        Set<Part> seen = new HashSet<>();
        List<Part> ahead = new ArrayList<>(List.of(part));
        while (!ahead.isEmpty()) {
            Part next = ahead.remove(ahead.size() - 1);
            if (!sides.contains(next)) {
                return false;
            }
            if (seen.add(next)) {
                ahead.addAll(graph.predecessors(next));
            }
        }
        return true;
    }

    /** Makes one part of each region with branches whose like there is another of; tells whether there was any. */
    static boolean fold(Folding folding) {
        return fold(folding, 2);
    }

    /** Makes one part of each region with branches, but of the network itself; tells whether there was any. */
    static boolean foldSingle(Folding folding) {
        return fold(folding, 1);
    }

    private static boolean fold(Folding folding, int least) {
        PartGraph graph = folding.graph();
        Map<String, List<Block>> alike = new LinkedHashMap<>();
        for (List<Part> region : of(graph, SideParts.of(graph))) {
            Block block = Block.of("", region, graph);
            if (folding.glyphs(region) >= WORTH_FOLDING && block.exits().size() == 1
                    && (least > 1 || 2 * folding.glyphs(region) < folding.glyphs())
                    && !folding.isApart(() -> BlockNames.of(block, graph))) {
                alike.computeIfAbsent(block.structure(graph), key -> new ArrayList<>())
                        .add(new Block(common(region), region, block.sources(), block.exits()));
            }
        }
        List<Block> repeated = alike.values().stream().filter(blocks -> blocks.size() >= least).flatMap(List::stream)
                .collect(Collectors.toList());
        if (!repeated.isEmpty()) {
            folding.fold(repeated, block -> BlockNames.of(block, graph));
        }
        return !repeated.isEmpty();
    }

    /** Where a block begins, for lack of a module. */
    static String common(List<Part> members) {
        return members.get(0).path();
    }
}
