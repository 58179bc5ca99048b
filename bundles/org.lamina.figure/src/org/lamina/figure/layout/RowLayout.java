package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.layout.Extents.Extent;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
import org.lamina.figure.layout.Stretch.Piece;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * Lays out a flow exactly along its structure: what follows each other lies in a row, branches lie above each other,
 * and the row goes on in the middle of them. All links are straight, except where one forks or jumps; none crosses a
 * box.
 */
public final class RowLayout {

    private final double rankGap;
    private final double laneGap;
    private final Extents extents;
    private final Map<String, Double> lefts = new HashMap<>();
    private final Map<String, Double> axes = new HashMap<>();
    private final Map<String, Point> starts = new HashMap<>();
    private final Map<String, Point> ends = new HashMap<>();
    private final Wraps wraps;

    private RowLayout(Extents extents, double rankGap, double laneGap) {
        this.extents = extents;
        this.rankGap = rankGap;
        this.laneGap = laneGap;
        this.wraps = new Wraps(rankGap, laneGap);
    }

    /**
     * Finds the placement; empty if a link that jumps can't be led around the boxes.
     *
     * @param structure the structure of the flow
     * @param flow its boxes; those where links jump have no ends of their own for them
     * @param links all links, jumps included
     * @param rankGap free room between a box and the next in its row, in pixels
     * @param laneGap free room between what lies above each other, in pixels
     * @param below room wanted below a link for its label, in pixels, by link
     * @param rowWidth the width from which on the flow goes on in a further row; 0 for one row. A flow with links that
     *        jump stays in one row
     * @param branchesBroken whether a further row may begin inside branches that are longer than a row
     */
    public static Optional<FlowPlacement> of(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            double rankGap, double laneGap, Map<String, Double> below, double rowWidth, boolean branchesBroken) {
        return new RowLayout(new Extents(flow, rankGap, laneGap, below), rankGap, laneGap)
                .placement(structure, flow, links, rowWidth, branchesBroken);
    }

    private Optional<FlowPlacement> placement(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            double rowWidth, boolean branchesBroken) {
        Stretch root = structure.root();
        List<Stretch> rows = rowWidth > 0 && structure.jumps().isEmpty()
                ? new Rows(extents, rowWidth, branchesBroken).of(root) : List.of();
        // a row that can't be broken would be as long as before, with less sense
        if (rows.size() > 1 && rows.stream().allMatch(row -> extents.length(row) <= rowWidth)) {
            place(rows);
        } else {
            place(root, 0, extents.length(root), extents.of(root).up());
        }
        Map<String, List<Double>> arrivals = new HashMap<>();
        Map<String, List<Double>> departures = new HashMap<>();
        for (FlowBox box : flow) {
            arrivals.put(box.id(), middles(box, box.left(), ends));
            departures.put(box.id(), middles(box, box.right(), starts));
        }
        Map<String, List<Point>> ways = new HashMap<>();
        links.stream().filter(link -> !structure.jumps().contains(link))
                .forEach(link -> ways.put(link.id(), way(link)));
        if (!structure.jumps().isEmpty()) {
            Jumps jumps = new Jumps(rankGap, laneGap / 2, rects(flow, arrivals, departures),
                    ways.values().stream().map(Rect::around).toList());
            Optional<Map<String, List<Point>>> over = jumps.ways(structure.jumps().stream()
                    .map(link -> new Jumps.Jump(link, new Point(lefts.get(link.from())
                            + extents.width(link.from()), departures.get(link.from()).get(0)),
                            new Point(lefts.get(link.to()), arrivals.get(link.to()).get(0)),
                            structure.leadsBack(link))).toList());
            if (over.isEmpty()) {
                return Optional.empty();
            }
            ways.putAll(over.get());
        }
        return Optional.of(new FlowPlacement(lefts, arrivals, departures, ways, wraps.links()));
    }

    private List<Rect> rects(List<FlowBox> flow, Map<String, List<Double>> arrivals,
            Map<String, List<Double>> departures) {
        List<Rect> rects = new ArrayList<>();
        for (FlowBox box : flow) {
            Rect left = rect(box, box.left(), arrivals.get(box.id()));
            rects.add(left.union(rect(box, box.right(), departures.get(box.id()))));
        }
        return rects;
    }

    private Rect rect(FlowBox box, List<End> sides, List<Double> middles) {
        double x = lefts.get(box.id());
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            double half = sides.get(i).height() / 2;
            corners.add(new Point(x, middles.get(i) - half));
            corners.add(new Point(x + box.width(), middles.get(i) + half));
        }
        return Rect.around(corners);
    }

    /** The y of each end of a box: that of its link, or that of the box where the end has several links or none. */
    private List<Double> middles(FlowBox box, List<End> sides, Map<String, Point> at) {
        return sides.stream().map(side -> sides.size() > 1 && side.links().size() == 1
                ? at.get(side.links().get(0)).y() : axes.get(box.id())).toList();
    }

    private List<Point> way(Link link) {
        Point start = starts.get(link.id());
        Point end = ends.get(link.id());
        FlowBox from = extents.box(link.from());
        FlowBox to = extents.box(link.to());
        double leave = from.right().size() > 1 ? start.y() : axes.get(from.id());
        double arrive = to.left().size() > 1 ? end.y() : axes.get(to.id());
        List<Point> way = new ArrayList<>();
        way.add(new Point(start.x(), leave));
        turn(way, start.x() + rankGap / 2, leave, start.y());
        way.addAll(wraps.between(link));
        turn(way, end.x() - rankGap / 2, end.y(), arrive);
        way.add(new Point(end.x(), arrive));
        return List.copyOf(way);
    }

    private static void turn(List<Point> way, double x, double from, double to) {
        if (from != to) {
            way.add(new Point(x, from));
            way.add(new Point(x, to));
        }
    }

    private void place(Stretch stretch, double from, double to, double y) {
        if (stretch instanceof Direct direct) {
            if (direct.link() != null) {
                starts.put(direct.link().id(), new Point(from, y));
                ends.put(direct.link().id(), new Point(to, y));
            }
        } else if (stretch instanceof Piece piece) {
            if (piece.begins()) {
                starts.put(piece.link().id(), new Point(from, y));
            }
            if (piece.ends()) {
                ends.put(piece.link().id(), new Point(to, y));
            }
            wraps.add(piece, y);
        } else if (stretch instanceof Branches branches) {
            double[] lanes = extents.lanes(branches);
            for (int i = 0; i < lanes.length; i++) {
                place(branches.stretches().get(i), from, to, y - lanes[lanes.length - 1] / 2 + lanes[i]);
            }
        } else if (stretch instanceof Chain chain) {
            place(chain, from, to, y);
        }
    }

    private void place(List<Stretch> rows) {
        double top = 0;
        for (Stretch row : rows) {
            Extent extent = extents.of(row);
            place(row, 0, extent.length(), top + extent.up());
            boolean single = row instanceof Chain chain
                    && chain.stretches().get(chain.stretches().size() - 1) instanceof Piece;
            double bottom = top + extent.up() + extent.down();
            top = bottom + laneGap + wraps.close(single ? extent.length() - rankGap : extent.length(), bottom);
        }
    }

    /** Room to spare goes to the first and the last stretch, so that the boxes stand in the middle. */
    private void place(Chain chain, double from, double to, double y) {
        List<Stretch> stretches = chain.stretches();
        double spare = to - from - extents.length(chain);
        double first = opens(stretches.get(0)) ? spare
                : opens(stretches.get(stretches.size() - 1)) ? 0 : spare / 2;
        double x = from;
        for (int i = 0; i < stretches.size(); i++) {
            double length = extents.length(stretches.get(i)) + (i == 0 ? first : 0)
                    + (i == stretches.size() - 1 ? spare - first : 0);
            place(stretches.get(i), x, x + length, y);
            x += length;
            if (i < chain.boxes().size()) {
                FlowBox box = extents.box(chain.boxes().get(i));
                lefts.put(box.id(), x);
                axes.put(box.id(), y);
                x += box.width();
            }
        }
    }

    /** Whether it is the open end of the flow, which may be as long as there is room. */
    private static boolean opens(Stretch stretch) {
        return stretch instanceof Direct direct && direct.link() == null;
    }
}
