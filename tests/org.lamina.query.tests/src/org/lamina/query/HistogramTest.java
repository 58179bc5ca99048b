package org.lamina.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
    void refusesImpossibleBins() {
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(ArrayValues.of(1), 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
                () -> Histogram.of(ArrayValues.of(1), Histogram.MAX_BINS + 1, Progress.NONE));
    }
}
