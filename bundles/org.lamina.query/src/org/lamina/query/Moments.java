package org.lamina.query;

/**
 * Gathers counts, extremes and central moments of values that arrive in blocks. The moments of a block are taken about
 * its own mean and merged pairwise (Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances and
 * Arbitrary-Order Statistical Moments", SAND2008-6212, equations 2.1 and 3.1 with p = 2, 3, 4), which stays accurate
 * where the mean is far from zero.
 */
final class Moments {

    private final BlockSums sums = new BlockSums();
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

    /**
     * Adds the first values of a block. Values that are not finite are counted and taken out of the block, the others
     * move up.
     *
     * @return the number of finite values
     */
    int add(double[] block, int length) {
        count += length;
        double sum = sums.sum(block, length);
        int blockFinite = length;
        if (!Double.isFinite(sum)) {
            blockFinite = takeOutNonFinite(block, length);
            sum = sums.sum(block, blockFinite);
        }
        if (blockFinite > 0) {
            addExtremes(block, blockFinite);
            double blockMean = sum / blockFinite;
            double[] powers = sums.powers(block, blockFinite, blockMean);
            merge(blockFinite, blockMean, powers[0], powers[1], powers[2]);
        }
        return blockFinite;
    }

    /** Adds a value so many times. */
    void add(double value, long times) {
        count += times;
        if (Double.isNaN(value)) {
            nan += times;
        } else if (Double.isInfinite(value)) {
            positiveInfinity += value > 0 ? times : 0;
            negativeInfinity += value < 0 ? times : 0;
        } else if (times > 0) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            zeros += value == 0 ? times : 0;
            merge(times, value, 0, 0, 0);
        }
    }

    private int takeOutNonFinite(double[] block, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            double value = block[i];
            if (Double.isFinite(value)) {
                block[kept++] = value;
            } else if (Double.isNaN(value)) {
                nan++;
            } else if (value > 0) {
                positiveInfinity++;
            } else {
                negativeInfinity++;
            }
        }
        return kept;
    }

    private void addExtremes(double[] block, int length) {
        double[] extremes = sums.extremes(block, length);
        min = Math.min(min, extremes[0]);
        max = Math.max(max, extremes[1]);
        zeros += length - (long) extremes[2];
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

    /** The smallest finite value so far; +∞ if there is none. */
    double min() {
        return min;
    }

    /** The largest finite value so far; -∞ if there is none. */
    double max() {
        return max;
    }

    TensorStatistics statistics() {
        boolean any = finite > 0;
        double variance = m2 / finite;
        return new TensorStatistics(count, any ? min : Double.NaN, any ? max : Double.NaN, any ? mean : Double.NaN,
                Math.sqrt(variance), m3 / finite / Math.pow(variance, 1.5), m4 / finite / (variance * variance) - 3,
                zeros, nan, positiveInfinity, negativeInfinity);
    }
}
