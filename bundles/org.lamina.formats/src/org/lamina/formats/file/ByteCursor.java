package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.lamina.model.ModelFormatException;

/**
 * Reads numbers and texts of a binary format one after the other. Nothing is allocated before it is known to lie in the
 * file. Not for use by several threads at once.
 */
public final class ByteCursor {

    private static final int WINDOW = 64 << 10;
    private static final int MAX_TEXT = 16 << 20;

    private final FileBytes bytes;
    private final ByteOrder order;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private long position;

    /** Starts at a position in a file. */
    public ByteCursor(FileBytes bytes, long position, ByteOrder order) {
        this.bytes = bytes;
        this.position = position;
        this.order = order;
    }

    /** Where the next byte is read. */
    public long position() {
        return position;
    }

    /** The number of bytes from here to the end of the file. */
    public long remaining() {
        return bytes.size() - position;
    }

    /** The order of the bytes of a number. */
    public ByteOrder order() {
        return order;
    }

    /**
     * Goes past so many bytes.
     *
     * @throws ModelFormatException if the file has fewer
     */
    public void skip(long count) throws ModelFormatException {
        if (count < 0 || count > remaining()) {
            throw new ModelFormatException(bytes.file(), count + " bytes at byte " + position,
                    "only " + remaining());
        }
        position += count;
    }

    /** The next byte, 0 to 255. */
    public int u8() throws ModelFormatException, IOException {
        return take(1).get() & 0xff;
    }

    /** The next two bytes as a number, 0 to 65535. */
    public int u16() throws ModelFormatException, IOException {
        return take(2).getShort() & 0xffff;
    }

    /** The next four bytes as a number with a sign. */
    public int i32() throws ModelFormatException, IOException {
        return take(4).getInt();
    }

    /** The next four bytes as a number without a sign. */
    public long u32() throws ModelFormatException, IOException {
        return i32() & 0xffffffffL;
    }

    /** The next eight bytes as a number with a sign. */
    public long i64() throws ModelFormatException, IOException {
        return take(8).getLong();
    }

    /** The next number of protobuf's variable length, at most 10 bytes. */
    public long varint() throws ModelFormatException, IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new ModelFormatException(bytes.file(), "a number of at most 10 bytes before byte " + position,
                "a longer one");
    }

    /** The next four bytes as a floating-point number. */
    public float f32() throws ModelFormatException, IOException {
        return take(4).getFloat();
    }

    /** The next eight bytes as a floating-point number. */
    public double f64() throws ModelFormatException, IOException {
        return take(8).getDouble();
    }

    /**
     * The next bytes as text in UTF-8.
     *
     * @throws ModelFormatException if the file has fewer, or if the text is longer than 16 MiB
     */
    public String text(long length) throws ModelFormatException, IOException {
        if (length < 0 || length > MAX_TEXT) {
            throw new ModelFormatException(bytes.file(), "a text of at most " + MAX_TEXT + " bytes at byte " + position,
                    Long.toUnsignedString(length) + " bytes");
        }
        ByteBuffer text = take((int) length);
        byte[] copy = new byte[(int) length];
        text.get(copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    private ByteBuffer take(int count) throws ModelFormatException, IOException {
        long start = position;
        skip(count);
        if (start < windowStart || start + count > windowStart + window.limit()) {
            window = bytes.read(start, (int) Math.min(Math.max(count, WINDOW), bytes.size() - start)).order(order);
            windowStart = start;
        }
        return window.position((int) (start - windowStart));
    }
}
