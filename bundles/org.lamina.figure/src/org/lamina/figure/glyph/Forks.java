package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lamina.figure.scene.Point;

/** Where lines part and meet, which dots tell from where they only cross. */
final class Forks {

    private Forks() {
    }

    /**
     * The points of a line where it forks off another one or joins it.
     *
     * @param all the ways of all lines
     */
    static List<Point> of(List<Point> way, List<List<Point>> all) {
        if (way.size() < 6) {
            return way.size() < 4 ? List.of() : way.subList(1, 2);
        }
        List<Point> turns = new ArrayList<>(List.of(way.get(1), way.get(way.size() - 2)));
        way.subList(2, way.size() - 2).stream().filter(turn -> all.stream().anyMatch(other -> passes(other, turn)))
                .forEach(turns::add);
        return turns;
    }

    /** The points of a line that leads to another row where one of the others parts from it. */
    static List<Point> ofWrapped(List<Point> way, List<List<Point>> all) {
        return way.subList(1, way.size() - 1).stream()
                .filter(turn -> all.stream().anyMatch(other -> passes(other, turn))).toList();
    }

    /** Whether a line goes straight on at a point where another one turns. */
    private static boolean passes(List<Point> way, Point turn) {
        return IntStream.range(1, way.size()).anyMatch(i -> isInside(way.get(i - 1), way.get(i), turn));
    }

    private static boolean isInside(Point start, Point end, Point point) {
        return start.y() == end.y() ? point.y() == start.y() && (point.x() - start.x()) * (end.x() - point.x()) > 0
                : start.x() == end.x() && point.x() == start.x()
                        && (point.y() - start.y()) * (end.y() - point.y()) > 0;
    }
}
