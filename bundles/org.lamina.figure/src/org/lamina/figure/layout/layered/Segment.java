package org.lamina.figure.layout.layered;

/** A piece of a line between two neighbouring layers. */
final class Segment {

    final Vertex upper;
    final Vertex lower;
    /** What it is a piece of; pieces of one line that start at one vertex may share their way. */
    final Object line;
    /** The stop at the lower end; null where the line passes on. */
    final Stop stop;
    /** How much it should be straight, see {@link Stop#weight}. */
    int weight;
    /** The y of the part along the layers; not a number for a straight piece. */
    double track = Double.NaN;
    private final Net net;

    private Segment(Vertex upper, Vertex lower, Object line, Net net, Stop stop, int weight) {
        this.upper = upper;
        this.lower = lower;
        this.line = line;
        this.net = net;
        this.stop = stop;
        this.weight = weight;
        upper.down.add(this);
        lower.up.add(this);
    }

    /** A piece that begins at the item of a net or at a line that passes, and ends at a stop or at one. */
    static Segment of(Vertex upper, Vertex lower, Object line, Net net, Stop stop, int weight) {
        return new Segment(upper, lower, line, net, stop, weight);
    }

    /** Where it starts, from the left of the upper vertex. */
    double upperOffset() {
        return upper.passes() ? 0 : net.offset;
    }

    /** Where it ends, from the left of the lower vertex. */
    double lowerOffset() {
        return lower.passes() ? 0 : stop.offset;
    }

    double upperX() {
        return upper.x + upperOffset();
    }

    double lowerX() {
        return lower.x + lowerOffset();
    }
}
