package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Makes one of exact repeats in a row: regions of the flow, or sequences of them, that are the same to the last setting
 * and size. What differs in anything stays visible beside them.
 */
final class RepeatedRuns {

    /** Longer sequences than this are not looked for. */
    private static final int LONGEST = 400;

    private RepeatedRuns() {
    }

    /** A row of repeats: where it starts, how many regions one copy has, how many copies there are. */
    private record Run(int start, int period, int copies, long saved) {
    }

    /** Folds all repeats that all data passes, what saves most glyphs first; tells whether there was any. */
    static boolean fold(Folding folding) {
        boolean any = false;
        while (foldOne(folding)) {
            any = true;
        }
        return any;
    }

    /** Folds all repeats, those inside branches too; tells whether there was any. */
    static boolean foldAll(Folding folding) {
        boolean any = false;
        while (foldOne(folding) || foldInBranch(folding)) {
            any = true;
        }
        return any;
    }

    private static boolean foldOne(Folding folding) {
        Set<Part> sides = SideParts.of(folding.graph());
        return foldOne(folding, Regions.of(folding.graph(), sides), sides);
    }

    private static boolean foldInBranch(Folding folding) {
        Set<Part> sides = SideParts.of(folding.graph());
        return Regions.ofBranches(folding.graph(), sides).stream()
                .anyMatch(regions -> foldOne(folding, regions, sides));
    }

    private static boolean foldOne(Folding folding, List<List<Part>> regions, Set<Part> sides) {
        Optional<Run> best = best(folding, regions, keys(folding, regions, sides));
        best.ifPresent(run -> fold(folding, regions, run));
        return best.isPresent();
    }

    private static int[] keys(Folding folding, List<List<Part>> regions, Set<Part> sides) {
        PartGraph graph = folding.graph();
        Map<String, Integer> known = new HashMap<>();
        int[] keys = new int[regions.size()];
        for (int i = 0; i < keys.length; i++) {
            Block block = Block.of("", regions.get(i), graph);
            // where something else leaves, a region is like no other
            String key = block.exits().size() > 1 || regions.get(i).get(0).role() == Part.Role.INPUT
                    || !regions.get(i).stream().allMatch(folding::isFree)
                    ? "alone " + i : block.exactly(graph, sides);
            keys[i] = known.computeIfAbsent(key, k -> known.size());
        }
        return keys;
    }

    private static Optional<Run> best(Folding folding, List<List<Part>> regions, int[] keys) {
        long[] glyphs = new long[keys.length + 1];
        for (int i = 0; i < keys.length; i++) {
            glyphs[i + 1] = glyphs[i] + folding.glyphs(regions.get(i));
        }
        Run best = null;
        for (int period = 1; period <= Math.min(LONGEST, keys.length / 2); period++) {
            int matches = 0;
            for (int i = keys.length - period - 1; i >= -1; i--) {
                boolean same = i >= 0 && keys[i] == keys[i + period];
                if (same) {
                    matches++;
                    Run run = run(folding, regions, glyphs, i, period, 1 + matches / period);
                    if (run != null && (best == null || run.saved() >= best.saved()
                            && (run.saved() > best.saved() || run.period() <= best.period()))) {
                        best = run;
                    }
                } else {
                    matches = 0;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A copy begins with a glyph, since a slim bar stands behind one. */
    private static Run run(Folding folding, List<List<Part>> regions, long[] glyphs, int start, int period,
            int copies) {
        long each = glyphs[start + period] - glyphs[start];
        return copies < 2 || each == 0 || folding.isSlim(regions.get(start).get(0))
                || each > 1 && folding.isApart(() -> name(folding, regions.subList(start, start + period))) ? null
                : new Run(start, period, copies, (copies - 1) * each);
    }

    private static String name(Folding folding, List<List<Part>> copy) {
        List<Part> parts = copy.stream().flatMap(List::stream).toList();
        return BlockNames.of(Block.of("", parts, folding.graph()), folding.graph());
    }

    private static void fold(Folding folding, List<List<Part>> regions, Run run) {
        List<List<Part>> copies = new ArrayList<>();
        for (int copy = 0; copy < run.copies(); copy++) {
            List<Part> parts = new ArrayList<>();
            int at = run.start() + copy * run.period();
            regions.subList(at, at + run.period()).forEach(parts::addAll);
            copies.add(parts);
        }
        if (folding.glyphs(copies.get(0)) > 1) {
            PartGraph graph = folding.graph();
            List<Block> blocks = copies.stream().map(parts -> Block.of(Regions.common(parts), parts, graph)).toList();
            copies = folding.fold(blocks, block -> BlockNames.of(block, graph)).stream().map(List::of).toList();
        }
        folding.repeat(copies);
    }
}
