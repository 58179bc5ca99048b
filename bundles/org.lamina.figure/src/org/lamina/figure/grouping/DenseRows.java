package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Finds rows of blocks in which each reads what went into the first and what each before it made, as the layers of a
 * dense block (Huang et al., 2017) do.
 */
final class DenseRows {

    private DenseRows() {
    }

    /** Rows of two or more; the blocks are given in the order of the flow. */
    static List<List<Block>> of(List<Block> blocks, PartGraph graph) {
        List<List<Block>> rows = new ArrayList<>();
        List<Block> row = new ArrayList<>();
        for (Block block : blocks) {
            if (!goesOn(row, block)) {
                close(row, rows, graph);
                row = new ArrayList<>();
            }
            row.add(block);
        }
        close(row, rows, graph);
        return rows;
    }

    private static boolean goesOn(List<Block> row, Block block) {
        if (row.isEmpty()) {
            return true;
        }
        Set<Part> readable = new HashSet<>(row.get(0).sources());
        row.forEach(before -> readable.add(before.exit()));
        return block.sources().size() == row.size() + row.get(0).sources().size()
                && readable.containsAll(block.sources()) && block.exit().out().equals(row.get(0).exit().out());
    }

    /** A row counts if what it makes goes only where the output of its last block goes. */
    private static void close(List<Block> row, List<List<Block>> rows, PartGraph graph) {
        if (row.size() < 2 || row.get(1).sources().size() < 2) {
            return;
        }
        Set<Part> inside = new HashSet<>();
        row.forEach(block -> inside.addAll(block.members()));
        Set<Part> after = new HashSet<>(graph.successors(row.get(row.size() - 1).exit()));
        if (row.stream().flatMap(block -> graph.successors(block.exit()).stream())
                .allMatch(target -> inside.contains(target) || after.contains(target))) {
            rows.add(row);
        }
    }
}
