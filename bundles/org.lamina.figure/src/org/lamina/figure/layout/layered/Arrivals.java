package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lamina.figure.layout.layered.Item.Kind;

/**
 * The points at which lines arrive at boxes: in the order in which they come, with the main one in the middle, so that
 * the trunk of a network runs straight.
 */
final class Arrivals {

    /** The wanted distance between two points, in pixels. */
    private static final double GAP = 28;

    private Arrivals() {
    }

    static void place(LayeredGraph graph) {
        for (List<Vertex> layer : graph.layers) {
            for (Vertex vertex : layer) {
                if (!vertex.passes() && vertex.item.kind == Kind.BOX && !vertex.up.isEmpty()) {
                    place(vertex);
                }
            }
        }
    }

    private static void place(Vertex vertex) {
        List<Segment> arriving = new ArrayList<>(vertex.up);
        arriving.sort(Comparator.<Segment>comparingInt(segment -> segment.upper.position)
                .thenComparingDouble(Segment::upperOffset));
        int middle = 0;
        for (int i = 0; i < arriving.size(); i++) {
            middle = arriving.get(i).weight > arriving.get(middle).weight ? i : middle;
        }
        double half = vertex.width() / 2;
        int side = Math.max(middle, arriving.size() - 1 - middle);
        double gap = Math.min(GAP, half / (side + 1));
        for (int i = 0; i < arriving.size(); i++) {
            arriving.get(i).stop.offset = half + (i - middle) * gap;
        }
    }
}
