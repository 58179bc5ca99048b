package org.lamina.figure.layout.layered;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lamina.figure.layout.layered.Column.Beside;
import org.lamina.model.Progress;

/**
 * Places vertices from left to right: the most important lines are made straight, which joins vertices to columns; then
 * the columns move to where the other lines are shortest (after Brandes and Köpf, 2001, and Sander, 1996).
 */
final class Columns {

    private static final double BOXES_GAP = 32;
    private static final double LINE_GAP = 20;
    private static final double LINES_GAP = 12;
    private static final int PASSES = 16;
    private static final double STILL = 0.5;

    private final LayeredGraph graph;
    private final List<Column> columns = new ArrayList<>();

    private Columns(LayeredGraph graph) {
        this.graph = graph;
    }

    static void place(LayeredGraph graph, Progress progress) {
        Columns columns = new Columns(graph);
        columns.straighten();
        columns.build();
        columns.separate();
        columns.pack();
        progress.checkCancelled();
        columns.settle(progress);
    }

    /** Chooses the straight lines: one above and one below each vertex at most, and no two that cross. */
    private void straighten() {
        List<Segment> segments = new ArrayList<>();
        List<TreeMap<Integer, Integer>> chosen = new ArrayList<>();
        for (List<Vertex> layer : graph.layers) {
            layer.forEach(vertex -> segments.addAll(vertex.down));
            chosen.add(new TreeMap<>());
        }
        segments.sort(Comparator.comparingInt(Columns::rank).reversed());
        for (Segment segment : segments) {
            TreeMap<Integer, Integer> gap = chosen.get(segment.upper.layer);
            if (segment.upper.straightDown == null && segment.lower.straightUp == null
                    && fits(gap, segment.upper.position, segment.lower.position)) {
                gap.put(segment.upper.position, segment.lower.position);
                segment.upper.straightDown = segment;
                segment.lower.straightUp = segment;
            }
        }
    }

    /** The trunk first, then lines that pass layers, then the main inputs of boxes. */
    private static int rank(Segment segment) {
        boolean passes = segment.upper.passes() && segment.lower.passes();
        return segment.weight >= 3 ? 4 : passes ? 3 : segment.weight;
    }

    private static boolean fits(TreeMap<Integer, Integer> gap, int upper, int lower) {
        Map.Entry<Integer, Integer> left = gap.floorEntry(upper);
        Map.Entry<Integer, Integer> right = gap.ceilingEntry(upper);
        return (left == null || left.getValue() < lower) && (right == null || right.getValue() > lower);
    }

    private void build() {
        for (List<Vertex> layer : graph.layers) {
            for (Vertex vertex : layer) {
                if (vertex.straightUp == null) {
                    columns.add(column(vertex));
                }
            }
        }
        columns.forEach(Column::complete);
    }

    private static Column column(Vertex top) {
        Column column = new Column();
        Vertex at = top;
        double shift = 0;
        while (true) {
            at.column = column;
            at.shift = shift;
            column.vertices.add(at);
            Segment next = at.straightDown;
            if (next == null) {
                return column;
            }
            shift += next.upperOffset() - next.lowerOffset();
            at = next.lower;
        }
    }

    private void separate() {
        for (List<Vertex> layer : graph.layers) {
            for (int i = 1; i < layer.size(); i++) {
                Vertex left = layer.get(i - 1);
                Vertex right = layer.get(i);
                double distance = left.shift + left.width() + gap(left, right) - right.shift;
                left.column.right.add(new Beside(right.column, distance));
                right.column.left.add(new Beside(left.column, distance));
            }
        }
    }

    private static double gap(Vertex left, Vertex right) {
        boolean lines = left.width() == 0 && right.width() == 0;
        return lines ? LINES_GAP : left.width() == 0 || right.width() == 0 ? LINE_GAP : BOXES_GAP;
    }

    /** Puts each column as far to the left as it can stand, and sorts the columns from left to right. */
    private void pack() {
        Map<Column, Integer> waiting = new HashMap<>();
        Deque<Column> ready = new ArrayDeque<>();
        for (Column column : columns) {
            waiting.put(column, column.left.size());
            if (column.left.isEmpty()) {
                ready.add(column);
            }
        }
        List<Column> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Column column = ready.remove();
            sorted.add(column);
            column.x = column.left.isEmpty() ? 0 : column.lowest();
            for (Beside beside : column.right) {
                if (waiting.merge(beside.column(), -1, Integer::sum) == 0) {
                    ready.add(beside.column());
                }
            }
        }
        columns.clear();
        columns.addAll(sorted);
    }

    private void settle(Progress progress) {
        double moved = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES && moved > STILL; pass++) {
            progress.checkCancelled();
            moved = 0;
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(pass % 2 == 0 ? columns.size() - 1 - i : i);
                moved = Math.max(moved, column.settle());
            }
        }
        for (Column column : columns) {
            column.vertices.forEach(vertex -> vertex.x = column.x + vertex.shift);
        }
    }
}
