package org.lamina.figure.layout.layered;

import java.util.List;

/** The pieces of one line between two layers: one upper end, and one or more lower ones. */
final class Wire {

    /** Two lines nearer to each other than this look like one. */
    private static final double NEAR = 4;
    /** What it costs if two lines look like one, in crossings. */
    private static final int CONFUSION = 100;

    final List<Segment> segments;
    final double source;
    final double left;
    final double right;
    /** Which horizontal way it takes between the layers, from 0 at the top. */
    int track;

    Wire(List<Segment> segments) {
        this.segments = segments;
        this.source = segments.get(0).upperX();
        double low = source;
        double high = source;
        for (Segment segment : segments) {
            low = Math.min(low, segment.lowerX());
            high = Math.max(high, segment.lowerX());
        }
        this.left = low;
        this.right = high;
    }

    /** Whether it runs straight down. */
    boolean isStraight() {
        return right - left < 0.01;
    }

    boolean overlaps(Wire other) {
        return left < other.right + NEAR && other.left < right + NEAR;
    }

    /** The crossings if this one lies above the other. */
    int cost(Wire below) {
        int cost = within(below.source, left, right);
        for (Segment segment : segments) {
            double x = segment.lowerX();
            cost += within(x, below.left, below.right);
            cost += Math.abs(x - below.source) < NEAR ? CONFUSION : 0;
        }
        return cost;
    }

    private static int within(double x, double left, double right) {
        return x > left && x < right ? 1 : 0;
    }
}
