package org.lamina.formats.file;

import org.lamina.model.ElementType;

/** The values that elements of 4 and 8 bits stand for. */
final class SmallNumbers {

    private SmallNumbers() {
    }

    /**
     * The value of a bit pattern.
     *
     * @param type a type of at most 8 bits
     * @param bits the pattern, from 0 to less than 2 to the number of bits
     */
    static double value(ElementType type, int bits) {
        return switch (type) {
            case INT8 -> (byte) bits;
            case UINT8, UINT4 -> bits;
            case INT4 -> bits < 8 ? bits : bits - 16;
            case BOOL -> bits == 0 ? 0 : 1;
            case FLOAT8_E5M2 -> e5m2(bits);
            // "FP8 Formats for Deep Learning", section 3: no infinities, and only S.1111.111 is NaN.
            case FLOAT8_E4M3 -> (bits & 0x7f) == 0x7f ? Double.NaN : signed(bits, 4, 3, 7);
            // "8-bit Numerical Formats for Deep Neural Networks": no infinities; what would be -0 is NaN.
            case FLOAT8_E4M3FNUZ -> bits == 0x80 ? Double.NaN : signed(bits, 4, 3, 8);
            case FLOAT8_E5M2FNUZ -> bits == 0x80 ? Double.NaN : signed(bits, 5, 2, 16);
            // "OCP Microscaling Formats", sections 5.3.3 and 5.4.1.
            case FLOAT4_E2M1 -> signed(bits, 2, 1, 1);
            case FLOAT8_E8M0 -> bits == 0xff ? Double.NaN : Math.scalb(1.0, bits - 127);
            default -> throw new IllegalArgumentException(type.label());
        };
    }

    private static double e5m2(int bits) {
        if ((bits & 0x7c) != 0x7c) {
            return signed(bits, 5, 2, 15);
        }
        double infinity = bits < 0x80 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        return (bits & 3) == 0 ? infinity : Double.NaN;
    }

    /** A number of one sign bit and so many exponent and mantissa bits; exponent 0 is that of subnormal numbers. */
    private static double signed(int bits, int exponentBits, int mantissaBits, int bias) {
        int mantissa = bits & (1 << mantissaBits) - 1;
        int exponent = bits >> mantissaBits & (1 << exponentBits) - 1;
        int significand = exponent == 0 ? mantissa : mantissa + (1 << mantissaBits);
        double magnitude = Math.scalb((double) significand, Math.max(exponent, 1) - bias - mantissaBits);
        return bits >> mantissaBits + exponentBits == 0 ? magnitude : -magnitude;
    }
}
