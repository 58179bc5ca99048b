package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Vertices of consecutive layers that straight lines join; they move to the left or right together. */
final class Column {

    /** Another column that must stand at least this far from the left of this one to the left of that one. */
    record Beside(Column column, double distance) {
    }

    final List<Vertex> vertices = new ArrayList<>();
    final List<Beside> left = new ArrayList<>();
    final List<Beside> right = new ArrayList<>();
    double x;
    private Segment[] bent = {};
    private double[] places = {};

    /** Remembers which lines leave it aslant; once it is complete. */
    void complete() {
        List<Segment> found = new ArrayList<>();
        for (Vertex vertex : vertices) {
            vertex.up.stream().filter(segment -> segment != vertex.straightUp).forEach(found::add);
            vertex.down.stream().filter(segment -> segment != vertex.straightDown).forEach(found::add);
        }
        bent = found.toArray(Segment[]::new);
        places = new double[bent.length];
    }

    /** The smallest x that the columns at its left leave. */
    double lowest() {
        double lowest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < left.size(); i++) {
            lowest = Math.max(lowest, left.get(i).column.x + left.get(i).distance);
        }
        return lowest;
    }

    /** The largest x that the columns at its right leave. */
    double highest() {
        double highest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < right.size(); i++) {
            highest = Math.min(highest, right.get(i).column.x - right.get(i).distance);
        }
        return highest;
    }

    /** Moves to where the lines to other columns are shortest, as far as there is room; tells how far it moved. */
    double settle() {
        if (bent.length == 0) {
            return 0;
        }
        for (int i = 0; i < bent.length; i++) {
            Segment segment = bent[i];
            boolean upper = segment.upper.column == this;
            double mine = upper ? segment.upper.shift + segment.upperOffset()
                    : segment.lower.shift + segment.lowerOffset();
            places[i] = upper ? place(segment.lower) + segment.lowerOffset() - mine
                    : place(segment.upper) + segment.upperOffset() - mine;
        }
        Arrays.sort(places);
        double middle = (places[(places.length - 1) / 2] + places[places.length / 2]) / 2;
        double moved = Math.max(lowest(), Math.min(highest(), middle)) - x;
        x += moved;
        return Math.abs(moved);
    }

    private static double place(Vertex vertex) {
        return vertex.column.x + vertex.shift;
    }
}
