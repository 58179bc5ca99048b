package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The room between two layers, in which lines run from left to right, each on a track of its own. */
final class Channel {

    /** Up to so many lines are ordered by their crossings; more, which nobody can follow, by where they start. */
    private static final int MANY = 160;
    private static final int PASSES = 6;

    private final List<Wire> wires = new ArrayList<>();
    private int tracks;

    /** The channel below a layer. */
    Channel(List<Vertex> layer) {
        for (Vertex vertex : layer) {
            Map<Object, List<Segment>> lines = new IdentityHashMap<>();
            List<Object> order = new ArrayList<>();
            for (Segment segment : vertex.down) {
                lines.computeIfAbsent(segment.line, line -> {
                    order.add(line);
                    return new ArrayList<>();
                }).add(segment);
            }
            for (Object line : order) {
                Wire wire = new Wire(lines.get(line));
                if (!wire.isStraight()) {
                    wires.add(wire);
                }
            }
        }
        order();
        assign();
    }

    /** Of lines that lead to the right, the right one goes above; of those that lead to the left, the left one. */
    private void order() {
        wires.sort(Comparator.comparingDouble(wire -> wire.source - wire.left > wire.right - wire.source
                ? wire.source : -wire.source));
        boolean better = wires.size() <= MANY;
        for (int pass = 0; pass < PASSES && better; pass++) {
            better = improve();
        }
    }

    /** Moves each line to the best place among the others; tells whether one moved. */
    private boolean improve() {
        boolean better = false;
        for (int i = 0; i < wires.size(); i++) {
            Wire wire = wires.get(i);
            int gain = 0;
            int most = 0;
            int place = i;
            for (int j = i - 1; j >= 0; j--) {
                gain += gain(wires.get(j), wire);
                if (gain > most) {
                    most = gain;
                    place = j;
                }
            }
            gain = 0;
            for (int j = i + 1; j < wires.size(); j++) {
                gain += gain(wire, wires.get(j));
                if (gain > most) {
                    most = gain;
                    place = j;
                }
            }
            if (most > 0) {
                wires.remove(i);
                wires.add(place, wire);
                better = true;
            }
        }
        return better;
    }

    /** What is saved if the upper of two lines becomes the lower one. */
    private static int gain(Wire upper, Wire lower) {
        return upper.overlaps(lower) ? upper.cost(lower) - lower.cost(upper) : 0;
    }

    private void assign() {
        for (int i = 0; i < wires.size(); i++) {
            Wire wire = wires.get(i);
            for (int j = 0; j < i; j++) {
                Wire above = wires.get(j);
                if (above.track >= wire.track && above.overlaps(wire)) {
                    wire.track = above.track + 1;
                }
            }
            tracks = Math.max(tracks, wire.track + 1);
        }
    }

    /** The number of tracks; 0 if all lines run straight down. */
    int tracks() {
        return tracks;
    }

    /** Tells each piece at which y it runs along the layers. */
    void lay(double first, double gap) {
        for (Wire wire : wires) {
            for (Segment segment : wire.segments) {
                segment.track = first + wire.track * gap;
            }
        }
    }
}
