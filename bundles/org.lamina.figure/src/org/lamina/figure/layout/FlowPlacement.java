package org.lamina.figure.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.scene.Point;

/**
 * Where the shapes of a flow lie.
 *
 * @param lefts x of the left side, by box id
 * @param arrivals y of the middle of each left end, from top to bottom, by box id
 * @param departures y of the middle of each right end, from top to bottom, by box id
 * @param ways of links, by id, from end to end, along the axes
 * @param wrapped ids of links that lead to the next row
 */
public record FlowPlacement(Map<String, Double> lefts, Map<String, List<Double>> arrivals,
        Map<String, List<Double>> departures, Map<String, List<Point>> ways,
        Set<String> wrapped) {

    public FlowPlacement {
        lefts = Map.copyOf(lefts);
        arrivals = Map.copyOf(arrivals);
        departures = Map.copyOf(departures);
        ways = Map.copyOf(ways);
        wrapped = Set.copyOf(wrapped);
    }
}
