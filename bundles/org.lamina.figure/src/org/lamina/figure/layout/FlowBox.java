package org.lamina.figure.layout;

import java.util.List;

/**
 * A shape in a flow from left to right that needs a place. Where several links arrive or leave, it has an end for each
 * of them and is stretched so that they run straight.
 *
 * @param id unique in its graph
 * @param width in pixels
 * @param above free room wanted over it, in pixels, for a label
 * @param below free room wanted under it, in pixels, for a label
 * @param left the ends where links arrive, from top to bottom; one without a link where nothing arrives
 * @param right the ends where links leave, from top to bottom; one without a link where nothing leaves
 */
public record FlowBox(String id, double width, double above, double below, List<End> left, List<End> right) {

    public FlowBox {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /**
     * A vertical side of a shape.
     *
     * @param links ids of the links that meet it in its middle
     * @param height in pixels
     */
    public record End(List<String> links, double height) {
        public End {
            links = List.copyOf(links);
        }
    }

    /** Whether it has one end at each side, opposite to each other. */
    boolean isPlain() {
        return left.size() == 1 && right.size() == 1;
    }

    /** The height of its ends with a gap between each two. */
    double height(double gap) {
        return Math.max(height(left, gap), height(right, gap));
    }

    private static double height(List<End> ends, double gap) {
        return ends.stream().mapToDouble(End::height).sum() + (ends.size() - 1) * gap;
    }
}
