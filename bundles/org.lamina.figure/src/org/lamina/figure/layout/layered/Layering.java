package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.lamina.figure.layout.layered.Item.Kind;

/**
 * Assigns items to layers, so that data flows down: first by the longest way from above, then each item moves within
 * its room to where the lines are shortest. Lines that close a cycle are marked as leading back.
 */
final class Layering {

    private static final int PASSES = 6;
    /** The stops of a net that feeds more items than this are not looked at to place one of them. */
    private static final int FEW = 64;

    private final List<Item> items;
    private final List<Item> order = new ArrayList<>();

    private Layering(List<Item> items) {
        this.items = items;
    }

    /**
     * Assigns them.
     *
     * @param open whether there are entry pins, which have the first layer for themselves
     * @param left whether there are exit pins, which have the last one
     * @return the number of layers
     */
    static int assign(List<Item> items, boolean open, boolean left) {
        Layering layering = new Layering(items);
        boolean cyclic = layering.sort();
        return layering.assign(open, left, cyclic);
    }

    /** Orders items along the flow; where there is a cycle, the item that comes first in the model comes first. */
    private boolean sort() {
        int[] waiting = new int[items.size()];
        for (Item item : items) {
            for (Stop stop : item.stops) {
                stop.back = stop.net.source == item;
                waiting[item.index] += stop.back ? 0 : 1;
            }
        }
        boolean cyclic = items.stream().flatMap(item -> item.stops.stream()).anyMatch(stop -> stop.back);
        BitSet done = new BitSet();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (Item item : items) {
            if (waiting[item.index] == 0) {
                ready.add(item.index);
            }
        }
        while (order.size() < items.size()) {
            if (ready.isEmpty()) {
                cyclic = true;
                int next = done.nextClearBit(0);
                waiting[next] = 0;
                ready.add(next);
            }
            int index = ready.remove();
            done.set(index);
            order.add(items.get(index));
            for (Stop stop : items.get(index).stops) {
                stop.back |= !done.get(stop.net.source.index);
            }
            for (Net net : items.get(index).nets) {
                for (Stop stop : net.stops) {
                    if (!done.get(stop.item.index) && --waiting[stop.item.index] == 0) {
                        ready.add(stop.item.index);
                    }
                }
            }
        }
        return cyclic;
    }

    private int assign(boolean open, boolean left, boolean cyclic) {
        // a line that leads back turns round in the layers above and below its ends
        int first = (open ? 1 : 0) + (cyclic ? 1 : 0);
        int last = first;
        for (Item item : order) {
            item.layer = item.kind == Kind.ENTRY ? 0 : Math.max(first, lowest(item));
            last = item.kind == Kind.EXIT ? last : Math.max(last, item.layer);
        }
        for (Item item : items) {
            item.layer = item.kind == Kind.EXIT ? last + 1 : item.layer;
        }
        boolean moved = true;
        for (int pass = 0; pass < PASSES && moved; pass++) {
            moved = settle(first, last, pass % 2 == 0);
        }
        int end = last + (cyclic ? 1 : 0) + (left ? 1 : 0);
        for (Item item : items) {
            item.layer = item.kind == Kind.EXIT ? end : item.layer;
        }
        return end + 1;
    }

    private static int lowest(Item item) {
        int lowest = 0;
        for (Stop stop : item.stops) {
            lowest = stop.back ? lowest : Math.max(lowest, stop.net.source.layer + 1);
        }
        return lowest;
    }

    /** Moves each item to the layer with the shortest lines; tells whether one has moved. */
    private boolean settle(int first, int last, boolean upwards) {
        boolean moved = false;
        for (int i = 0; i < order.size(); i++) {
            Item item = order.get(upwards ? order.size() - 1 - i : i);
            if (!item.isPin()) {
                int low = Math.max(first, lowest(item));
                int high = highest(item, last);
                int best = high > low ? best(item, low, high) : item.layer;
                moved |= best != item.layer;
                item.layer = best;
            }
        }
        return moved;
    }

    private static int highest(Item item, int last) {
        int highest = last;
        for (Net net : item.nets) {
            for (Stop stop : net.stops) {
                if (!stop.back && stop.item.kind != Kind.EXIT) {
                    highest = Math.min(highest, stop.item.layer - 1);
                }
            }
        }
        return highest;
    }

    private static int best(Item item, int low, int high) {
        List<Integer> others = new ArrayList<>();
        for (Stop stop : item.stops) {
            if (!stop.back && stop.net.stops.size() <= FEW) {
                others.add(farthestOther(stop));
            }
        }
        long leaving = item.nets.stream().filter(net -> net.stops.stream().anyMatch(stop -> !stop.back)).count();
        int best = low;
        long least = length(low, others, leaving);
        for (int candidate : candidates(others, low, high)) {
            long length = length(candidate, others, leaving);
            if (length < least) {
                least = length;
                best = candidate;
            }
        }
        return best;
    }

    private static List<Integer> candidates(List<Integer> others, int low, int high) {
        List<Integer> candidates = new ArrayList<>();
        others.stream().filter(layer -> layer > low && layer < high).sorted().forEach(candidates::add);
        candidates.add(high);
        return candidates;
    }

    private static int farthestOther(Stop stop) {
        int farthest = 0;
        for (Stop other : stop.net.stops) {
            if (other != stop && !other.back) {
                farthest = Math.max(farthest, other.item.layer);
            }
        }
        return farthest;
    }

    /** The length of the lines at an item in this layer, but for a constant. */
    private static long length(int layer, List<Integer> others, long leaving) {
        long length = -leaving * layer;
        for (int other : others) {
            length += Math.max(other, layer);
        }
        return length;
    }
}
