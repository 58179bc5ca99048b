package org.lamina.query;

import java.io.IOException;
import java.util.function.ObjIntConsumer;
import org.lamina.model.Progress;
import org.lamina.model.TensorValues;

/** Walks through the values of a tensor in blocks of bounded size. */
final class TensorBlocks {

    private static final int BLOCK = 1 << 13;

    private TensorBlocks() {
    }

    /**
     * Hands all values to a consumer, block after block, and tells the progress in between.
     *
     * @param values the tensor
     * @param consumer gets a block, which it may change, and the number of values in it
     * @param progress gets {@code task} with fractions that grow from {@code start} to {@code end}
     * @throws IOException if the file can't be read or ends before the tensor does
     */
    static void forEach(TensorValues values, ObjIntConsumer<double[]> consumer, Progress progress, String task,
            double start, double end) throws IOException {
        long count = values.info().count();
        double[] block = new double[(int) Math.min(BLOCK, count)];
        long from = 0;
        while (from < count) {
            progress.checkCancelled();
            progress.report(task, start + (end - start) * from / count);
            int read = values.read(from, block);
            if (read <= 0) {
                throw new IOException("tensor " + values.info().name() + " ends after " + from + " of " + count
                        + " values; the file is damaged");
            }
            consumer.accept(block, read);
            from += read;
        }
        progress.checkCancelled();
        progress.report(task, end);
    }
}
