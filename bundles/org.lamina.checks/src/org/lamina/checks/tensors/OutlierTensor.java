package org.lamina.checks.tensors;

import java.util.List;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** A weight whose values are distributed unlike those of the others, by their spread. */
final class OutlierTensor extends TensorCheck {

    private static final int LEAST_TENSORS = 5;
    private static final double NORMAL = 1.4826;
    private static final double LEAST_DEVIATION = 0.1;

    OutlierTensor() {
        super("outlier-tensor");
    }

    @Override
    boolean concerns(TensorInfo tensor) {
        return tensor.shape().rank() > 1 && tensor.count() >= 64;
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        List<Measured> spread = tensors.stream().filter(measured -> measured.statistics().std() > 0).toList();
        if (spread.size() < LEAST_TENSORS) {
            return;
        }
        double middle = median(spread.stream().map(OutlierTensor::size).toList());
        double deviation = Math.max(LEAST_DEVIATION, NORMAL * median(spread.stream()
                .map(measured -> Math.abs(size(measured) - middle)).toList()));
        for (Measured measured : spread) {
            double distance = (size(measured) - middle) / deviation;
            if (Math.abs(distance) > report.parameter("deviations")
                    && Math.abs(size(measured) - middle) > report.parameter("decades")) {
                report.raise(measured.tensor(), "Values of " + measured.tensor().name() + " spread unlike those of "
                        + "the other weights", 0.6, "Their standard deviation is " + measured.statistics().std()
                                + "; that of the others is about " + Math.pow(10, middle) + ".");
            }
        }
    }

    private static double size(Measured measured) {
        return Math.log10(measured.statistics().std());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
