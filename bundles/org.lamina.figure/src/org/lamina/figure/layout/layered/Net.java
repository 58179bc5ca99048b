package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;

/** What one box gives, on one level: a line that starts at an item and has stops. */
final class Net {

    /** The box that gives it. */
    final String box;
    /** Where it comes from on this level: the box, the frame around it, or a pin. */
    final Item source;
    final List<Stop> stops = new ArrayList<>();
    /** Where it starts, from the left of its item. */
    double offset;

    Net(String box, Item source) {
        this.box = box;
        this.source = source;
        source.nets.add(this);
    }
}
