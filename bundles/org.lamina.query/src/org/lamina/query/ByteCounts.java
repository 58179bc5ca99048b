package org.lamina.query;

import java.io.IOException;
import org.lamina.model.ByteElements;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** How often each of the 256 possible elements of a tensor of bytes occurs. */
final class ByteCounts {

    private static final int BLOCK = 1 << 16;
    private static final int VALUES = 256;

    private final long[] counts = new long[VALUES];

    /**
     * Counts all elements.
     *
     * @param progress told after each block; cancels between blocks
     * @throws IOException if the file can't be read or ends before the tensor does
     */
    static ByteCounts of(TensorInfo tensor, ByteElements elements, Progress progress, String task)
            throws IOException {
        ByteCounts counts = new ByteCounts();
        byte[] block = new byte[(int) Math.min(BLOCK, tensor.count())];
        long from = 0;
        while (from < tensor.count()) {
            progress.checkCancelled();
            progress.report(task, (double) from / tensor.count());
            int read = elements.read(from, block);
            if (read <= 0) {
                throw TensorBlocks.ended(tensor, from);
            }
            counts.add(block, read);
            from += read;
        }
        progress.checkCancelled();
        progress.report(task, 1);
        return counts;
    }

    /** Four counts side by side: a count waits for the one before where both are of the same element. */
    private void add(byte[] block, int length) {
        int[] first = new int[VALUES];
        int[] second = new int[VALUES];
        int[] third = new int[VALUES];
        int[] fourth = new int[VALUES];
        int i = 0;
        for (; i < length - 3; i += 4) {
            first[block[i] & 0xff]++;
            second[block[i + 1] & 0xff]++;
            third[block[i + 2] & 0xff]++;
            fourth[block[i + 3] & 0xff]++;
        }
        for (; i < length; i++) {
            first[block[i] & 0xff]++;
        }
        for (int element = 0; element < VALUES; element++) {
            counts[element] += first[element] + second[element] + third[element] + fourth[element];
        }
    }

    /** The distribution of the values that the elements stand for. */
    Histogram histogram(ByteElements elements, int mostBins) {
        Moments moments = new Moments();
        for (int element = 0; element < VALUES; element++) {
            moments.add(elements.value(element), counts[element]);
        }
        DyadicBins bins = new DyadicBins(mostBins);
        for (int element = 0; element < VALUES; element++) {
            double value = elements.value(element);
            if (counts[element] > 0 && Double.isFinite(value)) {
                bins.add(value, counts[element], moments.min(), moments.max());
            }
        }
        return new Histogram(bins.edges(), bins.counts(), moments.statistics());
    }
}
