package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/** Makes the groups that the user has gathered. */
final class ManualGroups {

    private ManualGroups() {
    }

    /** Folds a group; says through {@code problems} why it can't, where it can't. */
    static void fold(Folding folding, ManualGroup group, Consumer<String> problems) {
        fold(folding, group, () -> { }, problems);
    }

    /** Folds a group, after what is inside it has been folded. */
    static void fold(Folding folding, ManualGroup group, Runnable inside, Consumer<String> problems) {
        PartGraph graph = folding.graph();
        List<Part> members = members(graph, group);
        if (members.size() < 2) {
            problems.accept("group \"" + group.name() + "\": expected two layers of the figure or more, found "
                    + members.size() + " among " + String.join(", ", group.layers()));
            return;
        }
        Block block = Block.of(members.get(0).path(), members, graph);
        Optional<String> reason = reason(block, graph);
        if (reason.isPresent()) {
            problems.accept("group \"" + group.name() + "\": expected layers that data enters at one place and leaves"
                    + " at one, found " + reason.get() + "; choose all layers between two places that all data"
                    + " passes");
            return;
        }
        Set<String> paths = Set.copyOf(folding.layersOf(members));
        folding.within(paths, inside);
        List<Part> left = folding.graph().parts().stream().filter(part -> part.role() != Part.Role.INPUT)
                .filter(part -> paths.containsAll(folding.layersOf(List.of(part)))).toList();
        folding.fold(List.of(Block.of(members.get(0).path(), left, folding.graph())), named -> group.name());
    }

    /** The parts of a graph that a group names. */
    static List<Part> members(PartGraph graph, ManualGroup group) {
        return graph.parts().stream().filter(part -> group.layers().stream()
                .anyMatch(path -> part.path().equals(path) || part.path().startsWith(path + "."))).toList();
    }

    /** Why a block can't be a group; empty if it can. */
    static Optional<String> reason(Block block, PartGraph graph) {
        if (block.sources().size() > 1) {
            return Optional.of("that it enters from " + names(block.sources()));
        }
        if (block.exits().size() != 1) {
            return Optional.of("that it leaves at " + names(block.exits()));
        }
        return leavesAndComesBack(block, graph) ? Optional.of("that what leaves at " + names(block.exits())
                + " goes through other layers and comes back") : Optional.empty();
    }

    /** The paths of parts, the first three where there are more. */
    private static String names(Collection<Part> parts) {
        List<String> names = parts.stream().map(part -> part.path().isEmpty() ? part.title() : part.path()).toList();
        return names.size() > 3 ? String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more"
                : String.join(" and ", names);
    }

    /** Whether data that leaves a block enters it again. */
    static boolean leavesAndComesBack(Block block, PartGraph graph) {
        Set<Part> inside = new HashSet<>(block.members());
        Set<Part> seen = new HashSet<>();
        List<Part> ahead = new ArrayList<>(graph.successors(block.exit()));
        while (!ahead.isEmpty()) {
            Part part = ahead.remove(ahead.size() - 1);
            if (inside.contains(part)) {
                return true;
            }
            if (seen.add(part)) {
                ahead.addAll(graph.successors(part));
            }
        }
        return false;
    }
}
