package org.lamina.query;

import java.io.IOException;
import org.lamina.model.Progress;
import org.lamina.model.TensorValues;

/**
 * The distribution of a tensor's values in numbers. Extremes and moments are those of the finite values; NaN and
 * infinities are counted apart. All moments are of the values themselves (division by n, not n - 1).
 *
 * @param count the number of values, those that are not finite included
 * @param min the smallest finite value; NaN if there is none
 * @param max the largest finite value; NaN if there is none
 * @param mean the mean; NaN if no value is finite
 * @param std the standard deviation; NaN if no value is finite
 * @param skew the skewness, third central moment over std³; NaN if all values are equal
 * @param kurtosis the excess kurtosis, fourth central moment over std⁴, less 3, so that a normal distribution has 0;
 *        NaN if all values are equal
 * @param zeros the number of values that are 0 or -0
 * @param nan the number of values that are NaN
 * @param positiveInfinity the number of values that are +∞
 * @param negativeInfinity the number of values that are -∞
 */
public record TensorStatistics(long count, double min, double max, double mean, double std, double skew,
        double kurtosis, long zeros, long nan, long positiveInfinity, long negativeInfinity) {

    /**
     * Reads all values once.
     *
     * @param values the tensor; its values are read from the first to the last
     * @param progress told after each block; cancels between blocks
     * @throws IOException if the values can't be read
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static TensorStatistics of(TensorValues values, Progress progress) throws IOException {
        return of(values, progress, 1);
    }

    static TensorStatistics of(TensorValues values, Progress progress, double end) throws IOException {
        Moments moments = new Moments();
        TensorBlocks.forEach(values, moments::add, progress, "Reading " + values.info().name(), 0, end);
        return moments.statistics();
    }

    /** The number of infinite values of either sign. */
    public long inf() {
        return positiveInfinity + negativeInfinity;
    }

    /** The number of finite values. */
    public long finite() {
        return count - nan - inf();
    }
}
