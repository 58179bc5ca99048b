package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.Group;
import org.lamina.model.Model;

/**
 * Makes one part of each module, wherever data enters and leaves it, as long as what leaves does not come back. For
 * networks that have too many glyphs however they are folded otherwise.
 */
final class WholeModules {

    /** Modules that only keep others, of which the program calls each by itself. */
    private static final Set<String> LISTS = Set.of("ModuleList", "ModuleDict");

    private WholeModules() {
    }

    /** Folds the innermost modules that have several glyphs; tells whether there were any. */
    static boolean fold(Folding folding, Model model) {
        PartGraph graph = folding.graph();
        List<Part> layers = graph.parts().stream().filter(part -> part.role() != Part.Role.INPUT).toList();
        Map<String, List<Part>> members = new HashMap<>();
        for (Part part : layers) {
            for (int dot = part.path().indexOf('.'); dot > 0; dot = part.path().indexOf('.', dot + 1)) {
                members.computeIfAbsent(part.path().substring(0, dot), path -> new ArrayList<>()).add(part);
            }
        }
        List<Block> blocks = new ArrayList<>();
        Map<Block, String> names = new HashMap<>();
        Set<Part> taken = new HashSet<>();
        // inner modules are listed behind those around them
        List<Group> groups = new ArrayList<>(model.groups());
        groups.sort((a, b) -> b.path().split("\\.").length - a.path().split("\\.").length);
        for (Group group : groups) {
            List<Part> inside = members.getOrDefault(group.path(), List.of());
            boolean list = LISTS.contains(group.type());
            if (!list && folding.glyphs(inside) > 1 && inside.size() < layers.size()
                    && inside.stream().noneMatch(taken::contains)) {
                Block block = Block.of(group.path(), inside, graph);
                String name = name(group, block, graph);
                if (!block.exits().isEmpty() && !folding.isApart(() -> name) && block.isConvex(graph)) {
                    taken.addAll(inside);
                    names.put(block, name);
                    blocks.add(block);
                }
            }
        }
        if (!blocks.isEmpty()) {
            folding.fold(blocks, names::get);
        }
        return !blocks.isEmpty();
    }

    /** What the program calls a module; what it only numbers is called by what it is made of. */
    private static String name(Group group, Block block, PartGraph graph) {
        String last = group.path().substring(group.path().lastIndexOf('.') + 1);
        return !NamedModules.isContainer(group) ? group.type().replaceFirst("^_+", "")
                : last.matches("\\d+") ? BlockNames.of(block, graph) : last;
    }
}
