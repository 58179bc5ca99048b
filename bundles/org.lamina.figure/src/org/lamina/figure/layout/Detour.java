package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/** Finds ways for lines whose ends were moved. */
public final class Detour {

    private Detour() {
    }

    /**
     * A way in right angles, from left to right, that runs through as few boxes as possible, and of such ways the
     * shortest.
     *
     * @param gap how far it runs straight on at both ends at least
     */
    public static List<Point> rightwards(Point start, Point end, Collection<Rect> boxes, double gap) {
        List<List<Point>> ways = new ArrayList<>();
        double right = start.x() + gap;
        double left = end.x() - gap;
        if (end.x() > start.x()) {
            if (start.y() == end.y()) {
                ways.add(List.of(start, end));
            }
            for (double x : new double[] {Math.min(right, (start.x() + end.x()) / 2), (start.x() + end.x()) / 2,
                Math.max(left, (start.x() + end.x()) / 2)}) {
                ways.add(List.of(start, new Point(x, start.y()), new Point(x, end.y()), end));
            }
        }
        double top = boxes.stream().mapToDouble(Rect::y).min().orElse(0) - 2 * gap;
        double bottom = boxes.stream().mapToDouble(Rect::bottom).max().orElse(0) + 2 * gap;
        for (double y : new double[] {(start.y() + end.y()) / 2, top, bottom}) {
            ways.add(List.of(start, new Point(right, start.y()), new Point(right, y), new Point(left, y),
                    new Point(left, end.y()), end));
        }
        return ways.stream().min(Comparator.comparingLong((List<Point> way) -> hits(way, boxes))
                .thenComparingDouble(Detour::length)).orElseThrow();
    }

    /** The same from top to bottom. */
    public static List<Point> downwards(Point start, Point end, Collection<Rect> boxes, double gap) {
        List<Rect> turned = boxes.stream()
                .map(box -> new Rect(box.y(), box.x(), box.height(), box.width())).toList();
        return rightwards(turned(start), turned(end), turned, gap).stream().map(Detour::turned).toList();
    }

    private static Point turned(Point point) {
        return new Point(point.y(), point.x());
    }

    private static long hits(List<Point> way, Collection<Rect> boxes) {
        long hits = 0;
        for (int i = 1; i < way.size(); i++) {
            Rect line = Rect.around(way.subList(i - 1, i + 1));
            hits += boxes.stream().filter(box -> line.intersects(box.grown(-1))).count();
        }
        return hits;
    }

    private static double length(List<Point> way) {
        double length = 0;
        for (int i = 1; i < way.size(); i++) {
            length += Math.abs(way.get(i).x() - way.get(i - 1).x()) + Math.abs(way.get(i).y() - way.get(i - 1).y());
        }
        return length;
    }
}
