package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.RunValues;
import org.lamina.model.TensorInfo;

/** The values of a quantised tensor, decoded block by block. */
final class BlockValues extends RunValues {

    private static final int WINDOW = 64 << 10;

    private final FileBytes bytes;
    private final GgmlType type;
    private final long position;
    private final BlockDecoder decoder;
    private final float[] block;
    private final ByteBuffer window;
    private long windowStart = Long.MAX_VALUE;
    private long current = -1;

    BlockValues(FileBytes bytes, TensorInfo info, GgmlType type, long position, ByteOrder order) {
        super(info);
        this.bytes = bytes;
        this.type = type;
        this.position = position;
        this.decoder = new BlockDecoder(type);
        this.block = new float[type.blockSize()];
        this.window = ByteBuffer.allocate(WINDOW / type.blockBytes() * type.blockBytes()).order(order).limit(0);
    }

    @Override
    protected int run(long from, double[] into, int start, int count) throws IOException {
        if (from / block.length != current) {
            load(from / block.length);
        }
        int at = (int) (from % block.length);
        int run = Math.min(count, block.length - at);
        for (int i = 0; i < run; i++) {
            into[start + i] = block[at + i];
        }
        return run;
    }

    private void load(long wanted) throws IOException {
        long at = position + wanted * type.blockBytes();
        if (at < windowStart || at + type.blockBytes() > windowStart + window.limit()) {
            windowStart = Long.MAX_VALUE;
            window.limit((int) Math.min(window.capacity(), position + info().bytes() - at));
            bytes.read(at, window);
            windowStart = at;
        }
        decoder.decode(window, (int) (at - windowStart), block);
        current = wanted;
    }
}
