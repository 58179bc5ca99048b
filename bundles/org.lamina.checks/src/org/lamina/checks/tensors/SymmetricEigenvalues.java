package org.lamina.checks.tensors;

import org.lamina.model.Progress;

/** Eigenvalues of a symmetric matrix by Jacobi's rotations. */
final class SymmetricEigenvalues {

    private static final int MAX_SWEEPS = 12;
    private static final double SMALL = 1e-9;

    private SymmetricEigenvalues() {
    }

    /**
     * The eigenvalues in no particular order.
     *
     * @param matrix symmetric, finite; is overwritten
     */
    static double[] of(double[][] matrix, Progress progress) {
        int size = matrix.length;
        double scale = 0;
        for (int i = 0; i < size; i++) {
            scale = Math.max(scale, Math.abs(matrix[i][i]));
        }
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            progress.checkCancelled();
            boolean rotated = false;
            for (int p = 0; p < size - 1; p++) {
                for (int q = p + 1; q < size; q++) {
                    if (Math.abs(matrix[p][q]) > SMALL * scale) {
                        rotate(matrix, p, q);
                        rotated = true;
                    }
                }
            }
            if (!rotated) {
                break;
            }
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = matrix[i][i];
        }
        return values;
    }

    /** Turns the plane of two axes so that they no longer mix. */
    private static void rotate(double[][] matrix, int p, int q) {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < matrix.length; k++) {
            double first = matrix[k][p];
            double second = matrix[k][q];
            matrix[k][p] = cosine * first - sine * second;
            matrix[k][q] = sine * first + cosine * second;
        }
        for (int k = 0; k < matrix.length; k++) {
            double first = matrix[p][k];
            double second = matrix[q][k];
            matrix[p][k] = cosine * first - sine * second;
            matrix[q][k] = sine * first + cosine * second;
        }
    }
}
