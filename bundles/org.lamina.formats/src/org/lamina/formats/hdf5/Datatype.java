package org.lamina.formats.hdf5;

import java.nio.ByteOrder;

import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;

/**
 * The type of elements (section IV.A.2.d).
 *
 * @param kind its class as the specification numbers them
 * @param size bytes an element
 * @param type the type as the frameworks name it; UNKNOWN for what they don't store, STRING for text of fixed size
 * @param order the order of the bytes of a number
 * @param variableText whether elements are texts of any length, which lie in a heap
 */
record Datatype(int kind, long size, ElementType type, ByteOrder order, boolean variableText) {

    private static final int FIXED_POINT = 0;
    private static final int FLOATING_POINT = 1;
    private static final int TEXT = 3;
    private static final int OPAQUE = 5;
    private static final int COMPOUND = 6;
    private static final int ENUMERATION = 8;
    private static final int VARIABLE_LENGTH = 9;
    /** The bits that tell the order of bytes, both set for that of the VAX. */
    private static final int VAX = 0x41;

    static Datatype read(Block block) throws ModelFormatException {
        int kind = block.u8() & 0x0f;
        int bits = block.u8();
        block.skip(2);
        long size = block.u32();
        ByteOrder order = (bits & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return switch (kind) {
            case FIXED_POINT -> new Datatype(kind, size, integer(size, bits), order, false);
            case FLOATING_POINT -> new Datatype(kind, size, (bits & VAX) == VAX ? ElementType.UNKNOWN
                    : floating(size, block), order, false);
            case TEXT -> other(kind, size, ElementType.STRING);
            case ENUMERATION -> other(kind, size, size == 1 ? ElementType.BOOL : ElementType.UNKNOWN);
            case COMPOUND -> other(kind, size, size == 8 ? ElementType.COMPLEX64
                    : size == 16 ? ElementType.COMPLEX128 : ElementType.UNKNOWN);
            case VARIABLE_LENGTH -> new Datatype(kind, size, ElementType.UNKNOWN, ByteOrder.LITTLE_ENDIAN,
                    (bits & 0x0f) == 1);
            default -> other(kind, size, ElementType.UNKNOWN);
        };
    }

    private static Datatype other(int kind, long size, ElementType type) {
        return new Datatype(kind, size, type, ByteOrder.LITTLE_ENDIAN, false);
    }

    private static ElementType integer(long size, int bits) {
        boolean signed = (bits & 8) != 0;
        if (size == 1) {
            return signed ? ElementType.INT8 : ElementType.UINT8;
        } else if (size == 2) {
            return signed ? ElementType.INT16 : ElementType.UINT16;
        } else if (size == 4) {
            return signed ? ElementType.INT32 : ElementType.UINT32;
        } else if (size == 8) {
            return signed ? ElementType.INT64 : ElementType.UINT64;
        }
        return ElementType.UNKNOWN;
    }

    private static ElementType floating(long size, Block block) throws ModelFormatException {
        block.skip(5);
        int exponent = block.u8();
        if (size == 8 && exponent == 11) {
            return ElementType.FLOAT64;
        } else if (size == 4 && exponent == 8) {
            return ElementType.FLOAT32;
        } else if (size == 2 && (exponent == 5 || exponent == 8)) {
            return exponent == 5 ? ElementType.FLOAT16 : ElementType.BFLOAT16;
        } else if (size == 1 && (exponent == 4 || exponent == 5)) {
            return exponent == 4 ? ElementType.FLOAT8_E4M3 : ElementType.FLOAT8_E5M2;
        }
        return ElementType.UNKNOWN;
    }

    boolean isText() {
        return kind == TEXT || variableText;
    }

    /** Whether elements are bytes without a meaning to HDF5. */
    boolean isOpaque() {
        return kind == OPAQUE;
    }
}
