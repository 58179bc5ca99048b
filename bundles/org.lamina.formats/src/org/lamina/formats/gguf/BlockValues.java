package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The values of a quantised tensor, decoded block by block. */
final class BlockValues implements TensorValues {

    private static final int WINDOW = 64 << 10;

    private final FileBytes bytes;
    private final TensorInfo info;
    private final GgmlType type;
    private final long position;
    private final BlockDecoder decoder;
    private final float[] block;
    private final ByteBuffer window;
    private long windowStart = Long.MAX_VALUE;
    private long current = -1;

    BlockValues(FileBytes bytes, TensorInfo info, GgmlType type, long position, ByteOrder order) {
        this.bytes = bytes;
        this.info = info;
        this.type = type;
        this.position = position;
        this.decoder = new BlockDecoder(type);
        this.block = new float[type.blockSize()];
        this.window = ByteBuffer.allocate(WINDOW / type.blockBytes() * type.blockBytes()).order(order).limit(0);
    }

    @Override
    public TensorInfo info() {
        return info;
    }

    @Override
    public int read(long from, double[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, info.count() - from));
        for (int i = 0; i < count; i++) {
            long wanted = (from + i) / block.length;
            if (wanted != current) {
                load(wanted);
            }
            into[i] = block[(int) ((from + i) % block.length)];
        }
        return count;
    }

    private void load(long wanted) throws IOException {
        long at = position + wanted * type.blockBytes();
        if (at < windowStart || at + type.blockBytes() > windowStart + window.limit()) {
            windowStart = Long.MAX_VALUE;
            window.limit((int) Math.min(window.capacity(), position + info.bytes() - at));
            bytes.read(at, window);
            windowStart = at;
        }
        decoder.decode(window, (int) (at - windowStart), block);
        current = wanted;
    }
}
