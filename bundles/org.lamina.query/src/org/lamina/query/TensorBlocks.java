package org.lamina.query;

import java.io.IOException;
import java.util.function.ObjIntConsumer;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
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
                throw ended(values.info(), from);
            }
            consumer.accept(block, read);
            from += read;
        }
        progress.checkCancelled();
        progress.report(task, end);
    }

    /** What is wrong with a tensor that has fewer values than it claims. */
    static IOException ended(TensorInfo tensor, long values) {
        return new IOException("tensor " + tensor.name() + " ends after " + values + " of " + tensor.count()
                + " values; the file is damaged");
    }
}
