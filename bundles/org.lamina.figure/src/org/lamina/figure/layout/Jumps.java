package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * Leads links over what lies between their ends: up, along above everything, and down again. Links of one box run along
 * in one line, which forks; those into one box come down in one. Others do not run on each other.
 */
final class Jumps {

    /**
     * Where links may turn up and down, as parts of the room beside a box; others fork and join in its middle, so that
     * these do so between there and the box.
     */
    private static final double[] TRACKS = {1.0 / 3, 1.0 / 6, 5.0 / 12, 1.0 / 4};

    private final double rankGap;
    private final double laneGap;
    private final List<Rect> boxes;
    private final List<Rect> obstacles;
    private final List<Upright> uprights = new ArrayList<>();

    /**
     * A link that jumps.
     *
     * @param from where it leaves a box at its right side
     * @param to where it reaches a box at its left side
     * @param back whether it leads back in the flow
     */
    record Jump(Link link, Point from, Point to, boolean back) {
    }

    /** A piece of a way that goes up or down, of all links that one box sends or gets. */
    private record Upright(double x, double top, double bottom, String end) {

        Rect rect() {
            return Rect.around(List.of(new Point(x, top), new Point(x, bottom)));
        }

        boolean isOn(Upright other) {
            return !end.equals(other.end) && Math.abs(x - other.x) < 1 && top < other.bottom + 1
                    && other.top < bottom + 1;
        }
    }

    /**
     * Leads links over these boxes and lines.
     *
     * @param rankGap the room behind and in front of each box, in which links turn up and down
     * @param laneGap the distance between links above each other
     */
    Jumps(double rankGap, double laneGap, List<Rect> boxes, List<Rect> lines) {
        this.rankGap = rankGap;
        this.laneGap = laneGap;
        this.boxes = boxes;
        this.obstacles = new ArrayList<>(boxes);
        this.obstacles.addAll(lines);
    }

    /**
     * The ways of links by their ids; empty if one would cross a box, or lead back though it carries the flow on.
     *
     * @param jumps those that reach least far first
     */
    Optional<Map<String, List<Point>>> ways(List<Jump> jumps) {
        Map<String, List<Jump>> together = new LinkedHashMap<>();
        for (Jump jump : jumps) {
            together.computeIfAbsent(jump.link().from() + (jump.back() ? "\n" : ""), key -> new ArrayList<>())
                    .add(jump);
        }
        List<List<Jump>> ordered = new ArrayList<>(together.values());
        ordered.sort(Comparator.comparingInt(all -> jumps.indexOf(all.get(all.size() - 1))));
        Map<String, List<Point>> ways = new HashMap<>();
        for (List<Jump> all : ordered) {
            if (!lead(all, ways)) {
                return Optional.empty();
            }
        }
        return Optional.of(ways);
    }

    /** Leads all links that leave a box in one direction; tells whether that was possible. */
    private boolean lead(List<Jump> jumps, Map<String, List<Point>> ways) {
        Point from = jumps.get(0).from();
        double left = jumps.stream().mapToDouble(jump -> jump.to().x() - rankGap).min().orElseThrow();
        double right = jumps.stream().mapToDouble(jump -> jump.to().x()).max().orElseThrow();
        double start = Math.min(left, from.x());
        double end = Math.max(right, from.x() + rankGap);
        double lane = obstacles.stream().filter(rect -> rect.right() > start && rect.x() < end)
                .mapToDouble(Rect::y).min().orElse(from.y()) - laneGap;
        Optional<Upright> rising = upright(from.x(), rankGap, lane, from.y(), "from " + jumps.get(0).link().from());
        for (Jump jump : jumps) {
            Optional<Upright> falling = upright(jump.to().x(), -rankGap, lane, jump.to().y(),
                    "to " + jump.link().to());
            if (rising.isEmpty() || falling.isEmpty() || rising.get().x() >= falling.get().x() != jump.back()) {
                return false;
            }
            double up = rising.get().x();
            double down = falling.get().x();
            ways.put(jump.link().id(), List.of(from, new Point(up, from.y()), new Point(up, lane),
                    new Point(down, lane), new Point(down, jump.to().y()), jump.to()));
            obstacles.add(Rect.around(List.of(new Point(up, lane), new Point(down, lane))));
        }
        return true;
    }

    /** A piece that goes up to a lane beside the side of a box; empty if it would cross a box. */
    private Optional<Upright> upright(double side, double room, double lane, double y, String end) {
        Upright first = null;
        for (double track : TRACKS) {
            Upright upright = new Upright(side + track * room, Math.min(lane, y), Math.max(lane, y), end);
            if (boxes.stream().noneMatch(box -> box.intersects(upright.rect().grown(0.5)))) {
                first = first == null ? upright : first;
                if (uprights.stream().noneMatch(upright::isOn)) {
                    first = upright;
                    break;
                }
            }
        }
        if (first != null) {
            uprights.add(first);
        }
        return Optional.ofNullable(first);
    }
}
