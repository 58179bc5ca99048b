package org.lamina.formats.tflite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.ModelFormatException;

/**
 * A file in the format FlatBuffers ("FlatBuffers internals"), read at positions. Since offsets may lead to the same
 * place again and again, what is read is counted, and a file that makes a reader go round is refused. Not for use by
 * several threads at once.
 */
final class FlatBuffer {

    private static final int WINDOW = 64 << 10;
    private static final int MAX_TEXT = 16 << 20;
    private static final long UINT32 = 0xffffffffL;

    private final FileBytes bytes;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private long budget = 64L << 20;

    FlatBuffer(FileBytes bytes) {
        this.bytes = bytes;
    }

    /** The table that the file is. */
    FlatTable root() throws ModelFormatException, IOException {
        return table(0);
    }

    /** The table that the offset at a position leads to. */
    FlatTable table(long position) throws ModelFormatException, IOException {
        return new FlatTable(this, follow(position));
    }

    /** Where the offset at a position leads to. */
    long follow(long position) throws ModelFormatException, IOException {
        long target = position + uint32(position);
        require(target, 4);
        return target;
    }

    /** Counts elements that are about to be read. */
    void spend(long elements) throws ModelFormatException {
        budget -= elements;
        if (budget < 0) {
            throw broken("a model of a reasonable size", "one that repeats itself without end");
        }
    }

    long uint32(long position) throws ModelFormatException, IOException {
        return int32(position) & UINT32;
    }

    int int32(long position) throws ModelFormatException, IOException {
        return fetched(position, 4).getInt();
    }

    long int64(long position) throws ModelFormatException, IOException {
        return fetched(position, 8).getLong();
    }

    float float32(long position) throws ModelFormatException, IOException {
        return fetched(position, 4).getFloat();
    }

    int uint16(long position) throws ModelFormatException, IOException {
        return fetched(position, 2).getShort() & 0xffff;
    }

    int int8(long position) throws ModelFormatException, IOException {
        return fetched(position, 1).get();
    }

    String text(long position) throws ModelFormatException, IOException {
        long length = uint32(position);
        spend(length);
        if (length > MAX_TEXT) {
            throw broken("a name of at most " + MAX_TEXT + " bytes", length + " bytes at byte " + position);
        }
        require(position + 4, length);
        return StandardCharsets.UTF_8.decode(bytes.read(position + 4, (int) length)).toString();
    }

    void require(long position, long length) throws ModelFormatException {
        if (!bytes.contains(position, length)) {
            throw broken("a table or list inside the file of " + bytes.size() + " bytes",
                    length + " bytes at byte " + position);
        }
    }

    ModelFormatException broken(String expected, String found) {
        return new ModelFormatException(bytes.file(), expected, found);
    }

    /** The bytes at a position, as a buffer that starts there. */
    private ByteBuffer fetched(long position, int size) throws ModelFormatException, IOException {
        if (position < windowStart || position + size > windowStart + window.limit()) {
            require(position, size);
            window = bytes.read(position, (int) Math.min(WINDOW, bytes.size() - position));
            windowStart = position;
        }
        return window.position((int) (position - windowStart));
    }
}
