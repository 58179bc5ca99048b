package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Groups as Net2Vis does (section 4.4 of the paper): of all sequences of two or more types along lines without branches
 * it takes the one that occurs most often without overlap, of several the longest, and makes it one part everywhere.
 */
final class TypeSequences {

    private static final int LONGEST = 24;
    /** A line of fewer glyphs than this is as readable as its glyph would be. */
    private static final int LONG_LINE = 3;

    private TypeSequences() {
    }

    /** Folds the most frequent sequence; tells whether any occurs twice. */
    static boolean fold(Folding folding) {
        return fold(folding, 1);
    }

    /**
     * Folds the most frequent of the sequences that are so many glyphs at least, where a layer with slim bars is one;
     * tells whether any occurs twice.
     */
    static boolean fold(Folding folding, int glyphs) {
        PartGraph graph = folding.graph();
        List<List<Part>> lines = lines(graph);
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        for (int length = 2; length <= LONGEST; length++) {
            Map<List<String>, Integer> ends = new HashMap<>();
            for (int line = 0; line < lines.size(); line++) {
                count(lines.get(line), line, length, counts, ends);
            }
        }
        Optional<List<String>> most = counts.entrySet().stream().filter(entry -> entry.getValue() > 1
                && (glyphs == 1 || folding.glyphs(occurrences(lines, entry.getKey(), graph).get(0).members()) >= glyphs)
                && !folding.isApart(() -> BlockNames.of(occurrences(lines, entry.getKey(), graph).get(0), graph)))
                .max((a, b) -> a.getValue().equals(b.getValue()) ? a.getKey().size() - b.getKey().size()
                        : a.getValue() - b.getValue())
                .map(Map.Entry::getKey);
        most.ifPresent(types -> folding.fold(occurrences(lines, types, graph),
                block -> BlockNames.of(block, graph)));
        return most.isPresent();
    }

    /** Makes one part of each line of several glyphs, but of the network itself; tells whether there was any. */
    static boolean foldLines(Folding folding) {
        PartGraph graph = folding.graph();
        List<Block> blocks = lines(graph).stream().filter(line -> folding.glyphs(line) >= LONG_LINE
                && 2 * folding.glyphs(line) < folding.glyphs() && !folding.isSlim(line.get(0)))
                .map(line -> Block.of(Regions.common(line), line, graph))
                .filter(block -> !folding.isApart(() -> BlockNames.of(block, graph))).toList();
        if (!blocks.isEmpty()) {
            folding.fold(blocks, block -> BlockNames.of(block, graph));
        }
        return !blocks.isEmpty();
    }

    private static void count(List<Part> line, int number, int length, Map<List<String>, Integer> counts,
            Map<List<String>, Integer> ends) {
        List<String> types = line.stream().map(Part::type).toList();
        for (int i = 0; i + length <= types.size(); i++) {
            List<String> sequence = types.subList(i, i + length);
            int position = number * 1_000_000 + i;
            if (ends.getOrDefault(sequence, -1) <= position) {
                counts.merge(sequence, 1, Integer::sum);
                ends.put(sequence, position + length);
            }
        }
    }

    private static List<Block> occurrences(List<List<Part>> lines, List<String> types, PartGraph graph) {
        List<Block> found = new ArrayList<>();
        for (List<Part> line : lines) {
            for (int i = 0; i + types.size() <= line.size(); i++) {
                List<Part> here = line.subList(i, i + types.size());
                if (here.stream().map(Part::type).toList().equals(types)) {
                    found.add(Block.of(Regions.common(here), here, graph));
                    i += types.size() - 1;
                }
            }
        }
        return found;
    }

    /** The longest lines on which each part leads to one other and is led to by one; inputs are in none. */
    private static List<List<Part>> lines(PartGraph graph) {
        List<List<Part>> lines = new ArrayList<>();
        Map<Part, List<Part>> lineOf = new HashMap<>();
        for (Part part : graph.parts()) {
            if (part.role() == Part.Role.INPUT) {
                continue;
            }
            List<Part> before = graph.predecessors(part);
            List<Part> line = before.size() == 1 && graph.successors(before.get(0)).size() == 1
                    ? lineOf.get(before.get(0)) : null;
            if (line == null) {
                line = new ArrayList<>();
                lines.add(line);
            }
            line.add(part);
            lineOf.put(part, line);
        }
        return lines;
    }
}
