package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Finds the other places of a network that are made as a group is: of the same types with the same windows, connected
 * in the same way. No two of them have a part in common.
 */
final class SamePlaces {

    private final Folding folding;
    private final PartGraph graph;
    private final Block pattern;
    private final Map<Part, Part> images = new HashMap<>();
    private final Set<Part> taken = new HashSet<>();

    private SamePlaces(Folding folding, Block pattern) {
        this.folding = folding;
        this.graph = folding.graph();
        this.pattern = pattern;
        taken.addAll(pattern.members());
    }

    /**
     * The counterparts of groups at other places, those of each place in the same order.
     *
     * @param groups groups that can be made at one place, the last of which holds the others
     */
    static List<List<ManualGroup>> of(Folding folding, List<ManualGroup> groups) {
        List<Part> members = ManualGroups.members(folding.graph(), groups.get(groups.size() - 1));
        if (members.isEmpty()) {
            return List.of();
        }
        SamePlaces places = new SamePlaces(folding, Block.of("", members, folding.graph()));
        return folding.graph().parts().stream().flatMap(part -> places.at(part, groups).stream()).toList();
    }

    private Optional<List<ManualGroup>> at(Part first, List<ManualGroup> groups) {
        images.clear();
        if (!match(0, List.of(first)) || !isGroup()) {
            return Optional.empty();
        }
        taken.addAll(images.values());
        return Optional.of(groups.stream().map(group -> new ManualGroup(group.name(),
                folding.layersOf(ManualGroups.members(graph, group).stream().map(images::get).toList()))).toList());
    }

    /** Finds images of the members from one on; those before have theirs. */
    private boolean match(int number, List<Part> candidates) {
        Part member = pattern.members().get(number);
        for (Part candidate : candidates) {
            if (isAlike(member, candidate)) {
                images.put(member, candidate);
                if (number + 1 == pattern.members().size() || match(number + 1, candidates(number + 1))) {
                    return true;
                }
                images.remove(member);
            }
        }
        return false;
    }

    /** What may be the image of a member: what reads what its sources stand for. */
    private List<Part> candidates(int number) {
        List<Part> sources = graph.predecessors(pattern.members().get(number));
        Optional<Part> inside = sources.stream().filter(images::containsKey).findFirst();
        if (inside.isPresent()) {
            return graph.successors(images.get(inside.get()));
        }
        return graph.predecessors(images.get(pattern.members().get(0))).stream()
                .flatMap(source -> graph.successors(source).stream()).distinct().toList();
    }

    private boolean isAlike(Part member, Part candidate) {
        return !taken.contains(candidate) && !images.containsValue(candidate)
                && candidate.type().equals(member.type()) && candidate.kernel().equals(member.kernel())
                && imagesOf(graph.predecessors(member)).equals(graph.predecessors(candidate).stream()
                        .filter(images::containsValue).collect(Collectors.toSet()));
    }

    private Set<Part> imagesOf(List<Part> parts) {
        return parts.stream().filter(images::containsKey).map(images::get).collect(Collectors.toSet());
    }

    private boolean isGroup() {
        List<Part> members = new ArrayList<>(pattern.members().stream().map(images::get).toList());
        Block block = Block.of("", graph.parts().stream().filter(members::contains).toList(), graph);
        return ManualGroups.reason(block, graph).isEmpty()
                && block.exit().equals(images.get(pattern.exit()));
    }
}
