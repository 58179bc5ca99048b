package org.lamina.figure.layout;

import java.util.List;

/**
 * A piece of a flow between two places: what series-parallel graphs are made of (Valdes, Tarjan and Lawler, 1982).
 * Chains, residual blocks, inception blocks and U-shaped networks are such graphs.
 */
sealed interface Stretch {

    /** A number that orders branches beside each other: that of their first link in the flow's own order. */
    int position();

    /** A single link; null where the flow begins or ends. */
    record Direct(Link link, int position) implements Stretch {
    }

    /** Stretches one after the other, with a box, by its id, between each two. */
    record Chain(List<Stretch> stretches, List<String> boxes, int position) implements Stretch {
    }

    /** Stretches beside each other, from top to bottom. */
    record Branches(List<Stretch> stretches, int position) implements Stretch {
    }
}
