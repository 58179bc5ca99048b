package org.lamina.figure.layout.layered;

import java.util.List;
import org.lamina.figure.scene.Point;

/** Where a net arrives at an item. */
final class Stop {

    final Level level;
    final Net net;
    final Item item;
    /**
     * How much the way to it should be straight: 1 as any other, 2 as the main input of a box, 3 as a part of the
     * trunk.
     */
    int weight = 1;
    /** Whether it leads back against the flow. */
    boolean back;
    /** Where it arrives, from the left of its item. */
    double offset;
    /** From the source of the net to here, in the coordinates of the level. */
    List<Point> way = List.of();

    Stop(Level level, Net net, Item item) {
        this.level = level;
        this.net = net;
        this.item = item;
        net.stops.add(this);
        item.stops.add(this);
    }
}
