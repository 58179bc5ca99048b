package org.lamina.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lamina.model.Progress;

class HistogramTest {

    @Test
    void putsAValueOnAnEdgeIntoTheUpperBinAndTheMaximumIntoTheLast() throws IOException {
        Histogram histogram = Histogram.of(ArrayValues.of(0, 0.5, 1, 2, 2.5, 4), 4, Progress.NONE);

        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), histogram.edges());
        assertEquals(List.of(2L, 1L, 2L, 1L), histogram.counts());
        assertEquals(2, histogram.largestCount());
    }

    @Test
    void agreesWithItsEdgesForEveryValue() throws IOException {
        Random random = new Random(7);
        double[] values = random.doubles(200_000, -1, 1).map(v -> Math.round(v * 1000) / 1000.0).toArray();

        Histogram histogram = Histogram.of(ArrayValues.of(values), 40, Progress.NONE);

        long[] expected = new long[40];
        for (double value : values) {
            int bin = 0;
            while (bin < 39 && value >= histogram.edges().get(bin + 1)) {
                bin++;
            }
            expected[bin]++;
        }
        for (int bin = 0; bin < 40; bin++) {
            assertEquals(expected[bin], histogram.counts().get(bin), "bin " + bin);
        }
    }

    @Test
    void countsOnlyFiniteValuesInBins() throws IOException {
        Histogram histogram = Histogram.of(ArrayValues.of(Double.NaN, 1, Double.POSITIVE_INFINITY, 2), 2,
                Progress.NONE);

        assertEquals(List.of(1L, 1L), histogram.counts());
        assertEquals(1, histogram.statistics().nan());
        assertEquals(1, histogram.statistics().positiveInfinity());
    }

    @Test
    void spansASmallRangeAboutAConstant() throws IOException {
        Histogram histogram = Histogram.of(ArrayValues.of(3, 3, 3), 2, Progress.NONE);
        Histogram large = Histogram.of(ArrayValues.of(1e30, 1e30), 3, Progress.NONE);

        assertEquals(List.of(2.5, 3.0, 3.5), histogram.edges());
        assertEquals(List.of(0L, 3L), histogram.counts());
        assertEquals(List.of(0L, 2L, 0L), large.counts());
    }

    @Test
    void survivesTheWidestRangeOfDouble() throws IOException {
        Histogram histogram = Histogram.of(ArrayValues.of(-Double.MAX_VALUE, 0, 1, Double.MAX_VALUE), 2,
                Progress.NONE);

        assertEquals(List.of(-Double.MAX_VALUE, 0.0, Double.MAX_VALUE), histogram.edges());
        assertEquals(List.of(1L, 3L), histogram.counts());
    }

    @Test
    void hasNoBinsWithoutFiniteValues() throws IOException {
        Histogram empty = Histogram.of(ArrayValues.of(), 10, Progress.NONE);
        Histogram nan = Histogram.of(ArrayValues.of(Double.NaN), 10, Progress.NONE);

        assertTrue(empty.edges().isEmpty() && empty.counts().isEmpty());
        assertTrue(nan.edges().isEmpty() && nan.counts().isEmpty());
        assertEquals(0, nan.largestCount());
    }

    @Test
    void cutsAtMultiplesOfAPowerOfTwoInOnePass() throws IOException {
        Histogram histogram = Histogram.inOnePass(ArrayValues.of(-0.7, 0.5, 1, 1.49, 2.25), 8, Progress.NONE);

        assertEquals(List.of(-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5), histogram.edges());
        assertEquals(List.of(1L, 0L, 0L, 1L, 2L, 0L, 1L), histogram.counts());
        assertEquals(5, histogram.statistics().count());
    }

    @Test
    void agreesWithItsEdgesForEveryValueInOnePass() throws IOException {
        Random random = new Random(3);
        double[] values = random.doubles(100_000, -1, 1).map(v -> v * v * v).toArray();
        values[70_000] = 3;
        values[99_000] = -40;

        Histogram histogram = Histogram.inOnePass(ArrayValues.of(values), 64, Progress.NONE);

        assertEquals(countsBetween(histogram.edges(), values), histogram.counts());
        assertTrue(histogram.counts().size() > 32 && histogram.counts().size() <= 64);
        assertTrue(histogram.counts().get(0) > 0 && histogram.counts().get(histogram.counts().size() - 1) > 0);
    }

    @Test
    void dependsNotOnTheOrderOfTheValues() throws IOException {
        double[] rising = new Random(5).doubles(50_000, -3, 9).map(v -> v * v * v).sorted().toArray();
        double[] falling = new double[rising.length];
        for (int i = 0; i < rising.length; i++) {
            falling[i] = rising[rising.length - 1 - i];
        }

        Histogram up = Histogram.inOnePass(ArrayValues.of(rising), 20, Progress.NONE);
        Histogram down = Histogram.inOnePass(ArrayValues.of(falling), 20, Progress.NONE);

        assertEquals(up.edges(), down.edges());
        assertEquals(up.counts(), down.counts());
        assertEquals(countsBetween(up.edges(), rising), up.counts());
    }

    @Test
    void widensTheSingleBinOfEqualValues() throws IOException {
        assertEquals(List.of(1.0, 1.0625), onePass(1, 1, 1).edges());
        assertEquals(List.of(-3.125, -3.0), onePass(-3.0625).edges());
        assertEquals(List.of(0.0, 1.0), onePass(0, -0.0).edges());
        assertEquals(List.of(3L), onePass(1, 1, 1).counts());
    }

    @Test
    void tellsValuesApartThatDifferInTheirLastDigits() throws IOException {
        Histogram histogram = onePass(1e6, 1e6 + 1e-6, 1e6);

        assertEquals(3, histogram.counts().stream().mapToLong(Long::longValue).sum());
        assertEquals(2, histogram.counts().get(0));
        assertEquals(1, histogram.counts().get(histogram.counts().size() - 1));
    }

    @Test
    void staysExactAtTheEndsOfDouble() throws IOException {
        double[] values = {-Double.MAX_VALUE, -Double.MIN_VALUE, -1e-300, -0.0, 0, Double.MIN_VALUE, Double.MAX_VALUE};
        Histogram histogram = onePass(values);
        double[] subnormal = {Double.MIN_VALUE, 5 * Double.MIN_VALUE, -3 * Double.MIN_VALUE};

        assertEquals(countsBetween(histogram.edges(), values), histogram.counts());
        assertEquals(countsBetween(onePass(subnormal).edges(), subnormal), onePass(subnormal).counts());
        assertEquals(2, histogram.statistics().zeros());
        double[] integers = {-1e-310, -128, 127, 0};
        assertEquals(countsBetween(onePass(integers).edges(), integers), onePass(integers).counts());
    }

    @Test
    void countsOnlyFiniteValuesInOnePass() throws IOException {
        Histogram histogram = onePass(Double.NaN, 1, Double.NEGATIVE_INFINITY, 2, Double.POSITIVE_INFINITY);

        assertEquals(2, histogram.counts().stream().mapToLong(Long::longValue).sum());
        assertEquals(1, histogram.statistics().nan());
        assertEquals(2, histogram.statistics().inf());
        assertEquals(1.5, histogram.statistics().mean());
        assertEquals(List.of(), onePass().edges());
        assertEquals(List.of(), onePass(Double.NaN).counts());
    }

    @Test
    void countsElementsOfAByteWithTheSameResult() throws IOException {
        Random random = new Random(11);
        byte[] elements = new byte[200_001];
        double[] values = new double[elements.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (byte) (random.nextGaussian() * 30);
            values[i] = Eighths.of(elements[i]);
        }

        Histogram counted = Histogram.inOnePass(new Eighths(elements), 64, Progress.NONE);
        Histogram decoded = Histogram.inOnePass(ArrayValues.of(values), 64, Progress.NONE);

        assertEquals(decoded.edges(), counted.edges());
        assertEquals(decoded.counts(), counted.counts());
        assertEquals(decoded.statistics().nan(), counted.statistics().nan());
        assertEquals(decoded.statistics().zeros(), counted.statistics().zeros());
        assertEquals(decoded.statistics().mean(), counted.statistics().mean(), 1e-12);
        assertEquals(decoded.statistics().std(), counted.statistics().std(), 1e-12);
        assertEquals(decoded.statistics().kurtosis(), counted.statistics().kurtosis(), 1e-9);
        assertTrue(counted.statistics().nan() > 0 && counted.statistics().positiveInfinity() > 0);
    }

    private static Histogram onePass(double... values) throws IOException {
        return Histogram.inOnePass(ArrayValues.of(values), 64, Progress.NONE);
    }

    /** By the definition: from an edge up to but not at the next, the last bin to its upper edge. */
    private static List<Long> countsBetween(List<Double> edges, double[] values) {
        long[] counts = new long[edges.size() - 1];
        for (double value : values) {
            int bin = 0;
            while (bin < counts.length - 1 && value >= edges.get(bin + 1)) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    @Test
    void refusesImpossibleBins() {
        assertThrows(IllegalArgumentException.class, () -> Histogram.inOnePass(ArrayValues.of(1), 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(ArrayValues.of(1), 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
                () -> Histogram.of(ArrayValues.of(1), Histogram.MAX_BINS + 1, Progress.NONE));
    }
}
