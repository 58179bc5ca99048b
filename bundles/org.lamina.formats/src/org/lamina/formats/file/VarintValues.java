package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * The values of a tensor whose elements are stored as a run of protobuf's variable-length numbers, each with the bits
 * of one element, or of two elements of 4 bits. A run can only be read from its start, so reading backwards takes long.
 */
public final class VarintValues implements TensorValues {

    private static final int BATCH = 4096;

    private final FileBytes bytes;
    private final TensorInfo info;
    private final long position;
    private final Elements elements;
    private final int bits;
    private final ByteBuffer batch = ByteBuffer.allocate(8 * BATCH).order(ByteOrder.LITTLE_ENDIAN);
    private ByteCursor cursor;
    private long batchStart;
    private int batchCount;

    private VarintValues(FileBytes bytes, TensorInfo info, long position) {
        this.bytes = bytes;
        this.info = info;
        this.position = position;
        this.elements = Elements.of(info.dtype());
        this.bits = info.dtype().bits();
        this.cursor = new ByteCursor(bytes, position, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Opens the values of a tensor.
     *
     * @param position where the run starts in the file
     * @throws IOException if values of this type can't be decoded
     */
    public static TensorValues of(FileBytes bytes, TensorInfo info, long position) throws IOException {
        if (!Elements.isDecodable(info.dtype())) {
            throw new IOException("tensor " + info.name() + " holds " + info.dtype().label()
                    + " values, which can't be shown as numbers");
        }
        return new VarintValues(bytes, info, position);
    }

    @Override
    public TensorInfo info() {
        return info;
    }

    @Override
    public int read(long from, double[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, info.count() - from));
        if (from < batchStart) {
            cursor = new ByteCursor(bytes, position, ByteOrder.LITTLE_ENDIAN);
            batchStart = 0;
            batchCount = 0;
        }
        int done = 0;
        while (done < count) {
            long element = from + done;
            if (element >= batchStart + batchCount) {
                next();
            } else {
                int at = (int) (element - batchStart);
                int run = Math.min(count - done, batchCount - at);
                elements.decode(batch, at * bits / 8, bits < 8 ? at & 1 : 0, into, done, run);
                done += run;
            }
        }
        return count;
    }

    /** Reads the next numbers into the batch. */
    private void next() throws IOException {
        batchStart += batchCount;
        batchCount = (int) Math.min(BATCH, info.count() - batchStart);
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
