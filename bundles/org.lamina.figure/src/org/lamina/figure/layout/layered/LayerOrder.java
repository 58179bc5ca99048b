package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.lamina.model.Progress;

/**
 * Orders the vertices of each layer so that few lines cross: sweeps down and up that put each vertex to the mean of its
 * neighbours, of which the best order is kept, then exchanges of neighbours (Sugiyama, Tagawa and Toda, 1981).
 */
final class LayerOrder {

    private static final int SWEEPS = 24;
    /** Sweeps without a better order until this one is taken. */
    private static final int PATIENCE = 4;
    private static final int EXCHANGES = 8;

    private final LayeredGraph graph;
    private final Progress progress;
    private double[] wanted = new double[0];

    private LayerOrder(LayeredGraph graph, Progress progress) {
        this.graph = graph;
        this.progress = progress;
    }

    static void improve(LayeredGraph graph, Progress progress) {
        new LayerOrder(graph, progress).improve();
    }

    private void improve() {
        long least = crossings();
        List<List<Vertex>> best = copy();
        int since = 0;
        for (int sweep = 0; sweep < SWEEPS && least > 0 && since < PATIENCE; sweep++) {
            progress.checkCancelled();
            sweep(sweep % 2 == 0);
            long crossings = crossings();
            since++;
            if (crossings < least) {
                least = crossings;
                best = copy();
                since = 0;
            }
        }
        for (int i = 0; i < best.size(); i++) {
            graph.layers.set(i, best.get(i));
            LayeredGraph.number(best.get(i));
        }
        boolean better = least > 0;
        for (int pass = 0; pass < EXCHANGES && better; pass++) {
            progress.checkCancelled();
            better = exchange();
        }
    }

    private List<List<Vertex>> copy() {
        List<List<Vertex>> copy = new ArrayList<>();
        graph.layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    private void sweep(boolean down) {
        int count = graph.layers.size();
        for (int i = 1; i < count; i++) {
            arrange(graph.layers.get(down ? i : count - 1 - i), down);
        }
    }

    /** Sorts a layer by the means of the neighbours; a vertex without any stays where it is. */
    private void arrange(List<Vertex> layer, boolean down) {
        int size = layer.size();
        wanted = wanted.length < size ? new double[size] : wanted;
        List<Vertex> moving = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Vertex vertex = layer.get(i);
            double mean = mean(vertex, down);
            wanted[i] = mean;
            if (!Double.isNaN(mean)) {
                moving.add(vertex);
            }
        }
        double[] means = wanted;
        moving.sort(Comparator.comparingDouble(vertex -> means[vertex.position]));
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (!Double.isNaN(wanted[i])) {
                layer.set(i, moving.get(next++));
            }
        }
        LayeredGraph.number(layer);
    }

    private static double mean(Vertex vertex, boolean down) {
        List<Segment> segments = down ? vertex.up : vertex.down;
        double sum = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            sum += down ? upperPlace(segment) : lowerPlace(segment);
        }
        return segments.isEmpty() ? Double.NaN : sum / segments.size();
    }

    /** The place of an end in the order of its layer; the ends at one vertex lie within one unit. */
    private static double upperPlace(Segment segment) {
        double width = segment.upper.width();
        return segment.upper.position + (width == 0 ? 0.5 : 0.05 + 0.9 * segment.upperOffset() / width);
    }

    private static double lowerPlace(Segment segment) {
        Vertex lower = segment.lower;
        boolean fixed = !lower.passes() && lower.item.kind == Item.Kind.FRAME;
        return lower.position + (fixed ? 0.05 + 0.9 * segment.lowerOffset() / lower.width() : 0.5);
    }

    private long crossings() {
        long crossings = 0;
        for (int i = 0; i + 1 < graph.layers.size(); i++) {
            crossings += crossings(graph.layers.get(i));
        }
        return crossings;
    }

    /** The crossings below a layer: inversions among the lower ends of the pieces in the order of the upper ones. */
    private static long crossings(List<Vertex> layer) {
        List<Segment> segments = new ArrayList<>();
        for (Vertex vertex : layer) {
            segments.addAll(vertex.down);
        }
        if (segments.size() < 2) {
            return 0;
        }
        segments.sort(Comparator.comparingDouble(LayerOrder::upperPlace).thenComparingDouble(LayerOrder::lowerPlace));
        double[] ends = segments.stream().mapToDouble(LayerOrder::lowerPlace).toArray();
        double[] sorted = ends.clone();
        Arrays.sort(sorted);
        int[] tree = new int[sorted.length + 1];
        long crossings = 0;
        for (int i = 0; i < ends.length; i++) {
            int rank = rank(sorted, ends[i]);
            int notRight = 0;
            for (int at = rank; at > 0; at -= at & -at) {
                notRight += tree[at];
            }
            crossings += i - notRight;
            for (int at = rank; at < tree.length; at += at & -at) {
                tree[at]++;
            }
        }
        return crossings;
    }

    /** The number of values up to this one. */
    private static int rank(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Exchanges neighbours where that saves crossings; tells whether it did. */
    private boolean exchange() {
        boolean better = false;
        for (List<Vertex> layer : graph.layers) {
            for (int i = 0; i + 1 < layer.size(); i++) {
                Vertex left = layer.get(i);
                Vertex right = layer.get(i + 1);
                if (between(left, right) > between(right, left)) {
                    layer.set(i, right);
                    layer.set(i + 1, left);
                    right.position = i;
                    left.position = i + 1;
                    better = true;
                }
            }
        }
        return better;
    }

    /** The crossings between the pieces at two vertices if the first stands left of the second. */
    private static int between(Vertex left, Vertex right) {
        return between(left.up, right.up, true) + between(left.down, right.down, false);
    }

    private static int between(List<Segment> left, List<Segment> right, boolean up) {
        int crossings = 0;
        for (int i = 0; i < left.size(); i++) {
            double place = up ? upperPlace(left.get(i)) : lowerPlace(left.get(i));
            for (int j = 0; j < right.size(); j++) {
                double other = up ? upperPlace(right.get(j)) : lowerPlace(right.get(j));
                crossings += place > other ? 1 : 0;
            }
        }
        return crossings;
    }
}
