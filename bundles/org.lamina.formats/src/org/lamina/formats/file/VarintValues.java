package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;

/**
 * The values of a tensor whose elements are stored as a run of protobuf's variable-length numbers, each with the bits
 * of one element, or of two elements of 4 bits. A run can only be read from its start, so reading backwards takes long.
 */
public final class VarintValues extends RunValues {

    private static final int BATCH = 4096;

    private final FileBytes bytes;
    private final long position;
    private final Elements elements;
    private final int bits;
    private final ByteBuffer batch = ByteBuffer.allocate(8 * BATCH).order(ByteOrder.LITTLE_ENDIAN);
    private ByteCursor cursor;
    private long batchStart;
    private int batchCount;

    /**
     * @param position where the run starts in the file
     * @throws IOException if values of this type can't be decoded
     */
    public VarintValues(FileBytes bytes, TensorInfo info, long position) throws IOException {
        super(info);
        this.bytes = bytes;
        this.position = position;
        this.elements = Elements.of(info);
        this.bits = info.dtype().bits();
        this.cursor = new ByteCursor(bytes, position, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    protected int run(long from, double[] into, int start, int count) throws IOException {
        if (from < batchStart) {
            cursor = new ByteCursor(bytes, position, ByteOrder.LITTLE_ENDIAN);
            batchStart = 0;
            batchCount = 0;
        }
        while (from >= batchStart + batchCount) {
            next();
        }
        int at = (int) (from - batchStart);
        int run = Math.min(count, batchCount - at);
        elements.decode(batch, at * bits / 8, bits < 8 ? at & 1 : 0, into, start, run);
        return run;
    }

    /** Reads the next numbers into the batch. */
    private void next() throws IOException {
        batchStart += batchCount;
        batchCount = (int) Math.min(BATCH, info().count() - batchStart);
        int numbers = bits < 8 ? (batchCount + 1) / 2 : batchCount;
        batch.clear();
        try {
            for (int i = 0; i < numbers; i++) {
                long number = cursor.varint();
                for (int shift = 0; shift < Math.max(8, bits); shift += 8) {
                    batch.put((byte) (number >>> shift));
                }
            }
        } catch (ModelFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
        batch.flip();
    }
}
