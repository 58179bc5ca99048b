package org.lamina.figure.structure;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** The layers of a model by number, in the order of the flow, and the numbers that each leads to and comes from. */
final class Flow {

    private static final int[] NONE = {};

    final List<Layer> layers;
    final int[][] behind;
    final int[][] before;
    private final Map<String, Integer> numbers = new HashMap<>();

    Flow(Model model) {
        layers = model.layers();
        layers.forEach(layer -> numbers.putIfAbsent(layer.path(), numbers.size()));
        int[] from = model.edges().stream().mapToInt(edge -> numbers.getOrDefault(edge.from(), -1)).toArray();
        int[] to = model.edges().stream().mapToInt(edge -> numbers.getOrDefault(edge.to(), -1)).toArray();
        behind = ends(from, to);
        before = ends(to, from);
    }

    /** For each number in one array those beside it in the other one, in order. */
    private int[][] ends(int[] at, int[] other) {
        int[] counts = new int[layers.size()];
        for (int i = 0; i < at.length; i++) {
            if (at[i] >= 0 && other[i] >= 0 && at[i] != other[i]) {
                counts[at[i]]++;
            }
        }
        int[][] ends = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            ends[i] = counts[i] == 0 ? NONE : new int[counts[i]];
            counts[i] = 0;
        }
        for (int i = 0; i < at.length; i++) {
            if (at[i] >= 0 && other[i] >= 0 && at[i] != other[i]) {
                ends[at[i]][counts[at[i]]++] = other[i];
            }
        }
        return ends;
    }

    int number(Layer layer) {
        return numbers.get(layer.path());
    }

    /**
     * The layers outside on ways that lead from inside to inside. Looks only between the first and the last one inside,
     * as data flows to higher numbers.
     */
    BitSet between(BitSet inside) {
        BitSet reached = reached(inside, behind);
        reached.and(reached(inside, before));
        reached.andNot(inside);
        return reached;
    }

    private static BitSet reached(BitSet inside, int[][] next) {
        int first = inside.nextSetBit(0);
        int last = inside.length() - 1;
        BitSet reached = new BitSet();
        int[] ahead = new int[Math.max(16, last - first + 1)];
        int count = 0;
        for (int at = first; at >= 0; at = inside.nextSetBit(at + 1)) {
            for (int to : next[at]) {
                if (to > first && to < last && !inside.get(to) && !reached.get(to)) {
                    reached.set(to);
                    ahead[count++] = to;
                }
            }
        }
        while (count > 0) {
            for (int to : next[ahead[--count]]) {
                if (to > first && to < last && !inside.get(to) && !reached.get(to)) {
                    reached.set(to);
                    ahead[count++] = to;
                }
            }
        }
        return reached;
    }
}
