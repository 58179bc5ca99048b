package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
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
    private final Map<String, Double> below;
    private final Map<Stretch, Extent> extents = new IdentityHashMap<>();
    private final Map<String, Double> leftHeights = new HashMap<>();
    private final Map<String, Double> rightHeights = new HashMap<>();
    private final Map<String, FlowBox> boxes = new HashMap<>();
    private final Map<String, Double> lefts = new HashMap<>();
    private final Map<String, Double> axes = new HashMap<>();
    private final Map<String, Point> starts = new HashMap<>();
    private final Map<String, Point> ends = new HashMap<>();
    private final Map<String, List<Point>> wrapped = new HashMap<>();

    /** Room that a stretch takes above and below its axis, and along it. */
    private record Extent(double up, double down, double length) {
    }

    private RowLayout(double rankGap, double laneGap, Map<String, Double> below) {
        this.rankGap = rankGap;
        this.laneGap = laneGap;
        this.below = below;
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
     */
    public static Optional<FlowPlacement> of(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            double rankGap, double laneGap, Map<String, Double> below, double rowWidth) {
        RowLayout layout = new RowLayout(rankGap, laneGap, below);
        for (FlowBox box : flow) {
            layout.boxes.put(box.id(), box);
            box.left().forEach(end -> end.links().forEach(link -> layout.leftHeights.put(link, end.height())));
            box.right().forEach(end -> end.links().forEach(link -> layout.rightHeights.put(link, end.height())));
        }
        return layout.placement(structure, flow, links, rowWidth);
    }

    private Optional<FlowPlacement> placement(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            double rowWidth) {
        Stretch root = structure.root();
        List<Chain> rows = rowWidth > 0 && structure.jumps().isEmpty() && root instanceof Chain chain
                ? new Rows(stretch -> extent(stretch).length(), id -> boxes.get(id).width(), rowWidth).of(chain)
                : List.of();
        // a row that can't be broken would be as long as before, with less sense
        if (rows.size() > 1 && rows.stream().allMatch(row -> extent(row).length() <= rowWidth)) {
            place(rows);
        } else {
            place(root, 0, extent(root).length(), extent(root).up());
        }
        Map<String, List<Double>> arrivals = new HashMap<>();
        Map<String, List<Double>> departures = new HashMap<>();
        for (FlowBox box : flow) {
            arrivals.put(box.id(), middles(box, box.left(), ends));
            departures.put(box.id(), middles(box, box.right(), starts));
        }
        Map<String, List<Point>> ways = new HashMap<>();
        links.stream().filter(link -> !structure.jumps().contains(link))
                .forEach(link -> ways.put(link.id(), wrapped.getOrDefault(link.id(), way(link))));
        if (!structure.jumps().isEmpty()) {
            Jumps jumps = new Jumps(rankGap, laneGap / 2, rects(flow, arrivals, departures),
                    ways.values().stream().map(Rect::around).toList());
            for (Link link : structure.jumps()) {
                FlowBox from = boxes.get(link.from());
                Optional<List<Point>> way = jumps.over(
                        new Point(lefts.get(from.id()) + from.width(), departures.get(from.id()).get(0)),
                        new Point(lefts.get(link.to()), arrivals.get(link.to()).get(0)), structure.leadsBack(link));
                if (way.isEmpty()) {
                    return Optional.empty();
                }
                ways.put(link.id(), way.get());
            }
        }
        return Optional.of(new FlowPlacement(lefts, arrivals, departures, ways, wrapped.keySet()));
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
        FlowBox from = boxes.get(link.from());
        FlowBox to = boxes.get(link.to());
        double leave = from.right().size() > 1 ? start.y() : axes.get(from.id());
        double arrive = to.left().size() > 1 ? end.y() : axes.get(to.id());
        List<Point> way = new ArrayList<>();
        way.add(new Point(start.x(), leave));
        turn(way, start.x() + rankGap / 2, leave, start.y());
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

    private Extent extent(Stretch stretch) {
        Extent known = extents.get(stretch);
        if (known == null) {
            known = measured(stretch);
            extents.put(stretch, known);
        }
        return known;
    }

    private Extent measured(Stretch stretch) {
        if (stretch instanceof Direct direct) {
            return measured(direct);
        }
        double up = 0;
        double down = 0;
        double length = 0;
        if (stretch instanceof Chain chain) {
            for (String id : chain.boxes()) {
                FlowBox box = boxes.get(id);
                up = Math.max(up, half(box) + box.above());
                down = Math.max(down, half(box) + box.below());
                length += box.width();
            }
            for (Stretch part : chain.stretches()) {
                up = Math.max(up, extent(part).up());
                down = Math.max(down, extent(part).down());
                length += extent(part).length();
            }
            return new Extent(up, down, length);
        }
        Branches branches = (Branches) stretch;
        double[] lanes = lanes(branches);
        double middle = lanes[lanes.length - 1] / 2;
        for (int i = 0; i < lanes.length; i++) {
            Extent branch = extent(branches.stretches().get(i));
            up = Math.max(up, middle - lanes[i] + branch.up());
            down = Math.max(down, lanes[i] - middle + branch.down());
            length = Math.max(length, branch.length());
        }
        return new Extent(up, down, length);
    }

    private Extent measured(Direct direct) {
        if (direct.link() == null) {
            return new Extent(0, 0, 0);
        }
        Link link = direct.link();
        double half = Math.max(rightHeights.get(link.id()), leftHeights.get(link.id())) / 2;
        double label = Math.max(label(boxes.get(link.from())), label(boxes.get(link.to())));
        double over = Math.max(over(boxes.get(link.from())), over(boxes.get(link.to())));
        return new Extent(half + over, Math.max(half + label, below.getOrDefault(link.id(), 0.0)), rankGap);
    }

    /** The room below a box with several ends, whose lowest end bears its label. */
    private static double label(FlowBox box) {
        return box.isPlain() ? 0 : box.below();
    }

    /** The room over a box with several ends, whose uppermost end bears its label. */
    private static double over(FlowBox box) {
        return box.isPlain() ? 0 : box.above();
    }

    /** Half of the height of a box; one with several ends is as high as what lies at them. */
    private static double half(FlowBox box) {
        double left = box.left().size() > 1 ? 0 : box.left().get(0).height();
        double right = box.right().size() > 1 ? 0 : box.right().get(0).height();
        return Math.max(left, right) / 2;
    }

    /** The axes of branches, the first at 0. */
    private double[] lanes(Branches branches) {
        double[] lanes = new double[branches.stretches().size()];
        for (int i = 1; i < lanes.length; i++) {
            lanes[i] = lanes[i - 1] + extent(branches.stretches().get(i - 1)).down() + laneGap
                    + extent(branches.stretches().get(i)).up();
        }
        return lanes;
    }

    private void place(Stretch stretch, double from, double to, double y) {
        if (stretch instanceof Direct direct) {
            if (direct.link() != null) {
                starts.put(direct.link().id(), new Point(from, y));
                ends.put(direct.link().id(), new Point(to, y));
            }
        } else if (stretch instanceof Branches branches) {
            double[] lanes = lanes(branches);
            for (int i = 0; i < lanes.length; i++) {
                place(branches.stretches().get(i), from, to, y - lanes[lanes.length - 1] / 2 + lanes[i]);
            }
        } else if (stretch instanceof Chain chain) {
            place(chain, from, to, y);
        }
    }

    /** Places rows below each other; a row ends at a link that all data passes. */
    private void place(List<Chain> rows) {
        double top = 0;
        Link from = null;
        Point left = null;
        double bottom = 0;
        for (Chain row : rows) {
            Extent extent = extent(row);
            double axis = top + extent.up();
            place(row, 0, extent.length(), axis);
            if (from != null) {
                double between = bottom + laneGap / 2;
                double back = -rankGap / 2;
                Point start = new Point(0, axis);
                wrapped.put(from.id(), List.of(left, left.plus(rankGap / 2, 0),
                        new Point(left.x() + rankGap / 2, between), new Point(back, between), new Point(back, axis),
                        start));
                starts.put(from.id(), left);
                ends.put(from.id(), start);
            }
            from = row.stretches().get(row.stretches().size() - 1) instanceof Direct last ? last.link() : null;
            left = new Point(extent.length() - (from == null ? 0 : rankGap), axis);
            bottom = axis + extent.down();
            top = bottom + laneGap;
        }
    }

    /** Room to spare goes to the first and the last stretch, so that the boxes stand in the middle. */
    private void place(Chain chain, double from, double to, double y) {
        List<Stretch> stretches = chain.stretches();
        double spare = to - from - extent(chain).length();
        double first = opens(stretches.get(0)) ? spare
                : opens(stretches.get(stretches.size() - 1)) ? 0 : spare / 2;
        double x = from;
        for (int i = 0; i < stretches.size(); i++) {
            double length = extent(stretches.get(i)).length() + (i == 0 ? first : 0)
                    + (i == stretches.size() - 1 ? spare - first : 0);
            place(stretches.get(i), x, x + length, y);
            x += length;
            if (i < chain.boxes().size()) {
                FlowBox box = boxes.get(chain.boxes().get(i));
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
