package org.lamina.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lamina.model.ByteElements;
import org.lamina.model.Progress;
import org.lamina.model.TensorValues;

/**
 * How often a tensor's finite values fall into each of a row of equally wide bins.
 *
 * @param edges the borders of the bins in rising order, one more than there are bins; bin i holds values from
 *        {@code edges[i]} up to but not at {@code edges[i + 1]}, the last bin its upper border too; empty if no value
 *        is finite
 * @param counts the number of values in each bin; their sum is {@link TensorStatistics#finite()}
 * @param statistics count, zeros, NaN and infinities, extremes and moments of the same values
 */
public record Histogram(List<Double> edges, List<Long> counts, TensorStatistics statistics) {

    /** The most bins that {@link #of} makes. */
    public static final int MAX_BINS = 100_000;

    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (edges.size() != (counts.isEmpty() ? 0 : counts.size() + 1)) {
            throw new IllegalArgumentException(counts.size() + " bins have one edge more, not " + edges.size());
        }
    }

    /**
     * Reads all values twice: for their range, and to count them. Takes memory for the bins and one block of values.
     * The bins span the finite values; where these are all equal, a small range about that value.
     *
     * @param values the tensor
     * @param bins the number of bins, 1 to {@link #MAX_BINS}
     * @param progress told after each block; cancels between blocks
     * @throws IOException if the values can't be read
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Histogram of(TensorValues values, int bins, Progress progress) throws IOException {
        if (bins < 1 || bins > MAX_BINS) {
            throw new IllegalArgumentException("a histogram has 1 to " + MAX_BINS + " bins, not " + bins);
        }
        TensorStatistics statistics = TensorStatistics.of(values, progress, 0.5);
        if (statistics.finite() == 0) {
            progress.report("Counting " + values.info().name(), 1);
            return new Histogram(List.of(), List.of(), statistics);
        }
        double[] edges = edges(statistics.min(), statistics.max(), bins);
        long[] counts = new long[bins];
        TensorBlocks.forEach(values, (block, length) -> count(block, length, edges, counts), progress,
                "Counting " + values.info().name(), 0.5, 1);
        return new Histogram(Arrays.stream(edges).boxed().toList(), Arrays.stream(counts).boxed().toList(),
                statistics);
    }

    /**
     * Reads all values once, also where there are more than memory holds or where reading them again would be slow. The
     * edges are successive multiples of a power of two, as narrow as the number of bins allows, about the finite
     * values.
     *
     * @param values the tensor
     * @param mostBins the most bins, 2 to {@link #MAX_BINS}; if the values differ there are more than half as many,
     *        unless they differ only in their last digits
     * @param progress told after each block; cancels between blocks
     * @throws IOException if the values can't be read
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Histogram inOnePass(TensorValues values, int mostBins, Progress progress) throws IOException {
        if (mostBins < 2 || mostBins > MAX_BINS) {
            throw new IllegalArgumentException("a histogram has 2 to " + MAX_BINS + " bins, not " + mostBins);
        }
        String task = "Reading " + values.info().name();
        Optional<ByteElements> bytes = values.bytes();
        if (bytes.isPresent()) {
            return ByteCounts.of(values.info(), bytes.get(), progress, task).histogram(bytes.get(), mostBins);
        }
        Moments moments = new Moments();
        DyadicBins bins = new DyadicBins(mostBins);
        TensorBlocks.forEach(values, (block, length) -> {
            int finite = moments.add(block, length);
            if (finite > 0) {
                bins.add(block, finite, moments.min(), moments.max());
            }
        }, progress, task, 0, 1);
        return new Histogram(bins.edges(), bins.counts(), moments.statistics());
    }

    /** The number of values in the fullest bin; 0 if there are no bins. */
    public long largestCount() {
        return counts.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static double[] edges(double min, double max, int bins) {
        double low = min;
        double high = max;
        if (min == max) {
            double half = Math.max(0.5, Math.abs(min) * 1e-3);
            low = Math.max(-Double.MAX_VALUE, min - half);
            high = Math.min(Double.MAX_VALUE, max + half);
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            double t = (double) i / bins;
            edges[i] = low * (1 - t) + high * t;
        }
        edges[0] = low;
        edges[bins] = high;
        return edges;
    }

    private static void count(double[] block, int length, double[] edges, long[] counts) {
        double low = edges[0];
        double high = edges[counts.length];
        double scale = Double.isInfinite(high - low) ? 0.5 : 1;
        double range = high * scale - low * scale;
        int last = counts.length - 1;
        for (int i = 0; i < length; i++) {
            double value = block[i];
            if (Double.isFinite(value)) {
                int bin = Math.min(last, (int) ((value * scale - low * scale) / range * counts.length));
                // Rounding may put a value that lies on or beside an edge one bin off.
                if (bin > 0 && value < edges[bin]) {
                    bin--;
                } else if (bin < last && value >= edges[bin + 1]) {
                    bin++;
                }
                counts[bin]++;
            }
        }
    }
}
