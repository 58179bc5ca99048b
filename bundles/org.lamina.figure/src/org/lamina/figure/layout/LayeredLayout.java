package org.lamina.figure.layout;

import java.util.List;
import org.lamina.figure.layout.layered.Levels;
import org.lamina.model.Progress;

/**
 * Lays out a graph in layers from top to bottom, so that data flows down, with links along the axes that never cross a
 * box. The links that leave a box share one point in the middle of its lower side and their way as far as they go
 * together, as they carry one value; those that arrive have a point each, the one with the longest way behind it in the
 * middle, so that the trunk of a network runs straight. The same graph gives the same placement.
 */
public final class LayeredLayout {

    private LayeredLayout() {
    }

    /**
     * Finds the placement. Takes some tenths of a second for thousands of boxes.
     *
     * @param frames outer before inner
     * @param boxes in reading order; their parents are among the frames
     * @param links between boxes
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Placement of(List<Frame> frames, List<Box> boxes, List<Link> links, Progress progress) {
        progress.checkCancelled();
        return Levels.place(frames, boxes, links, new Trunk(boxes.stream().map(Box::id).toList(), links), progress);
    }
}
