package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a flow between two places: what series-parallel graphs are made of (Valdes, Tarjan and Lawler, 1982).
 * Chains, residual blocks, inception blocks and U-shaped networks are such graphs.
 */
sealed interface Stretch {

    /** A number that orders branches beside each other: that of their first link in the flow's own order. */
    int position();

    /** The ids of all boxes in it. */
    default List<String> allBoxes() {
        return List.of();
    }

    /** A single link; null where the flow begins or ends. */
    record Direct(Link link, int position) implements Stretch {
    }

    /** Room between boxes that no link connects. */
    record Gap(int position) implements Stretch {
    }

    /**
     * What a row has of a link that leads through several rows.
     *
     * @param begins whether it begins in this row; else it comes from the row before
     * @param ends whether it ends in this row; else it goes on in the next
     */
    record Piece(Link link, boolean begins, boolean ends, int position) implements Stretch {
    }

    /** What a row has of links that leave a box together at its end and part in the next row. */
    record Fork(List<Link> links, int position) implements Stretch {
    }

    /** Stretches one after the other, with a box, by its id, between each two. */
    record Chain(List<Stretch> stretches, List<String> boxes, int position) implements Stretch {

        @Override
        public List<String> allBoxes() {
            List<String> all = new ArrayList<>(boxes);
            stretches.forEach(stretch -> all.addAll(stretch.allBoxes()));
            return all;
        }
    }

    /** Stretches beside each other, from top to bottom. */
    record Branches(List<Stretch> stretches, int position) implements Stretch {

        @Override
        public List<String> allBoxes() {
            return stretches.stream().flatMap(stretch -> stretch.allBoxes().stream()).toList();
        }
    }
}
