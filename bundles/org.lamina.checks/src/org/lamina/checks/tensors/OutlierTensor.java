package org.lamina.checks.tensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/**
 * A weight whose values are distributed unlike those of the others: by how far their spread is from what the initial
 * distribution of Glorot and Bengio has for its shape, by their skewness, or by their kurtosis. What is far is told
 * by robust standard deviations from the median of all weights.
 */
final class OutlierTensor extends TensorCheck {

    private static final int LEAST_TENSORS = 5;
    /** A normal distribution's standard deviation over the median of its absolute deviations. */
    private static final double NORMAL = 1.4826;

    /**
     * Something that is measured of each weight.
     *
     * @param value what is compared
     * @param parameter the threshold that has the least difference
     * @param least the least robust standard deviation that is believed
     */
    private record Measure(ToDoubleFunction<Measured> value, String parameter, double least) {
    }

    private static final List<Measure> MEASURES = List.of(new Measure(OutlierTensor::growth, "decades", 0.1),
            new Measure(measured -> measured.statistics().skew(), "skew", 0.2),
            new Measure(measured -> measured.statistics().kurtosis(), "kurtosis", 1));

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
        Map<Measured, List<String>> departures = new LinkedHashMap<>();
        for (Measure measure : MEASURES) {
            double middle = median(spread.stream().map(measure.value()::applyAsDouble).toList());
            double deviation = Math.max(measure.least(), NORMAL * median(spread.stream()
                    .map(measured -> Math.abs(measure.value().applyAsDouble(measured) - middle)).toList()));
            for (Measured measured : spread) {
                double difference = Math.abs(measure.value().applyAsDouble(measured) - middle);
                if (difference / deviation > report.parameter("deviations")
                        && difference > report.parameter(measure.parameter())) {
                    departures.computeIfAbsent(measured, key -> new ArrayList<>())
                            .add(sentence(measure, measured, middle));
                }
            }
        }
        spread.stream().filter(departures::containsKey).forEach(measured -> report.raise(measured.tensor(),
                "Values of " + measured.tensor().name() + " are distributed unlike those of the other weights", 0.6,
                String.join(" ", departures.get(measured))));
    }

    private static String sentence(Measure measure, Measured measured, double middle) {
        return switch (measure.parameter()) {
            case "decades" -> text("Their standard deviation is %.3g, which is %.3g times that of an initial "
                    + "distribution for this shape; with the other weights it is about %.3g times.",
                    measured.statistics().std(), Math.pow(10, growth(measured)), Math.pow(10, middle));
            case "skew" -> text("Their skewness is %.2f; that of the others is about %.2f.",
                    measured.statistics().skew(), middle);
            default -> text("Their kurtosis is %.2f, so that few values are far larger than most; that of the others "
                    + "is about %.2f.", measured.statistics().kurtosis(), middle);
        };
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The power of ten by which the spread exceeds an initial one (Glorot and Bengio 2010, equation 12). */
    private static double growth(Measured measured) {
        return Math.log10(measured.statistics().std() / Math.sqrt(2 / fans(measured.tensor())));
    }

    /** The inputs and outputs of a unit together; the sides of a window are first or last, and small. */
    private static double fans(TensorInfo tensor) {
        int rank = tensor.shape().rank();
        double first = tensor.shape().dimension(0) * (double) tensor.shape().dimension(1);
        double last = tensor.shape().dimension(rank - 1) * (double) tensor.shape().dimension(rank - 2);
        boolean windowFirst = rank > 2 && first < last;
        double channels = windowFirst ? tensor.shape().dimension(rank - 1) + tensor.shape().dimension(rank - 2)
                : tensor.shape().dimension(0) + tensor.shape().dimension(1);
        return channels * tensor.count() / (windowFirst ? last : first);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
