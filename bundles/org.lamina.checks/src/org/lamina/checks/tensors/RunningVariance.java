package org.lamina.checks.tensors;

import java.util.List;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** The running variance of a batch normalisation that is almost zero or beyond measure. */
final class RunningVariance extends TensorCheck {

    RunningVariance() {
        super("running-variance");
    }

    @Override
    boolean concerns(TensorInfo tensor) {
        String name = tensor.name();
        return tensor.shape().rank() == 1 && (name.endsWith("running_var") || name.endsWith("moving_variance")
                || name.endsWith("moving_variance:0"));
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        for (Measured measured : tensors) {
            double min = measured.statistics().min();
            double max = measured.statistics().max();
            if (min < report.parameter("least") || max > report.parameter("most")) {
                boolean small = min < report.parameter("least");
                report.raise(measured.tensor(), "Running variance of " + measured.tensor().name() + " is "
                        + (small ? "almost zero" : "beyond measure"), 0.8,
                        "Its values go from " + min + " to " + max + ".");
            }
        }
    }
}
