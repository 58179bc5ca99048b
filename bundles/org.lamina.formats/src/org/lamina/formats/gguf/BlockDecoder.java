package org.lamina.formats.gguf;

import java.nio.ByteBuffer;

/**
 * Turns blocks into values, with the arithmetic of 32-bit floats that ggml uses (ggml-quants.c,
 * {@code dequantize_row_*}; the layout of blocks is in ggml-common.h). A value is the scale of its block, or part of a
 * block, times a small whole number, less a minimum in some types.
 */
final class BlockDecoder {

    /** What the 4 bits of IQ4_NL and IQ4_XS stand for (ggml-common.h, {@code kvalues_iq4nl}). */
    private static final int[] UNEVEN = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};
    /** Twice the values of 4-bit floats (OCP Microscaling Formats 1.0, section 5.3.3). */
    private static final int[] FP4 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private final GgmlType type;

    /**
     * @throws IllegalArgumentException if blocks of this type can't be decoded
     */
    BlockDecoder(GgmlType type) {
        if (!isDecodable(type)) {
            throw new IllegalArgumentException(type.name());
        }
        this.type = type;
    }

    /** Whether blocks of this type can be decoded. */
    static boolean isDecodable(GgmlType type) {
        return switch (type) {
            case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, IQ4_NL, IQ4_XS, TQ1_0,
                    TQ2_0, MXFP4 -> true;
            default -> false;
        };
    }

    /**
     * Decodes a block.
     *
     * @param in holds it, in the byte order of the file
     * @param at the byte where it starts
     * @param out takes as many values as a block has, from its start
     */
    void decode(ByteBuffer in, int at, float[] out) {
        switch (type) {
            case Q4_0 -> small(in, at + 2, 0, 8, half(in, at), 0, out);
            case Q4_1 -> small(in, at + 4, 0, 0, half(in, at), half(in, at + 2), out);
            case Q5_0 -> small(in, at + 6, in.getInt(at + 2), 16, half(in, at), 0, out);
            case Q5_1 -> small(in, at + 8, in.getInt(at + 4), 0, half(in, at), half(in, at + 2), out);
            case Q8_0 -> {
                float scale = half(in, at);
                for (int i = 0; i < 32; i++) {
                    out[i] = in.get(at + 2 + i) * scale;
                }
            }
            case Q2_K -> twoBits(in, at, out);
            case Q3_K -> threeBits(in, at, out);
            case Q4_K -> fourBits(in, at, at + 16, -1, out);
            case Q5_K -> fourBits(in, at, at + 48, at + 16, out);
            case IQ4_NL -> uneven(in, at + 2, half(in, at), UNEVEN, out, 0);
            case IQ4_XS -> unevenParts(in, at, out);
            case TQ1_0 -> fiveInAByte(in, at, out);
            case TQ2_0 -> {
                float scale = half(in, at + 64);
                for (int i = 0; i < 256; i++) {
                    out[i] = scale * ((in.get(at + i / 128 * 32 + i % 32) >> i % 128 / 32 * 2 & 3) - 1);
                }
            }
            case MXFP4 -> uneven(in, at + 1, exponent(in.get(at) & 0xff), FP4, out, 0);
            default -> sixBits(in, at, out);
        }
    }

    private static float half(ByteBuffer in, int at) {
        short bits = in.getShort(at);
        float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
        if (magnitude >= 65536) {
            magnitude = magnitude == 65536 ? Float.POSITIVE_INFINITY : Float.NaN;
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** 32 values: the low halves of 16 bytes, then the high ones, each with a fifth bit from elsewhere. */
    private static void small(ByteBuffer in, int at, int fifthBits, int offset, float scale, float minimum,
            float[] out) {
        for (int i = 0; i < 16; i++) {
            int low = in.get(at + i) & 15 | (fifthBits >>> i & 1) << 4;
            int high = in.get(at + i) >> 4 & 15 | (fifthBits >>> i + 16 & 1) << 4;
            out[i] = (low - offset) * scale + minimum;
            out[i + 16] = (high - offset) * scale + minimum;
        }
    }

    /** 16 scales and minimums of 4 bits, then 2 bits a value: four runs of 32 values lie in the same 32 bytes. */
    private static void twoBits(ByteBuffer in, int at, float[] out) {
        float scale = half(in, at + 80);
        float minimum = half(in, at + 82);
        for (int i = 0; i < 256; i++) {
            int part = in.get(at + i / 16) & 0xff;
            int bits = in.get(at + 16 + i / 128 * 32 + i % 32) >> i % 128 / 32 * 2 & 3;
            out[i] = scale * (part & 15) * bits - minimum * (part >> 4);
        }
    }

    /** The high bits of all values, two bits a value as above, then 16 scales of 6 bits. */
    private static void threeBits(ByteBuffer in, int at, float[] out) {
        float scale = half(in, at + 108);
        for (int i = 0; i < 256; i++) {
            int part = i / 16;
            int low = in.get(at + 96 + part % 8) >> part / 8 * 4 & 15;
            int high = in.get(at + 104 + part % 4) >> part / 4 * 2 & 3;
            int bits = in.get(at + 32 + i / 128 * 32 + i % 32) >> i % 128 / 32 * 2 & 3;
            boolean hasHigh = (in.get(at + i % 32) >> i / 32 & 1) != 0;
            out[i] = scale * ((low | high << 4) - 32) * (bits - (hasHigh ? 0 : 4));
        }
    }

    /**
     * 8 scales and minimums of 6 bits, then 4 bits a value: two runs of 32 values lie in the same 32 bytes. Of the
     * scales and minimums the first four have bytes of their own, in whose free bits are the high ones of the others.
     */
    private static void fourBits(ByteBuffer in, int at, int values, int fifthBits, float[] out) {
        float scale = half(in, at);
        float minimum = half(in, at + 2);
        for (int part = 0; part < 8; part++) {
            float partScale = scale * (part < 4 ? in.get(at + 4 + part) & 63
                    : in.get(at + 8 + part) & 15 | (in.get(at + part) >> 6 & 3) << 4);
            float partMinimum = minimum * (part < 4 ? in.get(at + 8 + part) & 63
                    : in.get(at + 8 + part) >> 4 & 15 | (in.get(at + 4 + part) >> 6 & 3) << 4);
            for (int i = 0; i < 32; i++) {
                int bits = in.get(values + part / 2 * 32 + i) >> part % 2 * 4 & 15;
                int fifth = fifthBits < 0 ? 0 : (in.get(fifthBits + i) >> part & 1) << 4;
                out[part * 32 + i] = partScale * (bits | fifth) - partMinimum;
            }
        }
    }

    /** Low halves, then high pairs of bits, then 16 scales of 8 bits. */
    private static void sixBits(ByteBuffer in, int at, float[] out) {
        float scale = half(in, at + 208);
        for (int i = 0; i < 256; i++) {
            int group = i / 128;
            int run = i % 128 / 32;
            int low = in.get(at + group * 64 + run % 2 * 32 + i % 32) >> run / 2 * 4 & 15;
            int high = in.get(at + 128 + group * 32 + i % 32) >> run * 2 & 3;
            out[i] = scale * in.get(at + 192 + i / 16) * ((low | high << 4) - 32);
        }
    }

    /** 32 values out of a list of 16: the low halves of 16 bytes, then the high ones. */
    private static void uneven(ByteBuffer in, int at, float scale, int[] values, float[] out, int start) {
        for (int i = 0; i < 16; i++) {
            out[start + i] = scale * values[in.get(at + i) & 15];
            out[start + i + 16] = scale * values[in.get(at + i) >> 4 & 15];
        }
    }

    /** 8 scales of 6 bits, the high pairs of bits first, then 8 times 32 values out of a list. */
    private static void unevenParts(ByteBuffer in, int at, float[] out) {
        float scale = half(in, at);
        int highBits = in.getShort(at + 2);
        for (int part = 0; part < 8; part++) {
            int bits = in.get(at + 4 + part / 2) >> part % 2 * 4 & 15 | (highBits >> 2 * part & 3) << 4;
            uneven(in, at + 8 + 16 * part, scale * (bits - 32), UNEVEN, out, 32 * part);
        }
    }

    /**
     * Digits of base 3, as fractions of 256 with the highest digit first: five in each of 32 bytes and then of 16, four
     * in each of the last 4. Digits of the same rank follow each other.
     */
    private static void fiveInAByte(ByteBuffer in, int at, float[] out) {
        float scale = half(in, at + 52);
        for (int i = 0; i < 256; i++) {
            int rank = i < 160 ? i / 32 : i < 240 ? (i - 160) / 16 : (i - 240) / 4;
            int place = i < 160 ? i % 32 : i < 240 ? 32 + (i - 160) % 16 : 48 + (i - 240) % 4;
            int fraction = in.get(at + place) & 0xff;
            for (int digit = 0; digit < rank; digit++) {
                fraction = fraction * 3 & 0xff;
            }
            out[i] = scale * ((fraction * 3 >> 8) - 1);
        }
    }

    /** Half of 2 to an exponent that is stored with an offset of 127: the lists of values are twice as large. */
    private static float exponent(int stored) {
        return Math.scalb(1f, stored - 128);
    }
}
