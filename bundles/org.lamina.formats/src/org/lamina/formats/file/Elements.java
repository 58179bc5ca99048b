package org.lamina.formats.file;

import java.nio.ByteBuffer;

import org.lamina.model.ElementType;

/** Decodes little-endian tensor elements, widened to double. */
final class Elements {

    private Elements() {
    }

    /** Whether elements of this type have a size of whole bytes and can be decoded. */
    static boolean isDecodable(ElementType type) {
        return switch (type) {
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16, FLOAT8_E4M3, FLOAT8_E5M2, INT64, INT32, INT16, INT8, UINT64,
                    UINT32, UINT16, UINT8, BOOL -> true;
            case INT4, UINT4, COMPLEX64, COMPLEX128, STRING, UNKNOWN -> false;
        };
    }

    /** The element that starts at this byte of the buffer. */
    static double decode(ElementType type, ByteBuffer buffer, int at) {
        return switch (type) {
            case FLOAT64 -> buffer.getDouble(at);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT16 -> small(buffer.getShort(at) & 0xffff, 5, 10);
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(at) << 16);
            case FLOAT8_E5M2 -> small(buffer.get(at) & 0xff, 5, 2);
            case FLOAT8_E4M3 -> e4m3(buffer.get(at) & 0xff);
            case INT64 -> buffer.getLong(at);
            case UINT64 -> unsigned(buffer.getLong(at));
            case INT32 -> buffer.getInt(at);
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case INT16 -> buffer.getShort(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT8 -> buffer.get(at);
            case UINT8 -> buffer.get(at) & 0xff;
            case BOOL -> buffer.get(at) != 0 ? 1 : 0;
            case INT4, UINT4, COMPLEX64, COMPLEX128, STRING, UNKNOWN ->
                throw new IllegalArgumentException(type.label());
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1) + (bits & 1);
    }

    /** An IEEE 754 number of 1 sign bit and so many exponent and mantissa bits. */
    private static double small(int bits, int exponentBits, int mantissaBits) {
        int mantissa = bits & (1 << mantissaBits) - 1;
        int exponent = bits >> mantissaBits & (1 << exponentBits) - 1;
        int bias = (1 << exponentBits - 1) - 1;
        double sign = bits >> mantissaBits + exponentBits == 0 ? 1 : -1;
        if (exponent == (1 << exponentBits) - 1) {
            return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double fraction = Math.scalb((double) mantissa, -mantissaBits);
        return sign * (exponent == 0 ? Math.scalb(fraction, 1 - bias) : Math.scalb(1 + fraction, exponent - bias));
    }

    /** The 8-bit number without infinities of "FP8 Formats for Deep Learning" (section 3): only S.1111.111 is NaN. */
    private static double e4m3(int bits) {
        if ((bits & 0x7f) == 0x7f) {
            return Double.NaN;
        }
        int mantissa = bits & 7;
        int exponent = bits >> 3 & 15;
        double sign = bits >> 7 == 0 ? 1 : -1;
        return sign * (exponent == 0 ? Math.scalb(mantissa / 8.0, -6) : Math.scalb(1 + mantissa / 8.0, exponent - 7));
    }
}
