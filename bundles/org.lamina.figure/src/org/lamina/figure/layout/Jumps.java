package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/** Leads links over what lies between their ends: up, along above everything, and down again. */
final class Jumps {

    private final double rankGap;
    private final double laneGap;
    private final List<Rect> boxes;
    private final List<Rect> obstacles;

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
     * The way from the right side of a box to the left side of another; empty if it would cross a box, or lead back
     * though it carries the flow on.
     *
     * @param back whether the link leads back in the flow
     */
    Optional<List<Point>> over(Point from, Point to, boolean back) {
        double up = from.x() + rankGap / 3;
        double down = to.x() - rankGap / 3;
        if (up >= down != back) {
            return Optional.empty();
        }
        double left = Math.min(up, down);
        double right = Math.max(up, down);
        double top = obstacles.stream().filter(rect -> rect.right() >= left && rect.x() <= right)
                .mapToDouble(Rect::y).min().orElse(Math.min(from.y(), to.y()));
        double lane = top - laneGap;
        Rect rising = Rect.around(List.of(new Point(up, from.y()), new Point(up, lane)));
        Rect falling = Rect.around(List.of(new Point(down, lane), new Point(down, to.y())));
        if (boxes.stream().anyMatch(box -> box.intersects(rising.grown(0.5)) || box.intersects(falling.grown(0.5)))) {
            return Optional.empty();
        }
        obstacles.add(Rect.around(List.of(new Point(up, lane), new Point(down, lane))));
        return Optional.of(List.of(from, new Point(up, from.y()), new Point(up, lane), new Point(down, lane),
                new Point(down, to.y()), to));
    }
}
