package org.lamina.query;

/**
 * Gathers counts, extremes and central moments of values that arrive in blocks. The moments of a block are taken about
 * its own mean and merged pairwise (Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances and
 * Arbitrary-Order Statistical Moments", SAND2008-6212, equations 2.1 and 3.1 with p = 2, 3, 4), which stays accurate
 * where the mean is far from zero.
 */
final class Moments {

    private long count;
    private long zeros;
    private long nan;
    private long positiveInfinity;
    private long negativeInfinity;
    private long finite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double mean;
    private double m2;
    private double m3;
    private double m4;

    /** Adds the first values of a block. */
    void add(double[] block, int length) {
        long blockFinite = 0;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double value = block[i];
            if (Double.isFinite(value)) {
                blockFinite++;
                sum += value;
                min = Math.min(min, value);
                max = Math.max(max, value);
                if (value == 0) {
                    zeros++;
                }
            } else {
                countNonFinite(value);
            }
        }
        count += length;
        if (blockFinite > 0) {
            addFinite(block, length, blockFinite, sum / blockFinite);
        }
    }

    private void countNonFinite(double value) {
        if (Double.isNaN(value)) {
            nan++;
        } else if (value > 0) {
            positiveInfinity++;
        } else {
            negativeInfinity++;
        }
    }

    private void addFinite(double[] block, int length, long blockFinite, double blockMean) {
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        for (int i = 0; i < length; i++) {
            if (Double.isFinite(block[i])) {
                double d = block[i] - blockMean;
                double d2 = d * d;
                b2 += d2;
                b3 += d2 * d;
                b4 += d2 * d2;
            }
        }
        merge(blockFinite, blockMean, b2, b3, b4);
    }

    private void merge(long blockFinite, double blockMean, double b2, double b3, double b4) {
        double na = finite;
        double nb = blockFinite;
        double n = na + nb;
        double delta = blockMean - mean;
        double delta2 = delta * delta;
        m4 += b4 + delta2 * delta2 * na * nb * (na * na - na * nb + nb * nb) / (n * n * n)
                + 6 * delta2 * (na * na * b2 + nb * nb * m2) / (n * n)
                + 4 * delta * (na * b3 - nb * m3) / n;
        m3 += b3 + delta2 * delta * na * nb * (na - nb) / (n * n) + 3 * delta * (na * b2 - nb * m2) / n;
        m2 += b2 + delta2 * na * nb / n;
        mean += delta * nb / n;
        finite += blockFinite;
    }

    TensorStatistics statistics() {
        boolean any = finite > 0;
        double variance = m2 / finite;
        return new TensorStatistics(count, any ? min : Double.NaN, any ? max : Double.NaN, any ? mean : Double.NaN,
                Math.sqrt(variance), m3 / finite / Math.pow(variance, 1.5), m4 / finite / (variance * variance) - 3,
                zeros, nan, positiveInfinity, negativeInfinity);
    }
}
