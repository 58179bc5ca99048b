package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The links that carry on the longest way through a graph, one at most into each box. */
final class Trunk {

    /** The wanted distance between the points where links arrive. */
    private static final double ARRIVAL_GAP = 28;

    private final Map<String, Box> boxes = new HashMap<>();
    private final Map<String, List<Link>> arriving = new HashMap<>();
    private final Set<String> links = new HashSet<>();

    /** Follows links in the order of the boxes; those that lead back in that order are left aside. */
    Trunk(List<Box> boxes, List<Link> all) {
        Map<String, Integer> order = new HashMap<>();
        for (Box box : boxes) {
            order.put(box.id(), order.size());
            this.boxes.put(box.id(), box);
        }
        all.forEach(link -> arriving.computeIfAbsent(link.to(), id -> new ArrayList<>()).add(link));
        Map<String, Integer> depths = new HashMap<>();
        for (Box box : boxes) {
            int depth = 0;
            Link deepest = null;
            for (Link link : arriving.getOrDefault(box.id(), List.of())) {
                if (order.get(link.from()) < order.get(box.id()) && depths.get(link.from()) >= depth) {
                    depth = depths.get(link.from()) + 1;
                    deepest = link;
                }
            }
            depths.put(box.id(), depth);
            if (deepest != null) {
                links.add(deepest.id());
            }
        }
    }

    boolean contains(Link link) {
        return links.contains(link.id());
    }

    /**
     * Where links arrive at boxes that have several of them: the trunk in the middle, the others at the side from which
     * they came in a first placement.
     *
     * @return distances from the left side of the box, by link; empty if each box has one link at most
     */
    Map<String, Double> arrivals(Placement first) {
        Map<String, Double> arrivals = new HashMap<>();
        arriving.forEach((box, entering) -> {
            if (entering.size() > 1) {
                arrive(boxes.get(box).width(), entering, first, arrivals);
            }
        });
        return arrivals;
    }

    private void arrive(double width, List<Link> entering, Placement first, Map<String, Double> arrivals) {
        List<Link> sorted = entering.stream().sorted(Comparator.comparingDouble(link -> end(first, link))).toList();
        int middle = 0;
        while (middle < sorted.size() - 1 && !contains(sorted.get(middle))) {
            middle++;
        }
        int side = Math.max(middle, sorted.size() - 1 - middle);
        double gap = Math.min(ARRIVAL_GAP, width / 2 / (side + 1));
        for (int i = 0; i < sorted.size(); i++) {
            arrivals.put(sorted.get(i).id(), width / 2 + (i - middle) * gap);
        }
    }

    private static double end(Placement placement, Link link) {
        var way = placement.ways().get(link.id());
        return way.get(way.size() - 1).x();
    }
}
