package org.lamina.formats.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Puts things behind those that they need. What is in order already stays as it is. Depth first, without recursion,
 * since chains may be long.
 */
public final class DependencyOrder {

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final IntFunction<? extends Iterable<Integer>> needs;
    private final List<Integer> sorted = new ArrayList<>();
    private final byte[] state;
    private boolean isCyclic;

    /**
     * @param count how many things there are
     * @param needs the numbers, from 0, of the things that the thing of a number needs
     */
    public DependencyOrder(int count, IntFunction<? extends Iterable<Integer>> needs) {
        this.needs = needs;
        this.state = new byte[count];
        Deque<Integer> path = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            visit(i, path);
        }
    }

    /** The numbers of all things, in order. */
    public List<Integer> sorted() {
        return sorted;
    }

    /** Whether some things need each other in a circle; these stand in the order of their numbers. */
    public boolean isCyclic() {
        return isCyclic;
    }

    private void visit(int first, Deque<Integer> path) {
        path.push(first);
        while (!path.isEmpty()) {
            int thing = path.peek();
            if (state[thing] == 0) {
                state[thing] = OPEN;
                for (int needed : needs.apply(thing)) {
                    if (state[needed] == OPEN) {
                        isCyclic = true;
                    } else if (state[needed] != DONE) {
                        path.push(needed);
                    }
                }
            } else {
                path.pop();
                if (state[thing] == OPEN) {
                    state[thing] = DONE;
                    sorted.add(thing);
                }
            }
        }
    }
}
