package org.lamina.checks.tensors;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/**
 * A dense kernel that uses few of its directions: the effective rank, exp of the entropy of the singular values' share
 * (Roy and Vetterli, 2007), is a small part of what it could be.
 */
final class LowRank extends TensorCheck {

    private static final long LEAST = 16;
    private static final long MOST = 192;

    LowRank() {
        super("low-rank");
    }

    @Override
    boolean concerns(TensorInfo tensor) {
        long smaller = tensor.shape().rank() == 2 ? Math.min(tensor.shape().dimension(0), tensor.shape().dimension(1))
                : 0;
        return smaller >= LEAST && smaller <= MOST && tensor.count() <= 1 << 22;
    }

    @Override
    Measured measure(TensorInfo tensor, TensorSource source, Progress progress) throws IOException {
        double[] values = source.values(tensor.name()).toArray();
        int rows = (int) tensor.shape().dimension(0);
        int columns = (int) tensor.shape().dimension(1);
        double[] squares = SymmetricEigenvalues.of(gram(values, rows, columns), progress);
        double sum = 0;
        for (double square : squares) {
            sum += Math.sqrt(Math.max(0, square));
        }
        double entropy = 0;
        for (double square : squares) {
            double share = Math.sqrt(Math.max(0, square)) / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return new Measured(tensor, null, sum > 0 ? Math.exp(entropy) : 0);
    }

    /** The products of the rows with each other, or of the columns if they are fewer. */
    private static double[][] gram(double[] values, int rows, int columns) {
        boolean byRow = rows <= columns;
        int size = byRow ? rows : columns;
        int length = byRow ? columns : rows;
        double[][] gram = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < length; k++) {
                    product += byRow ? values[i * columns + k] * values[j * columns + k]
                            : values[k * columns + i] * values[k * columns + j];
                }
                gram[i][j] = product;
                gram[j][i] = product;
            }
        }
        return gram;
    }

    @Override
    void look(List<Measured> tensors, Report report, Progress progress) {
        for (Measured measured : tensors) {
            long full = Math.min(measured.tensor().shape().dimension(0), measured.tensor().shape().dimension(1));
            if (measured.value() > 0 && measured.value() < report.parameter("share") * full) {
                report.raise(measured.tensor(), measured.tensor().name() + " uses few of its directions", 0.7,
                        String.format(Locale.ROOT, "Its effective rank is %.1f of %d.", measured.value(),
                                full));
            }
        }
    }
}
