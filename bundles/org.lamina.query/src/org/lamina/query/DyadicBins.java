package org.lamina.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts values in bins whose borders are whole multiples of one power of two. The width doubles, and neighbouring bins
 * become one, whenever the values no longer fit into the bins at hand. So a single pass is enough, each count is exact,
 * and the bins depend on the least and the greatest value alone, not on the order of the values.
 */
final class DyadicBins {

    /** Bins are at least 2^-44 of the values wide. */
    private static final int FINEST = 44;
    /** Less would let the inverse of a width overflow. */
    private static final int LEAST_EXPONENT = -1000;

    private static final int ROW = 512;

    private final double[] row = new double[ROW];
    private final double[] multiples = new double[ROW];
    private final int most;
    private final long[] counts;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private int exponent;
    private long first;

    /**
     * @param most the most bins, at least 2
     */
    DyadicBins(int most) {
        this.most = most;
        this.counts = new long[most];
    }

    /**
     * Counts the first values of a block.
     *
     * @param block finite values
     * @param newMin the least of all values so far, these included
     * @param newMax the greatest of all values so far, these included
     */
    void add(double[] block, int length, double newMin, double newMax) {
        if (newMin != min || newMax != max) {
            fit(newMin, newMax);
        }
        // Two counts side by side: a count waits for the one before where both are of the same bin.
        int[] even = new int[most];
        int[] odd = new int[most];
        for (int from = 0; from < length; from += ROW) {
            int columns = Math.min(ROW, length - from);
            System.arraycopy(block, from, row, 0, columns);
            multiples(row, Math.scalb(1.0, -exponent), multiples, columns);
            if (exponent > 0) {
                mendUnderflow(row, multiples, columns);
            }
            count(multiples, first, even, odd, columns);
        }
        for (int bin = 0; bin < most; bin++) {
            counts[bin] += even[bin] + odd[bin];
        }
    }

    /** Counts a finite value so many times; the range is that of {@link #add(double[], int, double, double)}. */
    void add(double value, long times, double newMin, double newMax) {
        if (newMin != min || newMax != max) {
            fit(newMin, newMax);
        }
        counts[(int) (multiple(value, exponent) - first)] += times;
    }

    /** As in {@link BlockSums}, a loop that is compiled to vector instructions. */
    private static void multiples(double[] row, double scale, double[] multiples, int columns) {
        for (int i = 0; i < columns; i++) {
            multiples[i] = Math.floor(row[i] * scale);
        }
    }

    /** Makes -0, to which the product of a tiny negative value was rounded, -1. */
    private static void mendUnderflow(double[] row, double[] multiples, int columns) {
        for (int i = 0; i < columns; i++) {
            multiples[i] = Math.min(multiples[i], Math.max(-1, row[i] * BlockSums.HUGE * BlockSums.HUGE));
        }
    }

    private static void count(double[] multiples, double first, int[] even, int[] odd, int columns) {
        int i = 0;
        for (; i < columns - 1; i += 2) {
            even[(int) (multiples[i] - first)]++;
            odd[(int) (multiples[i + 1] - first)]++;
        }
        if (i < columns) {
            even[(int) (multiples[i] - first)]++;
        }
    }

    /** Makes the bins as wide as the range needs. */
    private void fit(double newMin, double newMax) {
        int wanted = exponent(newMin, newMax);
        long newFirst = multiple(newMin, wanted);
        if (!Double.isNaN(min)) {
            long[] old = counts.clone();
            Arrays.fill(counts, 0);
            for (int bin = 0; bin < most; bin++) {
                if (old[bin] > 0) {
                    counts[(int) ((first + bin >> Math.min(wanted - exponent, Long.SIZE - 1)) - newFirst)] += old[bin];
                }
            }
        }
        min = newMin;
        max = newMax;
        exponent = wanted;
        first = newFirst;
    }

    /** The least exponent of a power of two whose multiples cut the range into few enough bins. */
    private int exponent(double low, double high) {
        int finest = Math.getExponent(Math.max(Math.abs(low), Math.abs(high))) - FINEST;
        int narrow = Math.getExponent(high - low) - (Integer.SIZE - Integer.numberOfLeadingZeros(most)) - 1;
        int wanted = Math.max(Math.max(finest, narrow), LEAST_EXPONENT);
        while (multiple(high, wanted) - multiple(low, wanted) >= most) {
            wanted++;
        }
        return wanted;
    }

    private static long multiple(double value, int exponent) {
        double scaled = value * Math.scalb(1.0, -exponent);
        return scaled == 0 && value < 0 ? -1 : (long) Math.floor(scaled);
    }

    /** The number of values in each bin, from that of the least to that of the greatest value; empty without values. */
    List<Long> counts() {
        return Double.isNaN(min) ? List.of()
                : Arrays.stream(counts, 0, (int) (multiple(max, exponent) - first) + 1).boxed().toList();
    }

    /** The borders of the bins; those of the single bin of equal values are moved apart, for people to look at. */
    List<Double> edges() {
        if (Double.isNaN(min)) {
            return List.of();
        }
        int width = exponent;
        if (min == max) {
            width = min == 0 ? 0 : Math.max(exponent, Math.getExponent(min) - 4);
        }
        long from = multiple(min, width);
        long to = multiple(max, width) + 1;
        List<Double> edges = new ArrayList<>();
        for (long edge = from; edge <= to; edge++) {
            edges.add(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, Math.scalb((double) edge, width))));
        }
        return edges;
    }
}
