package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lamina.figure.layout.Extents.Extent;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
import org.lamina.figure.layout.Stretch.Fork;
import org.lamina.figure.layout.Stretch.Piece;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * Lays out a flow exactly along its structure: what follows each other lies in a row, branches lie above each other,
 * and the row goes on in the middle of them. All links are straight, except where one forks or jumps; none crosses a
 * box.
 */
public final class RowLayout {

    /** The longest row that can't be broken beside others, as a part of the flow. */
    private static final double WORTH_BREAKING = 0.5;

    private final double rankGap;
    private final double laneGap;
    private final Extents extents;
    private final Map<String, Double> lefts = new HashMap<>();
    private final Map<String, Double> axes = new HashMap<>();
    private final Map<String, Point> starts = new HashMap<>();
    private final Map<String, Point> ends = new HashMap<>();
    private final Map<String, List<Point>> ways = new HashMap<>();
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
     * @param rowWidth the width from which on the flow goes on in a further row; 0 for one row
     * @param branchesBroken whether a further row may begin inside branches that are longer than a row, and under links
     *        that jump
     */
    public static Optional<FlowPlacement> of(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            double rankGap, double laneGap, Map<String, Double> below, double rowWidth, boolean branchesBroken) {
        Extents extents = new Extents(flow, rankGap, laneGap, below);
        List<Stretch> rows = rows(structure, extents, rankGap, rowWidth, branchesBroken);
        Optional<RowLayout> found = laidOut(structure, flow, links, extents, rankGap, laneGap, rows)
                .or(() -> rows.size() == 1 ? Optional.empty() : laidOut(structure, flow, links, extents, rankGap,
                        laneGap, List.of(structure.root())));
        return found.map(layout -> new FlowPlacement(layout.lefts, layout.middles(flow, FlowBox::left, layout.ends),
                layout.middles(flow, FlowBox::right, layout.starts), layout.ways, layout.wraps.links()));
    }

    /** The rows of a flow; one if there is a row that can't be broken and has most of the flow. */
    private static List<Stretch> rows(FlowStructure structure, Extents extents, double rankGap, double rowWidth,
            boolean branchesBroken) {
        List<Stretch> one = List.of(structure.root());
        double width = rowWidth;
        int lines = 0;
        while (width > 0) {
            List<Stretch> rows = new Rows(extents, width, branchesBroken).of(structure.root());
            double most = Math.max(width, WORTH_BREAKING * extents.length(structure.root()));
            if (rows.size() < 2 || !rows.stream().allMatch(row -> extents.length(row) <= most)) {
                return one;
            }
            int needed = structure.jumps().isEmpty() ? 0 : RowJumps.lines(structure.jumps(), rowOf(rows));
            if (needed <= lines) {
                return rows;
            }
            if (!branchesBroken) {
                return one;
            }
            lines = needed;
            width = rowWidth - lines * RowJumps.BESIDE * rankGap;
        }
        return one;
    }

    private static Map<String, Integer> rowOf(List<Stretch> rows) {
        Map<String, Integer> rowOf = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (String id : rows.get(i).allBoxes()) {
                rowOf.put(id, i);
            }
        }
        return rowOf;
    }

    /** A layout in these rows, with so much room over each that the links that jump have their ways there. */
    private static Optional<RowLayout> laidOut(FlowStructure structure, List<FlowBox> flow, List<Link> links,
            Extents extents, double rankGap, double laneGap, List<Stretch> rows) {
        double[] over = new double[rows.size()];
        RowLayout layout = new RowLayout(extents, rankGap, laneGap);
        boolean possible = layout.place(structure, flow, links, rows, over);
        if (possible && rows.size() > 1 && !structure.jumps().isEmpty()) {
            layout = new RowLayout(extents, rankGap, laneGap);
            possible = layout.place(structure, flow, links, rows, over);
        }
        return possible ? Optional.of(layout) : Optional.empty();
    }

    /**
     * Places everything.
     *
     * @param over the room over each row for links that jump, in pixels; gets what they need
     * @return whether links that jump could be led around the boxes
     */
    private boolean place(FlowStructure structure, List<FlowBox> flow, List<Link> links, List<Stretch> rows,
            double[] over) {
        List<Rect> bands = place(rows, over);
        Set<Link> jumping = Set.copyOf(structure.jumps());
        links.stream().filter(link -> !jumping.contains(link)).forEach(link -> ways.put(link.id(), way(link)));
        return jumping.isEmpty() || jump(structure, flow, rowOf(rows), bands, over);
    }

    private boolean jump(FlowStructure structure, List<FlowBox> flow, Map<String, Integer> rowOf, List<Rect> bands,
            double[] over) {
        List<Jumps> rows = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            int row = i;
            rows.add(new Jumps(rankGap, laneGap / 2,
                    flow.stream().filter(box -> rowOf.get(box.id()) == row).map(this::rect).toList(),
                    lines(bands.get(i), bands.size())));
        }
        double margin = ways.values().stream().flatMap(List::stream).mapToDouble(Point::x)
                .reduce(flow.stream().mapToDouble(box -> rect(box).right()).max().orElse(0), Math::max);
        Optional<Map<String, List<Point>>> led = new RowJumps(rows, rowOf, margin, rankGap)
                .ways(structure.jumps().stream().map(link -> new Jumps.Jump(link,
                        new Point(lefts.get(link.from()) + extents.width(link.from()),
                                middles(extents.box(link.from()), FlowBox::right, starts).get(0)),
                        new Point(lefts.get(link.to()), middles(extents.box(link.to()), FlowBox::left, ends).get(0)),
                        structure.leadsBack(link))).toList());
        led.ifPresent(ways::putAll);
        for (int i = 0; i < bands.size(); i++) {
            over[i] = Math.max(0, bands.get(i).y() - rows.get(i).highest());
        }
        return led.isPresent();
    }

    /** What lines of a row have to be led over: the whole of those that stay in it, pieces of others. */
    private List<Rect> lines(Rect band, int rows) {
        if (rows == 1) {
            return ways.values().stream().map(Rect::around).toList();
        }
        List<Rect> lines = new ArrayList<>();
        for (List<Point> way : ways.values()) {
            Rect all = Rect.around(way);
            if (all.y() >= band.y() && all.bottom() <= band.bottom()) {
                lines.add(all);
            } else {
                for (int i = 1; i < way.size(); i++) {
                    Rect piece = Rect.around(way.subList(i - 1, i + 1));
                    double top = Math.max(piece.y(), band.y());
                    double bottom = Math.min(piece.bottom(), band.bottom());
                    if (top <= bottom) {
                        lines.add(new Rect(piece.x(), top, piece.width(), bottom - top));
                    }
                }
            }
        }
        return lines;
    }

    private Rect rect(FlowBox box) {
        return rect(box, box.left(), middles(box, FlowBox::left, ends))
                .union(rect(box, box.right(), middles(box, FlowBox::right, starts)));
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

    private Map<String, List<Double>> middles(List<FlowBox> flow, Function<FlowBox, List<End>> side,
            Map<String, Point> at) {
        Map<String, List<Double>> middles = new HashMap<>();
        flow.forEach(box -> middles.put(box.id(), middles(box, side, at)));
        return middles;
    }

    /** The y of each end of a box: that of its link, or that of the box where the end has several links or none. */
    private List<Double> middles(FlowBox box, Function<FlowBox, List<End>> side, Map<String, Point> at) {
        List<End> sides = side.apply(box);
        return sides.stream().map(end -> sides.size() > 1 && end.links().size() == 1
                ? at.get(end.links().get(0)).y() : axes.get(box.id())).toList();
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
        } else if (stretch instanceof Fork fork) {
            fork.links().forEach(link -> place(new Piece(link, true, false, fork.position()), from, to, y));
        } else if (stretch instanceof Branches branches) {
            double[] lanes = extents.lanes(branches);
            for (int i = 0; i < lanes.length; i++) {
                place(branches.stretches().get(i), from, to, y - lanes[lanes.length - 1] / 2 + lanes[i]);
            }
        } else if (stretch instanceof Chain chain) {
            place(chain, from, to, y);
        }
    }

    /** Places rows below each other; returns the room of each, without that over it. */
    private List<Rect> place(List<Stretch> rows, double[] over) {
        List<Rect> bands = new ArrayList<>();
        double top = 0;
        for (int i = 0; i < rows.size(); i++) {
            Stretch row = rows.get(i);
            Extent extent = extents.of(row);
            top += over[i];
            place(row, 0, extent.length(), top + extent.up());
            bands.add(new Rect(0, top, extent.length(), extent.up() + extent.down()));
            double bottom = top + extent.up() + extent.down();
            double right = endsInALine(row) ? extent.length() - rankGap : extent.length();
            top = bottom + laneGap + wraps.close(right, bottom);
        }
        return bands;
    }

    private static boolean endsInALine(Stretch row) {
        Stretch last = row instanceof Chain chain ? chain.stretches().get(chain.stretches().size() - 1) : row;
        return row != last && (last instanceof Piece || last instanceof Fork);
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
