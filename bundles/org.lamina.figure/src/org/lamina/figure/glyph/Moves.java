package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lamina.figure.Arrangement;
import org.lamina.figure.parts.Part;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/** Glyphs that the user has moved, and the ways of the lines that follow them. */
record Moves(Arrangement arrangement) {

    /** How far a glyph is moved: as far as all of its parts together. */
    Point of(Glyph glyph) {
        return Stream.concat(Stream.of(glyph.head()), glyph.slim().stream()).map(Part::id)
                .filter(arrangement.moves()::containsKey).map(arrangement.moves()::get)
                .reduce(new Point(0, 0), (a, b) -> a.plus(b.x(), b.y()));
    }

    /** Whether a line between two glyphs needs another way, since they are moved apart. */
    boolean bend(Glyph from, Glyph to) {
        return !of(from).equals(of(to));
    }

    /**
     * A way in right angles that runs through as few glyphs as possible, and of such ways the shortest.
     *
     * @param gap how far it runs straight on at both ends at least
     */
    List<Point> way(Point start, Point end, Collection<Rect> glyphs, double gap) {
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
        double top = glyphs.stream().mapToDouble(Rect::y).min().orElse(0) - 2 * gap;
        double bottom = glyphs.stream().mapToDouble(Rect::bottom).max().orElse(0) + 2 * gap;
        for (double y : new double[] {(start.y() + end.y()) / 2, top, bottom}) {
            ways.add(List.of(start, new Point(right, start.y()), new Point(right, y), new Point(left, y),
                    new Point(left, end.y()), end));
        }
        return ways.stream().min(Comparator.comparingLong((List<Point> way) -> hits(way, glyphs))
                .thenComparingDouble(Moves::length)).orElseThrow();
    }

    private static long hits(List<Point> way, Collection<Rect> glyphs) {
        long hits = 0;
        for (int i = 1; i < way.size(); i++) {
            Rect line = Rect.around(way.subList(i - 1, i + 1));
            hits += glyphs.stream().filter(glyph -> line.intersects(glyph.grown(-1))).count();
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
