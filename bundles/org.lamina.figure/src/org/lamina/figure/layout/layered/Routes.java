package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.scene.Point;

/** Places layers from top to bottom and leads the lines through the channels between them. */
final class Routes {

    private static final double LAYERS_GAP = 30;
    private static final double TRACKS_GAP = 12;
    /**
     * Items up to this height stand in the middle of their layer; higher ones make it so high that they hang at its
     * top.
     */
    private static final double HIGH = 60;

    private final LayeredGraph graph;
    private final double[] tops;
    private final double[] bottoms;

    private Routes(LayeredGraph graph) {
        this.graph = graph;
        this.tops = new double[graph.layers.size()];
        this.bottoms = new double[graph.layers.size()];
    }

    static void lay(LayeredGraph graph, Level level, boolean open, boolean left) {
        Routes routes = new Routes(graph);
        routes.placeAcross(level);
        routes.placeDown(level, open, left);
        for (Item item : level.items) {
            for (Stop stop : item.stops) {
                stop.way = routes.way(stop);
            }
        }
    }

    private void placeAcross(Level level) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<Vertex> layer : graph.layers) {
            for (Vertex vertex : layer) {
                low = Math.min(low, vertex.x);
                high = Math.max(high, vertex.x + vertex.width());
            }
        }
        if (low > high) {
            low = 0;
            high = 0;
        }
        double by = level.padding.side() - low;
        level.width = high - low + 2 * level.padding.side();
        for (List<Vertex> layer : graph.layers) {
            for (Vertex vertex : layer) {
                vertex.x += by;
                if (!vertex.passes()) {
                    vertex.item.x = vertex.x;
                }
            }
        }
    }

    private void placeDown(Level level, boolean open, boolean left) {
        double y = open ? 0 : level.padding.top();
        int last = graph.layers.size() - 1;
        for (int i = 0; i <= last; i++) {
            List<Vertex> layer = graph.layers.get(i);
            double height = layer.stream().filter(v -> !v.passes()).mapToDouble(v -> v.item.height).max().orElse(0);
            tops[i] = y;
            bottoms[i] = y + height;
            for (Vertex vertex : layer) {
                if (!vertex.passes()) {
                    vertex.item.y = height > HIGH ? y : y + (height - vertex.item.height) / 2;
                }
            }
            y += height;
            if (i < last) {
                Channel channel = new Channel(layer);
                double above = open && i == 0 ? level.padding.top() : LAYERS_GAP / 2;
                channel.lay(y + above, TRACKS_GAP);
                y += above + Math.max(0, channel.tracks() - 1) * TRACKS_GAP + LAYERS_GAP / 2;
            }
        }
        level.height = left ? y : y + level.padding.side();
    }

    private List<Point> way(Stop stop) {
        List<Segment> segments = graph.way(stop);
        Line line = new Line();
        boolean down = true;
        Vertex at = segments.get(0).upper;
        for (Segment segment : segments) {
            down = segment.upper == at;
            at = down ? segment.lower : segment.upper;
            add(line, segment, down);
        }
        return line.points();
    }

    private void add(Line line, Segment segment, boolean down) {
        List<Point> points = new ArrayList<>(4);
        points.add(new Point(segment.upperX(), bottom(segment.upper)));
        if (!Double.isNaN(segment.track)) {
            points.add(new Point(segment.upperX(), segment.track));
            points.add(new Point(segment.lowerX(), segment.track));
        }
        double x = Double.isNaN(segment.track) ? segment.upperX() : segment.lowerX();
        points.add(new Point(x, top(segment.lower)));
        for (int i = 0; i < points.size(); i++) {
            line.to(points.get(down ? i : points.size() - 1 - i));
        }
    }

    private double top(Vertex vertex) {
        return vertex.passes() ? tops[vertex.layer] : vertex.item.y;
    }

    private double bottom(Vertex vertex) {
        return vertex.passes() ? bottoms[vertex.layer] : vertex.item.y + vertex.item.height;
    }
}
