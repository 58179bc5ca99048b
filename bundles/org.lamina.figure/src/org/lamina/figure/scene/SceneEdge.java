package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Data that flows between two nodes, as an open line.
 *
 * @param id unique among the edges of the scene and the same every time the same model is drawn
 * @param title what flows, in words: tool tip and accessible name
 * @param from id of the node where it starts
 * @param to id of the node where it ends
 * @param points the line, at least two points
 * @param stroke how the line is drawn
 * @param arrow whether it ends in an arrow head
 * @param labels marks that belong to it, such as the shape of what flows
 */
public record SceneEdge(String id, String title, String from, String to, List<Point> points, Stroke stroke,
        boolean arrow, List<Primitive> labels) {

    private static final double HEAD_LENGTH = 7;
    private static final double HEAD_WIDTH = 6;

    public SceneEdge {
        points = List.copyOf(points);
        labels = List.copyOf(labels);
        if (points.size() < 2) {
            throw new IllegalArgumentException("an edge has two points or more");
        }
    }

    /** The line to draw: where there is an arrow head, it ends inside the head, so that the tip stays sharp. */
    public List<Point> line() {
        if (!arrow) {
            return points;
        }
        Point tip = points.get(points.size() - 1);
        Point before = points.get(points.size() - 2);
        double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
        double back = Math.min(HEAD_LENGTH / 2, length);
        Point end = length == 0 ? tip
                : tip.plus(-(tip.x() - before.x()) / length * back, -(tip.y() - before.y()) / length * back);
        List<Point> line = new ArrayList<>(points.subList(0, points.size() - 1));
        line.add(end);
        return List.copyOf(line);
    }

    /** The arrow head, where there is one: a triangle in the colour of the line whose tip is the last point. */
    public Optional<Primitive.Polygon> head() {
        Point tip = points.get(points.size() - 1);
        Point before = points.get(points.size() - 2);
        double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
        if (!arrow || length == 0) {
            return Optional.empty();
        }
        double ux = (tip.x() - before.x()) / length;
        double uy = (tip.y() - before.y()) / length;
        Point base = tip.plus(-ux * HEAD_LENGTH, -uy * HEAD_LENGTH);
        double half = HEAD_WIDTH / 2;
        return Optional.of(new Primitive.Polygon(
                List.of(tip, base.plus(-uy * half, ux * half), base.plus(uy * half, -ux * half)),
                Paint.filled(stroke.color())));
    }
}
