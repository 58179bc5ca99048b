package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.List;

import org.lamina.model.Shape;

/** The shapes of sequences whose axis of time is the second one, behind the batch. */
final class TimeSteps {

    private TimeSteps() {
    }

    /** The shape of one step; null if the shape is not known. */
    static Shape one(Shape sequence) {
        if (sequence == null || sequence.rank() < 2) {
            return null;
        }
        List<Long> sizes = new ArrayList<>(sequence.dimensions());
        sizes.remove(1);
        return new Shape(sizes);
    }

    /**
     * The shape of a sequence.
     *
     * @param step the shape of one step; null if not known
     * @param like a sequence of the same length; null if not known
     */
    static Shape all(Shape step, Shape like) {
        if (step == null || like == null || step.rank() < 1 || like.rank() < 2) {
            return null;
        }
        List<Long> sizes = new ArrayList<>(step.dimensions());
        sizes.add(1, like.dimension(1));
        return new Shape(sizes);
    }
}
