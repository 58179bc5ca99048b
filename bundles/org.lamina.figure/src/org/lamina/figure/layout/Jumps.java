package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * Leads links over what lies in a row between their ends: up, along above everything, and down again. Links of one box
 * run along in one line, which forks; those into one box come down in one. Others do not run on each other.
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
    private double highest = Double.POSITIVE_INFINITY;

    /**
     * A link that jumps.
     *
     * @param from where it leaves a box at its right side
     * @param to where it reaches a box at its left side
     * @param back whether it leads back in the flow
     */
    record Jump(Link link, Point from, Point to, boolean back) {
    }

    /**
     * What a row has of the links that leave a box in one direction.
     *
     * @param from where they leave the box; empty if that is in another row
     * @param jumps those that end in the row
     * @param margin x to which their line leads on, to or from other rows; empty if all of them stay in the row
     */
    record Bundle(String source, Optional<Point> from, List<Jump> jumps, OptionalDouble margin) {

        /** x where it begins or ends leftmost. */
        double left() {
            double end = jumps.stream().mapToDouble(jump -> jump.to().x()).min().orElse(Double.POSITIVE_INFINITY);
            return Math.min(end, from.map(Point::x).orElse(end));
        }
    }

    /**
     * The way of a bundle.
     *
     * @param head the points from its box to the line above the row; none if it comes from another row
     * @param lane y of that line
     * @param tails the points from that line to the end of each link, by its id
     */
    record Course(List<Point> head, double lane, Map<String, List<Point>> tails) {
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

    /** y of the highest line that was led so far; infinite if there is none. */
    double highest() {
        return highest;
    }

    /** Leads a bundle; empty if it would cross a box, or lead back though it carries the flow on. */
    Optional<Course> lead(Bundle bundle) {
        List<Jump> jumps = bundle.jumps();
        double left = jumps.stream().mapToDouble(jump -> jump.to().x() - rankGap).min()
                .orElse(Double.POSITIVE_INFINITY);
        double right = jumps.stream().mapToDouble(jump -> jump.to().x()).max().orElse(Double.NEGATIVE_INFINITY);
        double start = Math.min(left, bundle.from().map(Point::x).orElse(left));
        double end = Math.max(Math.max(right, bundle.from().map(point -> point.x() + rankGap).orElse(right)),
                bundle.margin().orElse(right));
        double usual = bundle.from().map(Point::y).orElseGet(() -> jumps.get(0).to().y());
        double lane = obstacles.stream().filter(rect -> rect.right() > start && rect.x() < end).mapToDouble(Rect::y)
                .min().orElse(usual) - laneGap;
        Optional<Upright> rising = bundle.from()
                .flatMap(from -> upright(from.x(), rankGap, lane, from.y(), "from " + bundle.source()));
        if (rising.isEmpty() && bundle.from().isPresent()) {
            return Optional.empty();
        }
        List<Double> ends = new ArrayList<>();
        rising.ifPresent(upright -> ends.add(upright.x()));
        bundle.margin().ifPresent(ends::add);
        Map<String, List<Point>> tails = new HashMap<>();
        for (Jump jump : jumps) {
            Optional<Upright> falling = upright(jump.to().x(), -rankGap, lane, jump.to().y(),
                    "to " + jump.link().to());
            if (falling.isEmpty()
                    || rising.isPresent() && rising.get().x() >= falling.get().x() != jump.back()) {
                return Optional.empty();
            }
            double down = falling.get().x();
            tails.put(jump.link().id(), List.of(new Point(down, lane), new Point(down, jump.to().y()), jump.to()));
            ends.add(down);
        }
        obstacles.add(Rect.around(ends.stream().map(x -> new Point(x, lane)).toList()));
        highest = Math.min(highest, lane);
        List<Point> head = rising.map(upright -> List.of(bundle.from().get(),
                new Point(upright.x(), bundle.from().get().y()), new Point(upright.x(), lane))).orElse(List.of());
        return Optional.of(new Course(head, lane, tails));
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
