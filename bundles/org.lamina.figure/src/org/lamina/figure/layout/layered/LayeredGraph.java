package org.lamina.figure.layout.layered;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Items in their layers, where each line passes the layers between its ends: once for all its stops. A line that leads
 * back goes down one layer, turns, goes up, and turns again above its end.
 */
final class LayeredGraph {

    /** The vertices of each layer, from the left. */
    final List<List<Vertex>> layers = new ArrayList<>();
    final List<Item> items;
    private final Vertex[] vertices;
    private final Map<Stop, Segment> arrivals = new HashMap<>();
    private final Map<Stop, List<Segment>> backways = new HashMap<>();

    LayeredGraph(List<Item> items, int count) {
        this.items = items;
        this.vertices = new Vertex[items.size()];
        for (int i = 0; i < count; i++) {
            layers.add(new ArrayList<>());
        }
        for (Item item : items) {
            vertices[item.index] = new Vertex(item, item.layer);
        }
        for (Item item : items) {
            for (Net net : item.nets) {
                addForward(net);
                for (Stop stop : net.stops) {
                    if (stop.back) {
                        addBackward(stop);
                    }
                }
            }
        }
        arrange();
    }

    private void addForward(Net net) {
        List<Stop> stops = new ArrayList<>(net.stops);
        stops.removeIf(stop -> stop.back);
        stops.sort(Comparator.comparingInt(stop -> stop.item.layer));
        Vertex at = vertices[net.source.index];
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            while (at.layer < stop.item.layer - 1) {
                Vertex next = new Vertex(null, at.layer + 1);
                Segment.of(at, next, net, net, null, weight(stops.subList(i, stops.size())));
                at = next;
            }
            arrivals.put(stop, Segment.of(at, vertices[stop.item.index], net, net, stop, stop.weight));
        }
    }

    private static int weight(List<Stop> stops) {
        return stops.stream().mapToInt(stop -> stop.weight).max().orElse(1);
    }

    private void addBackward(Stop stop) {
        Vertex source = vertices[stop.net.source.index];
        Vertex target = vertices[stop.item.index];
        List<Segment> way = new ArrayList<>();
        Vertex turn = new Vertex(null, source.layer + 1);
        way.add(Segment.of(source, turn, stop, stop.net, null, 1));
        Vertex below = turn;
        while (below.layer >= target.layer) {
            Vertex next = new Vertex(null, below.layer - 1);
            way.add(Segment.of(next, below, stop, stop.net, null, 1));
            below = next;
        }
        way.add(Segment.of(below, target, stop, stop.net, stop, 1));
        backways.put(stop, way);
    }

    /**
     * The pieces to a stop from the source of its net; every piece is there to be gone down, but for those of a way
     * back.
     */
    List<Segment> way(Stop stop) {
        if (stop.back) {
            return backways.get(stop);
        }
        Deque<Segment> way = new ArrayDeque<>();
        Segment at = arrivals.get(stop);
        way.addFirst(at);
        while (at.upper.passes()) {
            at = at.upper.up.get(0);
            way.addFirst(at);
        }
        return List.copyOf(way);
    }

    /** A first order: as a walk along the lines from each item meets the vertices. */
    private void arrange() {
        Map<Vertex, Boolean> seen = new HashMap<>();
        Deque<Vertex> ahead = new ArrayDeque<>();
        for (Item item : items) {
            ahead.push(vertices[item.index]);
            while (!ahead.isEmpty()) {
                Vertex vertex = ahead.pop();
                if (seen.putIfAbsent(vertex, true) != null) {
                    continue;
                }
                layers.get(vertex.layer).add(vertex);
                List<Segment> down = mainInTheMiddle(vertex.down);
                for (int i = down.size() - 1; i >= 0; i--) {
                    ahead.push(down.get(i).lower);
                }
                for (Segment segment : vertex.up) {
                    if (segment.upper.passes()) {
                        ahead.push(segment.upper);
                    }
                }
            }
        }
        layers.forEach(LayeredGraph::number);
    }

    /** The same pieces in their order, but for the one with the most weight. */
    private static List<Segment> mainInTheMiddle(List<Segment> segments) {
        if (segments.size() < 3) {
            return segments;
        }
        List<Segment> arranged = new ArrayList<>(segments);
        Segment main = segments.get(0);
        for (Segment segment : segments) {
            main = segment.weight > main.weight ? segment : main;
        }
        arranged.remove(main);
        arranged.add((segments.size() - 1) / 2, main);
        return arranged;
    }

    /** Tells the vertices of a layer their positions. */
    static void number(List<Vertex> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).position = i;
        }
    }
}
