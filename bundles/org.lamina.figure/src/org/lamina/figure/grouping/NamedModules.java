package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.parts.Part;
import org.lamina.model.Group;
import org.lamina.model.Model;

/**
 * Makes one part of each module that a network repeats. A module can be folded if data leaves it at one place and,
 * beside what feeds all of its kind, enters it from one place. As in Net2Vis, what occurs most often is folded first,
 * and of that the larger. Modules of which each reads what all before it made (a dense block) are folded as a row.
 */
final class NamedModules {

    private static final Set<String> CONTAINERS = Set.of("Sequential", "ModuleList", "ModuleDict", "Module",
            "Functional", "Model");

    /** Of fewer glyphs than this, a module of which there is one alone is as readable as its glyph would be. */
    private static final int WORTH_FOLDING = 3;

    private static final String DENSE = "Dense block layer";

    private final Folding folding;
    private final Set<Part> sides;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private NamedModules(Folding folding, Model model) {
        this.folding = folding;
        this.sides = SideParts.of(folding.graph());
        model.groups().forEach(group -> groups.putIfAbsent(group.path(), group));
    }

    /**
     * Folds modules once; modules inside those that are folded stay inside.
     *
     * @param containers whether modules without a class of their own count too; they are told apart by structure
     * @return whether there was anything to fold
     */
    static boolean fold(Folding folding, Model model, boolean containers) {
        return new NamedModules(folding, model).fold(containers);
    }

    /** Folds rows of modules of which each reads what all before it made; tells whether there was any. */
    static boolean foldRows(Folding folding, Model model) {
        NamedModules modules = new NamedModules(folding, model);
        List<List<Block>> rows = modules.candidates(true).values().stream()
                .flatMap(alike -> modules.rows(alike).stream()).toList();
        modules.fold(List.of(), rows);
        return !rows.isEmpty();
    }

    /**
     * Folds modules of which there is one alone, the innermost, since what is beside folded ones is as large as
     * they are; tells whether there was any. What is half of the network or more tells nothing.
     */
    static boolean foldSingle(Folding folding, Model model) {
        NamedModules modules = new NamedModules(folding, model);
        List<Block> single = modules.candidates(false).values().stream().filter(alike -> alike.size() == 1)
                .map(alike -> alike.get(0)).filter(block -> modules.isSimple(block, Set.of())
                        && folding.glyphs(block.members()) >= WORTH_FOLDING
                        && 2 * folding.glyphs(block.members()) < folding.glyphs()).toList();
        List<Block> innermost = single.stream().filter(block -> single.stream()
                .noneMatch(other -> other.path().startsWith(block.path() + "."))).toList();
        modules.fold(innermost, List.of());
        return !innermost.isEmpty();
    }

    private List<List<Block>> rows(List<Block> alike) {
        return folding.isApart(() -> DENSE) ? List.of() : DenseRows.of(alike, folding.graph());
    }

    private boolean fold(boolean containers) {
        List<List<Block>> repeated = new ArrayList<>(candidates(containers).values());
        repeated.removeIf(alike -> alike.size() < 2);
        repeated.sort(Comparator.comparing((List<Block> alike) -> isContainer(alike.get(0)))
                .thenComparing(List::size, Comparator.reverseOrder())
                .thenComparing(alike -> alike.get(0).members().size(), Comparator.reverseOrder()));
        Set<Part> taken = new HashSet<>();
        List<Block> single = new ArrayList<>();
        List<List<Block>> rows = new ArrayList<>();
        for (List<Block> alike : repeated) {
            List<Block> free = alike.stream().filter(block -> block.members().stream()
                    .noneMatch(part -> taken.contains(part) || !folding.isFree(part)))
                    .toList();
            List<List<Block>> dense = rows(free);
            Set<Part> shared = shared(free);
            List<Block> chosen = new ArrayList<>(free.stream().filter(block -> isSimple(block, shared)).toList());
            dense.forEach(chosen::removeAll);
            rows.addAll(dense);
            single.addAll(chosen);
            chosen.forEach(block -> taken.addAll(block.members()));
            dense.forEach(row -> row.forEach(block -> taken.addAll(block.members())));
        }
        fold(single, rows);
        return !single.isEmpty() || !rows.isEmpty();
    }

    private void fold(List<Block> single, List<List<Block>> rows) {
        List<Block> all = new ArrayList<>(single);
        rows.forEach(all::addAll);
        if (all.isEmpty()) {
            return;
        }
        List<Part> made = folding.fold(all, block -> isContainer(block) && !single.contains(block)
                ? DENSE : name(block));
        int at = single.size();
        for (List<Block> row : rows) {
            folding.repeat(made.subList(at, at + row.size()).stream().map(List::of).toList());
            at += row.size();
        }
    }

    private Map<String, List<Block>> candidates(boolean containers) {
        Map<String, List<Part>> members = members();
        Map<String, List<Block>> byKey = new LinkedHashMap<>();
        for (Group group : groups.values()) {
            List<Part> inside = members.getOrDefault(group.path(), List.of());
            if (folding.glyphs(inside) > 1 && (containers || !CONTAINERS.contains(group.type()))) {
                Block block = Block.of(group.path(), inside, folding.graph());
                if (block.exits().size() == 1 && !folding.isApart(() -> name(block))) {
                    String key = CONTAINERS.contains(group.type()) ? block.structure(folding.graph()) : group.type();
                    byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(block);
                }
            }
        }
        return byKey;
    }

    private Map<String, List<Part>> members() {
        return folding.graph().parts().stream().filter(part -> !part.path().isEmpty())
                .flatMap(part -> ancestors(part.path()).stream().map(group -> Map.entry(group, part)))
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static List<String> ancestors(String path) {
        List<String> ancestors = new ArrayList<>();
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            ancestors.add(path.substring(0, dot));
        }
        return ancestors;
    }

    private boolean isSimple(Block block, Set<Part> shared) {
        return block.sources().stream().filter(source -> !sides.contains(source) && !shared.contains(source))
                .count() <= 1;
    }

    /** What half of the blocks or more read and none of them makes, such as the output of an encoder. */
    private static Set<Part> shared(List<Block> alike) {
        Map<Part, Long> readers = alike.stream().flatMap(block -> block.sources().stream())
                .collect(Collectors.groupingBy(part -> part, Collectors.counting()));
        Set<Part> made = alike.stream().flatMap(block -> block.members().stream()).collect(Collectors.toSet());
        return readers.entrySet().stream().filter(entry -> entry.getValue() > 1
                && 2 * entry.getValue() >= alike.size() && !made.contains(entry.getKey()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private boolean isContainer(Block block) {
        return isContainer(groups.get(block.path()));
    }

    /** Whether a module has no class of its own. */
    static boolean isContainer(Group group) {
        return CONTAINERS.contains(group.type());
    }

    private String name(Block block) {
        return isContainer(block) ? BlockNames.of(block, folding.graph())
                : groups.get(block.path()).type().replaceFirst("^_+", "");
    }
}
