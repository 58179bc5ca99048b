package org.lamina.formats.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.formats.file.Elements;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The values of a dataset in chunks. Keeps the chunks that were read last, up to a limit. */
final class ChunkedValues implements TensorValues {

    private static final long CACHE = 64L << 20;

    private final FileBytes bytes;
    private final TensorInfo info;
    private final ChunkTable table;
    private final Elements elements;
    private final Map<Long, ByteBuffer> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long cached;

    private ChunkedValues(FileBytes bytes, TensorInfo info, ChunkTable table) {
        this.bytes = bytes;
        this.info = info;
        this.table = table;
        this.elements = Elements.of(info.dtype());
    }

    static TensorValues of(FileBytes bytes, TensorInfo info, ChunkTable table) throws IOException {
        if (!Elements.isDecodable(info.dtype())) {
            throw new IOException("tensor " + info.name() + " holds " + info.dtype().label()
                    + " values, which can't be shown as numbers");
        }
        return new ChunkedValues(bytes, info, table);
    }

    @Override
    public TensorInfo info() {
        return info;
    }

    @Override
    public int read(long from, double[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, info.count() - from));
        int rank = info.shape().rank();
        long[] sizes = table.sizes();
        long[] indices = new long[rank];
        int done = 0;
        while (done < count) {
            long rest = from + done;
            for (int axis = rank - 1; axis >= 0; axis--) {
                indices[axis] = rest % info.shape().dimension(axis);
                rest /= info.shape().dimension(axis);
            }
            long inChunk = 0;
            long run = 1;
            for (int axis = 0; axis < rank; axis++) {
                long within = indices[axis] % sizes[axis];
                inChunk = inChunk * sizes[axis] + within;
                run = Math.min(sizes[axis] - within, info.shape().dimension(axis) - indices[axis]);
            }
            int length = (int) Math.min(run, count - done);
            copy(table.number(indices), inChunk, into, done, length);
            done += length;
        }
        return count;
    }

    private void copy(long number, long element, double[] into, int at, int length) throws IOException {
        ByteBuffer chunk = chunk(number);
        if (chunk == null) {
            Arrays.fill(into, at, at + length, 0);
        } else {
            elements.decode(chunk, (int) element * (info.dtype().bits() / 8), 0, into, at, length);
        }
    }

    /** The bytes of a chunk; null if it was never written. */
    private ByteBuffer chunk(long number) throws IOException {
        ByteBuffer known = cache.get(number);
        ChunkTable.Chunk chunk = table.chunk(number);
        if (known != null || chunk == null) {
            return known;
        }
        byte[] stored = bytes.read(chunk.position(), chunk.length()).array();
        ByteBuffer buffer = ByteBuffer.wrap(table.undo(stored, chunk)).order(ByteOrder.LITTLE_ENDIAN);
        cache.put(number, buffer);
        cached += buffer.capacity();
        while (cached > CACHE && cache.size() > 1) {
            Long oldest = cache.keySet().iterator().next();
            cached -= cache.remove(oldest).capacity();
        }
        return buffer;
    }
}
