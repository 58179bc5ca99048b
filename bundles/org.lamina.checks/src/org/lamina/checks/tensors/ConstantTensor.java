package org.lamina.checks.tensors;

import java.util.List;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** A weight whose values are all the same. Biases, scales and shifts begin so and may stay so. */
final class ConstantTensor extends TensorCheck {

    ConstantTensor() {
        super("constant-tensor");
    }

    @Override
    boolean concerns(TensorInfo tensor) {
        return tensor.shape().rank() > 1 && tensor.count() > 1 && tensor.shape().dimension(0) > 1;
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        for (Measured measured : tensors) {
            if (measured.statistics().finite() == measured.statistics().count()
                    && measured.statistics().min() == measured.statistics().max()) {
                report.raise(measured.tensor(), "All values of " + measured.tensor().name() + " are equal", 0.9,
                        "Its " + measured.statistics().count() + " values are all " + measured.statistics().min()
                                + ".");
            }
        }
    }
}
