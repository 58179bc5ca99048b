package org.lamina.figure.layout;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
import org.lamina.figure.layout.Stretch.Fork;
import org.lamina.figure.layout.Stretch.Gap;
import org.lamina.figure.layout.Stretch.Piece;

/** The room that stretches of a flow take. */
final class Extents {

    /** Room above and below the axis of a stretch, and along it, in pixels. */
    record Extent(double up, double down, double length) {
    }

    private final double rankGap;
    private final double laneGap;
    private final Map<String, Double> below;
    private final Map<String, FlowBox> boxes = new HashMap<>();
    private final Map<String, Double> leftHeights = new HashMap<>();
    private final Map<String, Double> rightHeights = new HashMap<>();
    private final Map<Stretch, Extent> known = new IdentityHashMap<>();

    /**
     * Measures stretches of a flow.
     *
     * @param rankGap the length of a link, in pixels
     * @param laneGap free room between branches, in pixels
     * @param below room wanted below a link for its label, in pixels, by link
     */
    Extents(List<FlowBox> flow, double rankGap, double laneGap, Map<String, Double> below) {
        this.rankGap = rankGap;
        this.laneGap = laneGap;
        this.below = below;
        for (FlowBox box : flow) {
            boxes.put(box.id(), box);
            box.left().forEach(end -> end.links().forEach(link -> leftHeights.put(link, end.height())));
            box.right().forEach(end -> end.links().forEach(link -> rightHeights.put(link, end.height())));
        }
    }

    FlowBox box(String id) {
        return boxes.get(id);
    }

    double width(String id) {
        return boxes.get(id).width();
    }

    double length(Stretch stretch) {
        return of(stretch).length();
    }

    Extent of(Stretch stretch) {
        Extent extent = known.get(stretch);
        if (extent == null) {
            extent = measured(stretch);
            known.put(stretch, extent);
        }
        return extent;
    }

    private Extent measured(Stretch stretch) {
        if (stretch instanceof Direct direct) {
            return direct.link() == null ? new Extent(0, 0, 0) : measured(direct.link(), rankGap);
        }
        if (stretch instanceof Piece piece) {
            // what comes from the row before has its label there, and is a mere line if it goes on
            double half = piece.ends() ? leftHeights.get(piece.link().id()) / 2 : 0;
            return piece.begins() ? measured(piece.link(), rankGap)
                    : new Extent(half, half, piece.ends() ? 0 : rankGap);
        }
        if (stretch instanceof Gap) {
            return new Extent(0, 0, rankGap);
        }
        double up = 0;
        double down = 0;
        double length = 0;
        if (stretch instanceof Fork fork) {
            for (Link link : fork.links()) {
                up = Math.max(up, rightHeights.get(link.id()) / 2);
                down = Math.max(down, Math.max(up, below.getOrDefault(link.id(), 0.0)));
            }
            return new Extent(up, down, rankGap);
        }
        if (stretch instanceof Chain chain) {
            for (String id : chain.boxes()) {
                FlowBox box = boxes.get(id);
                up = Math.max(up, half(box) + box.above());
                down = Math.max(down, half(box) + box.below());
                length += box.width();
            }
            for (Stretch part : chain.stretches()) {
                up = Math.max(up, of(part).up());
                down = Math.max(down, of(part).down());
                length += of(part).length();
            }
            return new Extent(up, down, length);
        }
        Branches branches = (Branches) stretch;
        double[] lanes = lanes(branches);
        double middle = lanes[lanes.length - 1] / 2;
        for (int i = 0; i < lanes.length; i++) {
            Extent branch = of(branches.stretches().get(i));
            up = Math.max(up, middle - lanes[i] + branch.up());
            down = Math.max(down, lanes[i] - middle + branch.down());
            length = Math.max(length, branch.length());
        }
        return new Extent(up, down, length);
    }

    private Extent measured(Link link, double length) {
        FlowBox from = boxes.get(link.from());
        FlowBox to = boxes.get(link.to());
        double half = Math.max(rightHeights.get(link.id()), leftHeights.get(link.id())) / 2;
        // the lowest and the uppermost of several ends bear the labels of a box
        double label = Math.max(from.isPlain() ? 0 : from.below(), to.isPlain() ? 0 : to.below());
        double over = Math.max(from.isPlain() ? 0 : from.above(), to.isPlain() ? 0 : to.above());
        return new Extent(half + over, Math.max(half + label, below.getOrDefault(link.id(), 0.0)), length);
    }

    /** Half of the height of a box; one with several ends is as high as what lies at them. */
    private static double half(FlowBox box) {
        double left = box.left().size() > 1 ? 0 : box.left().get(0).height();
        double right = box.right().size() > 1 ? 0 : box.right().get(0).height();
        return Math.max(left, right) / 2;
    }

    /** The axes of branches, the first at 0. */
    double[] lanes(Branches branches) {
        double[] lanes = new double[branches.stretches().size()];
        for (int i = 1; i < lanes.length; i++) {
            lanes[i] = lanes[i - 1] + of(branches.stretches().get(i - 1)).down() + laneGap
                    + of(branches.stretches().get(i)).up();
        }
        return lanes;
    }
}
