package org.lamina.formats.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.file.FileBytes;

/**
 * Walks over the fields of one message in a file (Protocol Buffers documentation, "Encoding"). A field whose value is
 * not asked for is skipped without being read, however long it is. Nothing is allocated before its length is known to
 * lie in the message. Not for use by several threads at once.
 */
public final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_TEXT = 16 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int WINDOW = 64 << 10;

    private final Window window;
    private final long end;
    private final int depth;
    private long position;
    private int field;
    private int type;
    private long start;
    private long length;

    /** The bytes around the place that is being read, shared by the readers of nested messages. */
    private static final class Window {
        private final FileBytes bytes;
        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private long start;

        Window(FileBytes bytes) {
            this.bytes = bytes;
        }

        int at(long position) throws IOException {
            if (position < start || position >= start + buffer.limit()) {
                move(position);
            }
            return buffer.get((int) (position - start)) & 0xff;
        }

        private void move(long position) throws IOException {
            buffer = bytes.read(position, (int) Math.min(WINDOW, bytes.size() - position));
            start = position;
        }

        /** Whether a range is short, such as a name, so that it lies in the window as a whole afterwards. */
        private boolean holds(long position, int length) throws IOException {
            if (length > WINDOW / 16 || !bytes.contains(position, length)) {
                return false;
            }
            if (position < start || position + length > start + buffer.limit()) {
                move(position);
            }
            return true;
        }

        String text(long position, int length) throws IOException {
            if (holds(position, length)) {
                int from = buffer.arrayOffset() + (int) (position - start);
                return new String(buffer.array(), from, length, StandardCharsets.UTF_8);
            }
            return StandardCharsets.UTF_8.decode(bytes.read(position, length)).toString();
        }

        /** A copy of a range. */
        ByteBuffer copy(long position, int length) throws IOException {
            if (!holds(position, length)) {
                return bytes.read(position, length);
            }
            byte[] copy = new byte[length];
            buffer.get((int) (position - start), copy);
            return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Walks over a file that is one message. */
    public WireReader(FileBytes bytes) {
        this(new Window(bytes), 0, bytes.size(), 0);
    }

    private WireReader(Window window, long position, long end, int depth) {
        this.window = window;
        this.position = position;
        this.end = end;
        this.depth = depth;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws WireFormatException if the bytes are no field, or if the field is longer than its message
     */
    public boolean next() throws WireFormatException, IOException {
        if (position == end) {
            return false;
        }
        long at = position;
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > (1 << 29) - 1) {
            throw new WireFormatException("a field of a protobuf message",
                    "field number " + (tag >>> 3) + " at byte " + at);
        }
        start = position;
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> skip(8);
            case FIXED32 -> skip(4);
            case BYTES -> {
                long announced = varint();
                start = position;
                skip(announced);
            }
            default -> throw new WireFormatException("a field of a protobuf message",
                    "wire type " + type + " at byte " + at);
        }
        length = position - start;
        return true;
    }

    private void skip(long count) throws WireFormatException {
        if (count < 0 || count > end - position) {
            throw new WireFormatException("a field of " + Long.toUnsignedString(count) + " bytes at byte " + position,
                    "only " + (end - position) + " bytes left");
        }
        position += count;
    }

    /** The number of the current field. */
    public int field() {
        return field;
    }

    /** Whether the value of the current field is a run of bytes: text, a message, or packed numbers. */
    public boolean isBytes() {
        return type == BYTES;
    }

    /** Where the value of the current field starts in the file. */
    public long start() {
        return start;
    }

    /** How many bytes the value of the current field takes. */
    public long length() {
        return length;
    }

    /**
     * The current field as a whole number.
     *
     * @throws WireFormatException if it is none
     */
    public long number() throws WireFormatException, IOException {
        require(VARINT, "a number");
        return again(start, end).varint();
    }

    /** The current field as a floating-point number of 32 bits. */
    public float decimal() throws WireFormatException, IOException {
        require(FIXED32, "a number of 32 bits");
        return Float.intBitsToFloat((int) fixed(start, 4));
    }

    /** The current field as a whole number of 64 bits. */
    public long fixed64() throws WireFormatException, IOException {
        require(FIXED64, "a number of 64 bits");
        return fixed(start, 8);
    }

    /** The current field, one value or a packed run, as whole numbers of 64 bits. */
    public List<Long> fixed64s() throws WireFormatException, IOException {
        if (type != BYTES) {
            return List.of(fixed64());
        }
        List<Long> numbers = new ArrayList<>();
        for (long at = start; at + 8 <= start + length; at += 8) {
            numbers.add(fixed(at, 8));
        }
        return numbers;
    }

    /** The current field, one value or a packed run, as whole numbers. */
    public List<Long> numbers() throws WireFormatException, IOException {
        if (type != BYTES) {
            return List.of(number());
        }
        List<Long> numbers = new ArrayList<>();
        WireReader run = again(start, start + length);
        while (run.position < run.end) {
            numbers.add(run.varint());
        }
        return numbers;
    }

    /** The current field, one value or a packed run, as floating-point numbers of 32 bits. */
    public List<Float> decimals() throws WireFormatException, IOException {
        if (type != BYTES) {
            return List.of(decimal());
        }
        List<Float> numbers = new ArrayList<>();
        for (long at = start; at + 4 <= start + length; at += 4) {
            numbers.add(Float.intBitsToFloat((int) fixed(at, 4)));
        }
        return numbers;
    }

    /**
     * How many numbers of variable length a range of the message holds: as many as it has bytes that end one.
     *
     * @throws WireFormatException if the range is not in the message
     */
    public long count(long from, long bytes) throws WireFormatException, IOException {
        if (from < 0 || bytes < 0 || from > end || bytes > end - from) {
            throw new WireFormatException("a range within a message", bytes + " bytes at byte " + from);
        }
        long count = 0;
        for (long at = from; at < from + bytes; at++) {
            count += window.at(at) < 0x80 ? 1 : 0;
        }
        return count;
    }

    /**
     * The current field as text.
     *
     * @throws WireFormatException if it is no text, or longer than 16 MiB
     */
    public String text() throws WireFormatException, IOException {
        requireRun();
        return window.text(start, (int) length);
    }

    /**
     * The current field as a little-endian buffer.
     *
     * @throws WireFormatException if it is no run of bytes, or longer than 16 MiB
     */
    public ByteBuffer buffer() throws WireFormatException, IOException {
        requireRun();
        return window.copy(start, (int) length);
    }

    private void requireRun() throws WireFormatException {
        require(BYTES, "a run of bytes");
        if (length > MAX_TEXT) {
            throw new WireFormatException("a run of at most " + MAX_TEXT + " bytes",
                    length + " bytes at byte " + start);
        }
    }

    /**
     * Walks over the current field as a message of its own.
     *
     * @throws WireFormatException if it is none, or if messages are nested deeper than 64
     */
    public WireReader message() throws WireFormatException {
        require(BYTES, "a message");
        if (depth >= MAX_DEPTH) {
            throw new WireFormatException("messages nested at most " + MAX_DEPTH + " deep",
                    "a deeper one at byte " + start);
        }
        return new WireReader(window, start, start + length, depth + 1);
    }

    private void require(int wanted, String what) throws WireFormatException {
        if (type != wanted) {
            throw new WireFormatException(what + " in field " + field, "wire type " + type + " at byte " + start);
        }
    }

    private WireReader again(long from, long to) {
        return new WireReader(window, from, to, depth);
    }

    private long fixed(long at, int bytes) throws IOException {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | window.at(at + i);
        }
        return value;
    }

    private long varint() throws WireFormatException, IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw new WireFormatException("a whole number", "the end of the message at byte " + end);
            }
            int next = window.at(position++);
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new WireFormatException("a whole number of at most 10 bytes", "a longer one before byte " + position);
    }
}
