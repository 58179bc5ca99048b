package org.lamina.formats.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

/**
 * The bytes of a pickle, taken apart into opcodes and their operands. Reading beyond the end throws
 * {@link java.nio.BufferUnderflowException}; lengths are checked before anything is allocated.
 */
final class PickleInput {

    private static final int NUMBER_LIMIT = 1024;

    private final Path file;
    private final String part;
    private final ByteBuffer in;

    PickleInput(Path file, String part, byte[] bytes) {
        this.file = file;
        this.part = part;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of bytes. */
    int size() {
        return in.limit();
    }

    /** The place of the next byte, from 0. */
    int position() {
        return in.position();
    }

    /** The next byte, 0 to 255. */
    int unsigned() {
        return in.get() & 0xff;
    }

    /** The next integer of 4 bytes. */
    int integer() {
        return in.getInt();
    }

    /** Passes over some bytes. */
    void skip(int count) {
        for (int i = 0; i < count; i++) {
            in.get();
        }
    }

    /** The number, boolean or None that this opcode stands for. */
    Object number(int opcode) throws ModelFormatException {
        return switch (opcode) {
            case 'N' -> null;
            case 0x88 -> true;
            case 0x89 -> false;
            case 'K' -> (long) (in.get() & 0xff);
            case 'M' -> (long) (in.getShort() & 0xffff);
            case 'J' -> (long) in.getInt();
            case 0x8a -> longInteger(in.get() & 0xff);
            case 0x8b -> longInteger(in.getInt());
            case 'G' -> Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
            case 'F' -> Double.parseDouble(line());
            default -> decimal(line());
        };
    }

    private Object longInteger(int length) throws ModelFormatException {
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
    String text(int opcode) throws ModelFormatException {
        return switch (opcode) {
            case 'X', 'T' -> new String(take(in.getInt()), StandardCharsets.UTF_8);
            case 'U', 0x8c -> new String(take(in.get() & 0xff), StandardCharsets.UTF_8);
            case 0x8d -> new String(take(in.getLong()), StandardCharsets.UTF_8);
            case 'S' -> line().replaceAll("^['\"]|['\"]$", "");
            default -> line();
        };
    }

    /** The bytes that this opcode stands for. */
    byte[] bytes(int opcode) throws ModelFormatException {
        return switch (opcode) {
            case 'B' -> take(in.getInt());
            case 'C' -> take(in.get() & 0xff);
            default -> take(in.getLong());
        };
    }

    private byte[] take(long length) throws ModelFormatException {
        if (length < 0 || length > in.remaining()) {
            throw new ModelFormatException(file, "a complete pickle in " + part, "a value of " + length
                    + " bytes where " + in.remaining() + " are left, at byte " + in.position());
        }
        byte[] taken = new byte[(int) length];
        in.get(taken);
        return taken;
    }

    /** The text up to the end of the line. */
    String line() {
        int start = in.position();
        int end = start;
        while (in.get() != '\n') {
            end++;
        }
        return new String(in.array(), start, end - start, StandardCharsets.UTF_8);
    }
}
