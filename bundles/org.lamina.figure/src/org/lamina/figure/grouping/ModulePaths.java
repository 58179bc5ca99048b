package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.Group;
import org.lamina.model.Model;

/** Makes one part of each outermost module that can be one; of others, of the modules inside. */
final class ModulePaths {

    private ModulePaths() {
    }

    static void fold(Folding folding, Model model) {
        PartGraph graph = folding.graph();
        Set<Part> sides = SideParts.of(graph);
        Set<Part> taken = new HashSet<>();
        Map<Block, String> names = new HashMap<>();
        List<Block> blocks = new ArrayList<>();
        for (Group group : model.groups().stream().sorted(Comparator.comparingInt(ModulePaths::depth)).toList()) {
            List<Part> members = graph.parts().stream()
                    .filter(part -> part.path().startsWith(group.path() + ".") && !taken.contains(part)).toList();
            if (!group.path().isEmpty() && folding.glyphs(members) > 1 && !isAll(members, graph)) {
                Block block = Block.of(group.path(), members, graph);
                String name = group.path().substring(group.path().lastIndexOf('.') + 1);
                if (block.exits().size() == 1 && isSimple(block, sides) && !folding.isApart(() -> name)
                        && !ManualGroups.leavesAndComesBack(block, graph)) {
                    taken.addAll(members);
                    names.put(block, name);
                    blocks.add(block);
                }
            }
        }
        if (!blocks.isEmpty()) {
            folding.fold(blocks, names::get);
        }
    }

    /** The paths of the modules around a layer, the innermost first. */
    static Stream<String> around(String path) {
        return Stream.iterate(path.lastIndexOf('.'), dot -> dot > 0, dot -> path.lastIndexOf('.', dot - 1))
                .map(dot -> path.substring(0, dot));
    }

    private static int depth(Group group) {
        return (int) group.path().chars().filter(letter -> letter == '.').count();
    }

    /** A module with every layer in it tells nothing. */
    private static boolean isAll(List<Part> members, PartGraph graph) {
        return graph.parts().stream().filter(part -> part.role() != Part.Role.INPUT).allMatch(members::contains);
    }

    private static boolean isSimple(Block block, Set<Part> sides) {
        return block.sources().stream().filter(source -> !sides.contains(source)).count() <= 1;
    }
}
