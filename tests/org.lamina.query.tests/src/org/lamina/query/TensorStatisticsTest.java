package org.lamina.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.lamina.model.Progress;
import org.lamina.model.TensorValues;

class TensorStatisticsTest {

    @Test
    void givesTheMomentsOfASmallSample() throws IOException {
        TensorStatistics statistics = TensorStatistics.of(ArrayValues.of(2, 4, 4, 4, 5, 5, 7, 9), Progress.NONE);

        assertEquals(8, statistics.count());
        assertEquals(2, statistics.min());
        assertEquals(9, statistics.max());
        assertEquals(5, statistics.mean(), 1e-12);
        assertEquals(2, statistics.std(), 1e-12);
        // third central moment 42 / 8 over 2^3, fourth 356 / 8 over 2^4, less 3
        assertEquals(0.65625, statistics.skew(), 1e-12);
        assertEquals(-0.21875, statistics.kurtosis(), 1e-12);
    }

    @Test
    void countsNanInfinitiesAndZerosApart() throws IOException {
        TensorStatistics statistics = TensorStatistics.of(ArrayValues.of(Double.NaN, 0, -0.0, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 3), Progress.NONE);

        assertEquals(7, statistics.count());
        assertEquals(3, statistics.finite());
        assertEquals(2, statistics.zeros());
        assertEquals(1, statistics.nan());
        assertEquals(1, statistics.positiveInfinity());
        assertEquals(2, statistics.negativeInfinity());
        assertEquals(3, statistics.inf());
        assertEquals(1, statistics.mean(), 1e-12);
        assertEquals(3, statistics.max());
    }

    @Test
    void staysExactFarFromZeroAndAcrossBlocks() throws IOException {
        Random random = new Random(1);
        double[] values = new double[300_000];
        double[] shifted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(random.nextGaussian() * 0.3);
            shifted[i] = values[i] + 1e6;
        }

        TensorStatistics near = TensorStatistics.of(ArrayValues.of(values), Progress.NONE);
        TensorStatistics far = TensorStatistics.of(ArrayValues.of(shifted), Progress.NONE);

        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] central = new double[5];
        for (double value : values) {
            for (int power = 2; power <= 4; power++) {
                central[power] += Math.pow(value - mean, power) / values.length;
            }
        }
        assertEquals(mean, near.mean(), 1e-9);
        assertEquals(Math.sqrt(central[2]), near.std(), 1e-9);
        assertEquals(central[3] / Math.pow(central[2], 1.5), near.skew(), 1e-9);
        assertEquals(central[4] / (central[2] * central[2]) - 3, near.kurtosis(), 1e-9);
        assertEquals(near.std(), far.std(), 1e-7);
        assertEquals(near.skew(), far.skew(), 1e-6);
    }

    @Test
    void isNotANumberWhereThereIsNothingToMeasure() throws IOException {
        TensorStatistics empty = TensorStatistics.of(ArrayValues.of(), Progress.NONE);
        TensorStatistics constant = TensorStatistics.of(ArrayValues.of(7, 7, 7), Progress.NONE);

        assertEquals(0, empty.count());
        assertTrue(Double.isNaN(empty.min()) && Double.isNaN(empty.mean()) && Double.isNaN(empty.std()));
        assertEquals(0, constant.std());
        assertTrue(Double.isNaN(constant.skew()) && Double.isNaN(constant.kurtosis()));
    }

    @Test
    void stopsBetweenBlocksWhenCancelled() {
        List<Double> fractions = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void report(String task, double fraction) {
                fractions.add(fraction);
            }

            @Override
            public boolean isCancelled() {
                return fractions.size() == 2;
            }
        };
        TensorValues values = ArrayValues.of(new double[1_000_000]);

        assertThrows(CancellationException.class, () -> TensorStatistics.of(values, progress));
        assertEquals(2, fractions.size());
        assertTrue(fractions.get(0) < fractions.get(1) && fractions.get(1) < 0.2);
    }

    @Test
    void namesTheTensorThatEndsEarly() {
        IOException problem = assertThrows(IOException.class,
                () -> TensorStatistics.of(ArrayValues.truncated(10, 1, 2, 3), Progress.NONE));

        assertEquals("tensor w ends after 3 of 10 values; the file is damaged", problem.getMessage());
    }
}
