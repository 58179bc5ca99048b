package org.lamina.query;

import java.util.Arrays;

/**
 * Sums and extremes of a block of finite values. The block is taken row by row, and each column of the rows has sums of
 * its own, so that one instruction works on several columns. The loops are kept apart and run over arrays from their
 * start because only such loops are compiled to vector instructions.
 */
final class BlockSums {

    private static final int COLUMNS = 512;
    /** Its square times any number but 0 is at least 1. */
    static final double HUGE = 0x1p600;

    private final double[] row = new double[COLUMNS];
    private final double[] first = new double[COLUMNS];
    private final double[] second = new double[COLUMNS];
    private final double[] third = new double[COLUMNS];

    /** The sum of the first values of a block; finite if all values are, unless they are of the largest. */
    double sum(double[] block, int length) {
        Arrays.fill(first, 0);
        for (int from = 0; from < length; from += COLUMNS) {
            add(row, first, copy(block, from, length));
        }
        return total(first);
    }

    /** The least and the greatest of the first values of a block, and how many of them are not zero. */
    double[] extremes(double[] block, int length) {
        Arrays.fill(first, Double.POSITIVE_INFINITY);
        Arrays.fill(second, Double.NEGATIVE_INFINITY);
        Arrays.fill(third, 0);
        for (int from = 0; from < length; from += COLUMNS) {
            int columns = copy(block, from, length);
            least(row, first, columns);
            greatest(row, second, columns);
            countNonZero(row, third, columns);
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < COLUMNS; i++) {
            least = Math.min(least, first[i]);
            greatest = Math.max(greatest, second[i]);
        }
        return new double[] {least, greatest, total(third)};
    }

    /** The sums of second, third and fourth powers of the first values of a block less their mean. */
    double[] powers(double[] block, int length, double mean) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(third, 0);
        for (int from = 0; from < length; from += COLUMNS) {
            addPowers(row, mean, first, second, third, copy(block, from, length));
        }
        return new double[] {total(first), total(second), total(third)};
    }

    private int copy(double[] block, int from, int length) {
        int columns = Math.min(COLUMNS, length - from);
        System.arraycopy(block, from, row, 0, columns);
        return columns;
    }

    private static void add(double[] row, double[] sums, int columns) {
        for (int i = 0; i < columns; i++) {
            sums[i] += row[i];
        }
    }

    private static void least(double[] row, double[] least, int columns) {
        for (int i = 0; i < columns; i++) {
            least[i] = Math.min(least[i], row[i]);
        }
    }

    private static void greatest(double[] row, double[] greatest, int columns) {
        for (int i = 0; i < columns; i++) {
            greatest[i] = Math.max(greatest[i], row[i]);
        }
    }

    private static void countNonZero(double[] row, double[] counts, int columns) {
        for (int i = 0; i < columns; i++) {
            counts[i] += Math.min(1, Math.abs(row[i]) * HUGE * HUGE);
        }
    }

    private static void addPowers(double[] row, double mean, double[] squares, double[] cubes, double[] fourths,
            int columns) {
        for (int i = 0; i < columns; i++) {
            double distance = row[i] - mean;
            double square = distance * distance;
            squares[i] += square;
            cubes[i] += square * distance;
            fourths[i] += square * square;
        }
    }

    private static double total(double[] columns) {
        double total = 0;
        for (double column : columns) {
            total += column;
        }
        return total;
    }
}
