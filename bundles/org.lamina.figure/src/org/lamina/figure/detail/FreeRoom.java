package org.lamina.figure.detail;

import java.util.List;
import java.util.stream.IntStream;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneEdge;

/** Finds room for a line of text among edges. */
final class FreeRoom {

    private static final double CLEARANCE = 8;

    private FreeRoom() {
    }

    /**
     * The first part of a strip, from the left, through which no edge runs and which is as wide as wanted; the widest
     * one if none is; a part without width at the left if edges fill it all.
     */
    static Rect widest(Rect strip, List<SceneEdge> edges, double wanted) {
        List<Rect> taken = edges.stream().flatMap(edge -> segments(edge.points()).stream())
                .filter(segment -> segment.grown(1).intersects(strip)).toList();
        double[] borders = taken.stream().mapToDouble(segment -> segment.right() + CLEARANCE).sorted().toArray();
        Rect best = part(strip, strip.x(), taken);
        for (int i = 0; i < borders.length && best.width() < wanted; i++) {
            Rect next = part(strip, borders[i], taken);
            best = next.width() > best.width() ? next : best;
        }
        return best;
    }

    private static Rect part(Rect strip, double start, List<Rect> taken) {
        double end = taken.stream().filter(segment -> segment.right() + CLEARANCE > start)
                .mapToDouble(segment -> segment.x() - CLEARANCE).min().orElse(strip.right());
        return new Rect(start, strip.y(), Math.max(0, Math.min(end, strip.right()) - start), strip.height());
    }

    private static List<Rect> segments(List<Point> line) {
        return IntStream.range(1, line.size())
                .mapToObj(i -> Rect.around(line.subList(i - 1, i + 1))).toList();
    }
}
