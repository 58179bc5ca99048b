package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.List;

/** What stands in a layer of a {@link Level}: a box, a frame with a level of its own, or a pin at the border. */
final class Item {

    /** What it is. */
    enum Kind {
        /**
         * A box: what arrives gets its places at the upper side, what leaves does so in the middle of the lower one.
         */
        BOX,
        /** A frame, whose pins are where its own level has put them. */
        FRAME,
        /** Where data comes into the frame of the level; in the first layer. */
        ENTRY,
        /** Where data leaves the frame of the level; in the last layer. */
        EXIT
    }

    final String id;
    final Kind kind;
    final int index;
    /** What arrives. */
    final List<Stop> stops = new ArrayList<>();
    /** What leaves. */
    final List<Net> nets = new ArrayList<>();
    double width;
    double height;
    int layer;
    double x;
    double y;

    Item(String id, Kind kind, int index, double width, double height) {
        this.id = id;
        this.kind = kind;
        this.index = index;
        this.width = width;
        this.height = height;
    }

    boolean isPin() {
        return kind == Kind.ENTRY || kind == Kind.EXIT;
    }
}
