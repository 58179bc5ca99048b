package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;

/** A place in a layer: an item, or a line that passes it. */
final class Vertex {

    /** The item; null for a line that passes. */
    final Item item;
    final int layer;
    final List<Segment> up = new ArrayList<>(2);
    final List<Segment> down = new ArrayList<>(2);
    /** Its place in the order of its layer, from the left. */
    int position;
    /** Its left side. */
    double x;
    /** The pieces above and below that must be straight, if any. */
    Segment straightUp;
    Segment straightDown;
    /** What must stand in one straight column with it. */
    Column column;
    /** Its left side as seen from its column. */
    double shift;

    Vertex(Item item, int layer) {
        this.item = item;
        this.layer = layer;
    }

    double width() {
        return item == null ? 0 : item.width;
    }

    boolean passes() {
        return item == null;
    }
}
