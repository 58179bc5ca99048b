package org.lamina.checks.tensors;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** Filters or units of a layer that have the same weights. */
final class DuplicateFilters extends TensorCheck {

    private static final long MOST_VALUES = 1L << 26;

    DuplicateFilters() {
        super("duplicate-filters");
    }

    @Override
    boolean concerns(TensorInfo tensor) {
        return tensor.name().endsWith("weight") && !tensor.name().contains("embed") && tensor.shape().rank() > 1
                && tensor.shape().dimension(0) > 1 && tensor.count() <= MOST_VALUES
                && tensor.count() / tensor.shape().dimension(0) >= 4;
    }

    /** Counts the rows along the first axis that repeat an earlier one, all zeros aside. */
    @Override
    Measured measure(TensorInfo tensor, TensorSource source, Progress progress) throws IOException {
        double[] values = source.values(tensor.name()).toArray();
        int rows = (int) tensor.shape().dimension(0);
        int length = values.length / rows;
        Set<List<Double>> seen = new HashSet<>();
        int repeated = 0;
        for (int row = 0; row < rows; row++) {
            progress.checkCancelled();
            double[] filter = Arrays.copyOfRange(values, row * length, (row + 1) * length);
            boolean some = Arrays.stream(filter).anyMatch(value -> value != filter[0]);
            if (some && !seen.add(Arrays.stream(filter).boxed().toList())) {
                repeated++;
            }
        }
        return new Measured(tensor, null, repeated);
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        for (Measured measured : tensors) {
            if (measured.value() > 0) {
                report.raise(measured.tensor(), "Filters of " + measured.tensor().name() + " repeat each other", 0.9,
                        (long) measured.value() + " of " + measured.tensor().shape().dimension(0)
                                + " filters have exactly the weights of another.");
            }
        }
    }
}
