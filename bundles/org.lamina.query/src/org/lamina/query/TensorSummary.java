package org.lamina.query;

import java.util.Optional;
import org.lamina.model.TensorInfo;

/**
 * What was learned about the values of one tensor.
 *
 * @param tensor the tensor
 * @param histogram how its values are distributed, with their statistics; empty if they can't be read
 * @param problem why they can't be read, a sentence; empty if they were
 */
public record TensorSummary(TensorInfo tensor, Optional<Histogram> histogram, String problem) {

    static TensorSummary of(TensorInfo tensor, Histogram histogram) {
        return new TensorSummary(tensor, Optional.of(histogram), "");
    }

    static TensorSummary unreadable(TensorInfo tensor, String problem) {
        return new TensorSummary(tensor, Optional.empty(), problem);
    }
}
