package org.lamina.formats.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.formats.file.Elements;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.RunValues;
import org.lamina.model.TensorInfo;

/** The values of a dataset in chunks. Keeps the chunks that were read last, up to a limit. */
final class ChunkedValues extends RunValues {

    private static final long CACHE = 64L << 20;

    private final FileBytes bytes;
    private final ByteOrder order;
    private final ChunkTable table;
    private final Elements elements;
    private final Map<Long, ByteBuffer> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long cached;

    /**
     * @throws IOException if values of this type can't be decoded
     */
    ChunkedValues(FileBytes bytes, TensorInfo info, ByteOrder order, ChunkTable table) throws IOException {
        super(info);
        this.bytes = bytes;
        this.order = order;
        this.table = table;
        this.elements = Elements.of(info);
    }

    @Override
    protected int run(long from, double[] into, int start, int count) throws IOException {
        int rank = info().shape().rank();
        long[] sizes = table.sizes();
        long[] indices = new long[rank];
        long rest = from;
        for (int axis = rank - 1; axis >= 0; axis--) {
            indices[axis] = rest % info().shape().dimension(axis);
            rest /= info().shape().dimension(axis);
        }
        long inChunk = 0;
        long run = 1;
        for (int axis = 0; axis < rank; axis++) {
            long within = indices[axis] % sizes[axis];
            inChunk = inChunk * sizes[axis] + within;
            run = Math.min(sizes[axis] - within, info().shape().dimension(axis) - indices[axis]);
        }
        int length = (int) Math.min(run, count);
        ByteBuffer chunk = chunk(table.number(indices));
        if (chunk == null) {
            Arrays.fill(into, start, start + length, 0);
        } else {
            elements.decode(chunk, (int) inChunk * (info().dtype().bits() / 8), 0, into, start, length);
        }
        return length;
    }

    /** The bytes of a chunk; null if it was never written. */
    private ByteBuffer chunk(long number) throws IOException {
        ByteBuffer known = cache.get(number);
        ChunkTable.Chunk chunk = table.chunk(number);
        if (known != null || chunk == null) {
            return known;
        }
        byte[] stored = bytes.read(chunk.position(), chunk.length()).array();
        ByteBuffer buffer = ByteBuffer.wrap(table.undo(stored, chunk)).order(order);
        cache.put(number, buffer);
        cached += buffer.capacity();
        while (cached > CACHE && cache.size() > 1) {
            Long oldest = cache.keySet().iterator().next();
            cached -= cache.remove(oldest).capacity();
        }
        return buffer;
    }
}
