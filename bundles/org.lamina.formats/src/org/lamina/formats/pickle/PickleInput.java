package org.lamina.formats.pickle;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

/**
 * The bytes of a pickle, taken apart into opcodes and their operands. Reading beyond the end throws
 * {@link EOFException}; lengths are checked before anything is allocated.
 */
final class PickleInput {

    private static final int NUMBER_LIMIT = 1024;
    private static final int LINE_LIMIT = 1 << 16;

    private final Path file;
    private final String part;
    private final InputStream in;
    private final long size;
    private long position;

    /**
     * @param in the bytes, read as far as the pickle goes
     * @param size the number of bytes that there are at most
     */
    PickleInput(Path file, String part, InputStream in, long size) {
        this.file = file;
        this.part = part;
        this.in = in;
        this.size = size;
    }

    /** The number of bytes that there are at most. */
    long size() {
        return size;
    }

    /** The place of the next byte, from 0. */
    long position() {
        return position;
    }

    /** The next byte, 0 to 255. */
    int unsigned() throws IOException {
        int next = position < size ? in.read() : -1;
        if (next < 0) {
            throw new EOFException();
        }
        position++;
        return next;
    }

    /** The next integer of 4 bytes. */
    int integer() throws IOException {
        return (int) littleEndian(Integer.BYTES);
    }

    private long littleEndian(int count) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) unsigned() << Byte.SIZE * i;
        }
        return value;
    }

    /** Passes over some bytes. */
    void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            unsigned();
        }
    }

    /** The number, boolean or None that this opcode stands for. */
    Object number(int opcode) throws ModelFormatException, IOException {
        return switch (opcode) {
            case 'N' -> null;
            case 0x88 -> true;
            case 0x89 -> false;
            case 'K' -> (long) unsigned();
            case 'M' -> littleEndian(Short.BYTES);
            case 'J' -> (long) integer();
            case 0x8a -> longInteger(unsigned());
            case 0x8b -> longInteger(integer());
            case 'G' -> Double.longBitsToDouble(Long.reverseBytes(littleEndian(Long.BYTES)));
            case 'F' -> Double.parseDouble(line());
            default -> decimal(line());
        };
    }

    private Object longInteger(int length) throws ModelFormatException, IOException {
        byte[] digits = take(length);
        byte[] reversed = new byte[length];
        for (int i = 0; i < length; i++) {
            reversed[i] = digits[length - 1 - i];
        }
        return length == 0 ? 0L : narrow(new BigInteger(reversed));
    }

    private static Object decimal(String line) {
        if (line.equals("01") || line.equals("00")) {
            return line.equals("01");
        }
        if (line.length() > NUMBER_LIMIT) {
            throw new IllegalArgumentException("a number of " + line.length() + " digits");
        }
        return narrow(new BigInteger(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
    }

    private static Object narrow(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }

    /** The text that this opcode stands for. */
    String text(int opcode) throws ModelFormatException, IOException {
        return switch (opcode) {
            case 'X', 'T' -> new String(take(integer()), StandardCharsets.UTF_8);
            case 'U', 0x8c -> new String(take(unsigned()), StandardCharsets.UTF_8);
            case 0x8d -> new String(take(littleEndian(Long.BYTES)), StandardCharsets.UTF_8);
            case 'S' -> line().replaceAll("^['\"]|['\"]$", "");
            default -> line();
        };
    }

    /** The bytes that this opcode stands for. */
    byte[] bytes(int opcode) throws ModelFormatException, IOException {
        return switch (opcode) {
            case 'B' -> take(integer());
            case 'C' -> take(unsigned());
            default -> take(littleEndian(Long.BYTES));
        };
    }

    private byte[] take(long length) throws ModelFormatException, IOException {
        if (length < 0 || length > size - position) {
            throw new ModelFormatException(file, "a complete pickle in " + part, "a value of " + length
                    + " bytes where " + (size - position) + " are left, at byte " + position);
        }
        byte[] taken = in.readNBytes((int) length);
        position += taken.length;
        if (taken.length < length) {
            throw new EOFException();
        }
        return taken;
    }

    /** The text up to the end of the line. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = unsigned(); next != '\n'; next = unsigned()) {
            line.write(next);
            if (line.size() > LINE_LIMIT) {
                throw new IllegalArgumentException("a line of more than " + LINE_LIMIT + " bytes");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
