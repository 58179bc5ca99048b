package org.lamina.checks.tensors;

import java.util.List;
import org.lamina.model.Progress;

/** NaN or infinity among the values of a tensor. */
final class NotFinite extends TensorCheck {

    NotFinite() {
        super("non-finite-tensor");
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        for (Measured measured : tensors) {
            long nan = measured.statistics().nan();
            long inf = measured.statistics().inf();
            if (nan + inf > 0) {
                report.raise(measured.tensor(), measured.tensor().name() + " has values that are no numbers", 1,
                        nan + " of " + measured.statistics().count() + " values are NaN, " + inf + " are infinite.");
            }
        }
    }
}
