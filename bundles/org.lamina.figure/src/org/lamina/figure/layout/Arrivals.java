package org.lamina.figure.layout;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The points at which links arrive at boxes that have several of them. */
final class Arrivals {

    /** The wanted distance between two points. */
    private static final double GAP = 28;

    private Arrivals() {
    }

    /**
     * Puts the link of the longest way in the middle, and the others at the side from which they came in a first
     * placement.
     *
     * @return distances from the left side of the box, by link; empty if each box has one link at most
     */
    static Map<String, Double> around(Trunk trunk, List<Box> boxes, List<Link> links, Placement first) {
        Map<String, Box> byId = boxes.stream().collect(Collectors.toMap(Box::id, Function.identity()));
        Map<String, Double> arrivals = new HashMap<>();
        links.stream().collect(Collectors.groupingBy(Link::to)).forEach((box, arriving) -> {
            if (arriving.size() > 1) {
                arrive(trunk, byId.get(box).width(), arriving, first, arrivals);
            }
        });
        return arrivals;
    }

    private static void arrive(Trunk trunk, double width, List<Link> arriving, Placement first,
            Map<String, Double> arrivals) {
        List<Link> sorted = arriving.stream().sorted(Comparator.comparingDouble(link -> end(first, link))).toList();
        int middle = 0;
        while (middle < sorted.size() - 1 && !trunk.isMainArrival(sorted.get(middle))) {
            middle++;
        }
        int side = Math.max(middle, sorted.size() - 1 - middle);
        double gap = Math.min(GAP, width / 2 / (side + 1));
        for (int i = 0; i < sorted.size(); i++) {
            arrivals.put(sorted.get(i).id(), width / 2 + (i - middle) * gap);
        }
    }

    private static double end(Placement placement, Link link) {
        var way = placement.ways().get(link.id());
        return way.get(way.size() - 1).x();
    }
}
