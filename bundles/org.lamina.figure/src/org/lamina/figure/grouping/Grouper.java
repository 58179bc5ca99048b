package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.Model;

/** Groups the parts of a figure as its {@link Grouping} asks for. */
public final class Grouper {

    /** Modules in modules in modules: deeper nesting than this is not folded further. */
    private static final int DEEPEST = 8;

    /** Who wants so few glyphs has a narrow page, and no use for chains of single layers. */
    private static final int FEW = 15;

    private Grouper() {
    }

    /**
     * The grouped graph. Manual groups come first, then the sequences that Net2Vis finds, then, if there are more
     * glyphs than asked for without any groups, named modules, blocks and repeats until there are few enough or nothing
     * is left to fold.
     *
     * @param checkpoint names the model in the units of groups
     * @param slim tells parts that are mere bars behind another one
     * @param problems takes a sentence for each group that can't be made
     */
    public static Grouped group(PartGraph graph, Model model, String checkpoint, Grouping grouping,
            Predicate<Part> slim, Consumer<String> problems) {
        Folding folding = new Folding(graph, checkpoint, slim, grouping.apart());
        boolean many = folding.glyphs() > grouping.above();
        for (ManualGroup group : grouping.manual()) {
            ManualGroups.fold(folding, group, () -> foldInside(folding, model, grouping, many), problems);
        }
        boolean more = true;
        for (int i = 0; i < grouping.sequences() && more; i++) {
            more = TypeSequences.fold(folding);
        }
        switch (grouping.mode()) {
            case NONE -> { }
            case REPEATS -> RepeatedRuns.foldAll(folding);
            case BLOCKS -> reduce(folding, model, grouping);
            case MODULES -> ModulePaths.fold(folding, model);
            case AUTOMATIC -> {
                if (many) {
                    reduce(folding, model, grouping);
                }
            }
        }
        return folding.finish();
    }

    /**
     * Whether a group can be made beside those that are there already; else the sentence that says why not.
     *
     * @param group comes after all groups of {@code grouping}
     */
    public static Optional<String> problem(PartGraph graph, Grouping grouping, ManualGroup group) {
        Folding folding = new Folding(graph, "", part -> false, Set.of());
        grouping.manual().forEach(before -> ManualGroups.fold(folding, before, ignored -> { }));
        List<String> problems = new ArrayList<>();
        ManualGroups.fold(folding, group, problems::add);
        return problems.stream().findFirst();
    }

    /**
     * The counterparts of groups at all other places that are made in the same way, those of each place in the same
     * order.
     *
     * @param groups groups that can be made at one place beside those of {@code grouping}; the last holds the others
     */
    public static List<List<ManualGroup>> samePlaces(PartGraph graph, Grouping grouping, List<ManualGroup> groups) {
        Folding folding = new Folding(graph, "", part -> false, Set.of());
        grouping.manual().forEach(before -> ManualGroups.fold(folding, before, ignored -> { }));
        return SamePlaces.of(folding, groups);
    }

    /** Folds what a manual group holds as it would be folded beside it, so that a repeat keeps its number. */
    private static void foldInside(Folding folding, Model model, Grouping grouping, boolean many) {
        boolean blocks = grouping.mode() == Grouping.Mode.BLOCKS || grouping.mode() == Grouping.Mode.AUTOMATIC && many;
        if (blocks) {
            NamedModules.fold(folding, model, false);
        }
        if (blocks && grouping.repeats() || grouping.mode() == Grouping.Mode.REPEATS) {
            RepeatedRuns.foldAll(folding);
        }
    }

    private static void reduce(Folding folding, Model model, Grouping grouping) {
        AttentionCores.fold(folding);
        NamedModules.foldRows(folding, model);
        boolean named = NamedModules.fold(folding, model, false);
        for (int depth = 0; named && folding.glyphs() > grouping.above() && depth < DEEPEST; depth++) {
            named = NamedModules.fold(folding, model, false); // what an author names goes before what structure shows
        }
        for (int depth = 0; depth < DEEPEST; depth++) {
            boolean any = Regions.fold(folding);
            any |= grouping.repeats() && RepeatedRuns.fold(folding);
            boolean few = folding.glyphs() <= grouping.above();
            any |= !few && Operations.fold(folding, model);
            any |= grouping.repeats() && RepeatedRuns.foldAll(folding);
            if (few) {
                return;
            }
            if (!NamedModules.fold(folding, model, false) && !NamedModules.foldSingle(folding, model)
                    && !NamedModules.fold(folding, model, true) && !any
                    && !TypeSequences.fold(folding, 2) && !WholeModules.fold(folding, model)
                    && !Regions.foldSingle(folding)
                    && !(grouping.above() <= FEW && TypeSequences.foldLines(folding))) {
                return;
            }
        }
    }
}
