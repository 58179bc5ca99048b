package org.lamina.figure.structure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.Model;

/** The layers of a model by number, in the order of the flow, and the numbers that each leads to and comes from. */
final class Flow {

    final List<Layer> layers;
    final int[][] behind;
    final int[][] before;
    private final Map<String, Integer> numbers = new HashMap<>();

    Flow(Model model) {
        layers = model.layers();
        layers.forEach(layer -> numbers.putIfAbsent(layer.path(), numbers.size()));
        behind = new int[layers.size()][0];
        before = new int[layers.size()][0];
        for (Edge edge : model.edges()) {
            int from = numbers.getOrDefault(edge.from(), -1);
            int to = numbers.getOrDefault(edge.to(), -1);
            if (from >= 0 && to >= 0 && from != to) {
                behind[from] = with(behind[from], to);
                before[to] = with(before[to], from);
            }
        }
    }

    int number(Layer layer) {
        return numbers.get(layer.path());
    }

    private static int[] with(int[] numbers, int number) {
        int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
        longer[numbers.length] = number;
        return longer;
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
