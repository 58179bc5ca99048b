package org.lamina.formats.protobuf;

import java.util.Arrays;

/**
 * Bytes of the wire format of Protocol Buffers while they are written. Lengths of nested fields are only known at their
 * end; room of a fixed size is left for them, since a number may be written with more bytes than it needs.
 */
final class WireBuffer {

    private static final int LENGTH_SIZE = 5;

    private byte[] bytes;
    private int size;

    WireBuffer(int expected) {
        bytes = new byte[Math.max(64, expected)];
    }

    /** The number of bytes written. */
    int size() {
        return size;
    }

    void write(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size + (size >> 1));
        }
        bytes[size++] = (byte) value;
    }

    void write(byte[] values) {
        for (byte value : values) {
            write(value);
        }
    }

    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        write((int) rest);
    }

    /** Writes the lowest bytes of a number, the lowest first. */
    void fixed(long value, int count) {
        for (int i = 0; i < count; i++) {
            write((int) (value >>> 8 * i));
        }
    }

    /** Leaves room for a length; returns where what it measures starts. */
    int begin() {
        for (int i = 0; i < LENGTH_SIZE; i++) {
            write(0);
        }
        return size;
    }

    /** Notes the length of all that was written since. */
    void end(int start) {
        int rest = size - start;
        for (int i = LENGTH_SIZE; i > 0; i--) {
            bytes[start - i] = (byte) (rest & 0x7f | (i > 1 ? 0x80 : 0));
            rest >>>= 7;
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
