package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.layout.Stretch.Piece;
import org.lamina.figure.scene.Point;

/**
 * The ways of links from the right end of a row to the left end of the next. They lie in each other as nested brackets
 * do: the uppermost runs outermost at the right, lowest between the rows, and innermost at the left, so that none
 * crosses another.
 */
final class Wraps {

    /** The distance of ways beside each other, as a part of the room behind a box. */
    private static final double BESIDE = 0.2;

    private final double rankGap;
    private final double laneGap;
    private final Map<String, List<Point>> between = new HashMap<>();
    private final List<Crossing> arriving = new ArrayList<>();
    private final List<Crossing> leaving = new ArrayList<>();
    /** The line in which each link left the last row, by its id. */
    private final Map<String, String> lines = new HashMap<>();

    /** A link at an end of the row that is being placed. */
    private record Crossing(Link link, double y) {
    }

    Wraps(double rankGap, double laneGap) {
        this.rankGap = rankGap;
        this.laneGap = laneGap;
    }

    /** Takes a piece of a link that lies at a height in the row. */
    void add(Piece piece, double y) {
        if (!piece.begins()) {
            arriving.add(new Crossing(piece.link(), y));
        }
        if (!piece.ends()) {
            leaving.add(new Crossing(piece.link(), y));
        }
    }

    /**
     * Ends a row.
     *
     * @param right x behind which ways may turn down, in pixels
     * @param bottom y of the lower end of the row
     * @return the room that ways need below the row, beside that of one
     */
    double close(double right, double bottom) {
        double step = BESIDE * rankGap;
        arriving.sort(Comparator.comparingDouble(Crossing::y));
        Set<String> before = new LinkedHashSet<>();
        for (Crossing crossing : arriving) {
            // what left together parts at the left
            before.add(lines.get(crossing.link().id()));
            List<Point> way = between.get(crossing.link().id());
            double x = -rankGap / 2 - (before.size() - 1) * step;
            way.add(new Point(x, way.get(way.size() - 1).y()));
            way.add(new Point(x, crossing.y()));
        }
        leaving.sort(Comparator.comparingDouble(Crossing::y));
        lines.clear();
        leaving.forEach(crossing -> lines.put(crossing.link().id(), crossing.link().from() + " " + crossing.y()));
        List<String> apart = leaving.stream().map(crossing -> lines.get(crossing.link().id())).distinct().toList();
        for (Crossing crossing : leaving) {
            int outside = apart.size() - 1 - apart.indexOf(lines.get(crossing.link().id()));
            double x = right + rankGap / 2 + outside * step;
            List<Point> way = between.computeIfAbsent(crossing.link().id(), id -> new ArrayList<>());
            way.add(new Point(x, crossing.y()));
            way.add(new Point(x, bottom + laneGap / 2 + outside * step));
        }
        double room = Math.max(0, apart.size() - 1) * step;
        arriving.clear();
        leaving.clear();
        return room;
    }

    /** The points of a link's way between its first and its last row; none if it stays in one. */
    List<Point> between(Link link) {
        return between.getOrDefault(link.id(), List.of());
    }

    /** The ids of the links that lead to another row. */
    Set<String> links() {
        return Set.copyOf(between.keySet());
    }
}
