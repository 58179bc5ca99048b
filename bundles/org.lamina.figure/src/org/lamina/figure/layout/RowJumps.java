package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lamina.figure.layout.Jumps.Bundle;
import org.lamina.figure.layout.Jumps.Course;
import org.lamina.figure.layout.Jumps.Jump;
import org.lamina.figure.scene.Point;

/**
 * Leads links that jump through the rows of a flow. One that ends in another row runs along above its own to the margin
 * at the right of all rows, there up or down, and back along above the row in which it ends.
 */
final class RowJumps {

    /** The distance of lines in the margin, as a part of the room behind a box. */
    static final double BESIDE = 0.25;

    private final List<Jumps> rows;
    private final Map<String, Integer> rowOf;
    private final double margin;
    private final double step;

    /** Links that leave a box in one direction, and the rows in which they end. */
    private record Fan(String source, List<Jump> jumps, int home, TreeMap<Integer, List<Jump>> byRow) {

        boolean staysHome() {
            return first() == last();
        }

        int first() {
            return Math.min(home, byRow.firstKey());
        }

        int last() {
            return Math.max(home, byRow.lastKey());
        }
    }

    /**
     * @param rows what lies in each row
     * @param rowOf the number of the row in which a box lies, by its id
     * @param margin x behind all rows
     * @param rankGap the room behind a box
     */
    RowJumps(List<Jumps> rows, Map<String, Integer> rowOf, double margin, double rankGap) {
        this.rows = rows;
        this.rowOf = rowOf;
        this.margin = margin;
        this.step = BESIDE * rankGap;
    }

    /**
     * The number of lines beside each other in the margin.
     *
     * @param rowOf the number of the row in which a box lies, by its id
     */
    static int lines(List<Link> jumps, Map<String, Integer> rowOf) {
        List<Fan> fans = fans(jumps.stream().map(link -> new Jump(link, null, null, false)).toList(), rowOf);
        return (int) tracks(fans).values().stream().distinct().count();
    }

    /**
     * The ways of links by their ids; empty if one would cross a box, or lead back though it carries the flow on.
     *
     * @param jumps those that reach least far first
     */
    Optional<Map<String, List<Point>>> ways(List<Jump> jumps) {
        List<Fan> fans = fans(jumps, rowOf);
        Map<Fan, Integer> tracks = tracks(fans);
        List<Map<Fan, Course>> courses = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Optional<Map<Fan, Course>> led = lead(row, fans, tracks);
            if (led.isEmpty()) {
                return Optional.empty();
            }
            courses.add(led.get());
        }
        Map<String, List<Point>> ways = new HashMap<>();
        for (Fan fan : fans) {
            Course start = courses.get(fan.home()).get(fan);
            fan.byRow().forEach((row, ending) -> ending.forEach(jump -> {
                Course end = courses.get(row).get(fan);
                List<Point> way = new ArrayList<>(start.head());
                if (row != fan.home()) {
                    double x = x(tracks.get(fan));
                    way.add(new Point(x, start.lane()));
                    way.add(new Point(x, end.lane()));
                }
                way.addAll(end.tails().get(jump.link().id()));
                ways.put(jump.link().id(), List.copyOf(way));
            }));
        }
        return Optional.of(ways);
    }

    /** Leads what one row has of all links: those that stay in it lowest, then the others from right to left. */
    private Optional<Map<Fan, Course>> lead(int row, List<Fan> fans, Map<Fan, Integer> tracks) {
        Map<Fan, Bundle> bundles = new LinkedHashMap<>();
        for (Fan fan : fans) {
            if (fan.home() == row || fan.byRow().containsKey(row)) {
                bundles.put(fan, new Bundle(fan.source(), fan.home() == row
                        ? Optional.of(fan.jumps().get(0).from()) : Optional.empty(),
                        fan.byRow().getOrDefault(row, List.of()),
                        fan.staysHome() ? OptionalDouble.empty() : OptionalDouble.of(x(tracks.get(fan)))));
            }
        }
        List<Fan> ordered = new ArrayList<>(bundles.keySet());
        ordered.sort(Comparator.comparing((Fan fan) -> !fan.staysHome()).thenComparing(
                fan -> fan.staysHome() ? 0 : bundles.get(fan).left(), Comparator.reverseOrder()));
        Map<Fan, Course> courses = new HashMap<>();
        for (Fan fan : ordered) {
            Optional<Course> course = rows.get(row).lead(bundles.get(fan));
            if (course.isEmpty()) {
                return Optional.empty();
            }
            courses.put(fan, course.get());
        }
        return Optional.of(courses);
    }

    private double x(int track) {
        return margin + (track + 1) * step;
    }

    private static List<Fan> fans(List<Jump> jumps, Map<String, Integer> rowOf) {
        Map<String, List<Jump>> together = new LinkedHashMap<>();
        for (Jump jump : jumps) {
            together.computeIfAbsent(jump.link().from() + (jump.back() ? "\n" : ""), key -> new ArrayList<>())
                    .add(jump);
        }
        List<List<Jump>> ordered = new ArrayList<>(together.values());
        ordered.sort(Comparator.comparingInt(all -> jumps.indexOf(all.get(all.size() - 1))));
        List<Fan> fans = new ArrayList<>();
        for (List<Jump> all : ordered) {
            TreeMap<Integer, List<Jump>> byRow = new TreeMap<>();
            all.forEach(jump -> byRow.computeIfAbsent(rowOf.get(jump.link().to()), row -> new ArrayList<>()).add(jump));
            fans.add(new Fan(all.get(0).link().from(), all, rowOf.get(all.get(0).link().from()), byRow));
        }
        return fans;
    }

    /** Which line of the margin each takes that needs one: those that reach least far the innermost that is free. */
    private static Map<Fan, Integer> tracks(List<Fan> fans) {
        List<Fan> leaving = new ArrayList<>(fans.stream().filter(fan -> !fan.staysHome()).toList());
        leaving.sort(Comparator.comparingInt(fan -> fan.last() - fan.first()));
        Map<Fan, Integer> tracks = new LinkedHashMap<>();
        for (Fan fan : leaving) {
            int track = 0;
            while (isTaken(track, fan, tracks)) {
                track++;
            }
            tracks.put(fan, track);
        }
        return tracks;
    }

    private static boolean isTaken(int track, Fan fan, Map<Fan, Integer> tracks) {
        return tracks.entrySet().stream().anyMatch(other -> other.getValue() == track
                && other.getKey().first() <= fan.last() && fan.first() <= other.getKey().last());
    }
}
