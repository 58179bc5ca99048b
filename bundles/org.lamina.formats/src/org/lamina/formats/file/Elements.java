package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

import org.lamina.model.ElementType;
import org.lamina.model.TensorInfo;

/**
 * Decodes little-endian tensor elements, widened to double, a run at a time: each type has a loop of its own that the
 * compiler can unroll. Elements of 4 bits lie two in a byte, the first in the low half. Not for use by several threads.
 */
public final class Elements {

    private final ElementType type;
    private final double[] table;
    private float[] floats = new float[0];
    private short[] shorts = new short[0];

    private Elements(ElementType type, double[] table) {
        this.type = type;
        this.table = table;
    }

    /** Whether elements of this type can be decoded. */
    public static boolean isDecodable(ElementType type) {
        return switch (type) {
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16, FLOAT8_E4M3, FLOAT8_E5M2, FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ,
                    FLOAT8_E8M0, FLOAT4_E2M1, INT64, INT32, INT16, INT8, INT4, UINT64, UINT32, UINT16, UINT8, UINT4,
                    BOOL -> true;
            case COMPLEX64, COMPLEX128, STRING, QUANTISED, UNKNOWN -> false;
        };
    }

    /**
     * A decoder.
     *
     * @throws IllegalArgumentException if elements of this type can't be decoded
     */
    public static Elements of(ElementType type) {
        if (!isDecodable(type)) {
            throw new IllegalArgumentException(type.label());
        }
        double[] table = new double[type.bits() > 8 ? 0 : 1 << type.bits()];
        for (int bits = 0; bits < table.length; bits++) {
            table[bits] = SmallNumbers.value(type, bits);
        }
        return new Elements(type, table);
    }

    /**
     * A decoder of the values of a tensor.
     *
     * @throws IOException if they can't be decoded
     */
    public static Elements of(TensorInfo tensor) throws IOException {
        if (!isDecodable(tensor.dtype())) {
            throw new IOException("tensor " + tensor.name() + " holds " + tensor.dtype().label()
                    + " values, which can't be shown as numbers");
        }
        return of(tensor.dtype());
    }

    /**
     * Decodes a run of elements.
     *
     * @param buffer holds them, little-endian
     * @param at the byte of the first element
     * @param half for elements of 4 bits whether the first lies in the high half of its byte, 1 or 0; else 0
     * @param into takes the values
     * @param start where in {@code into} the first value goes
     * @param count the number of elements
     */
    public void decode(ByteBuffer buffer, int at, int half, double[] into, int start, int count) {
        switch (type) {
            case FLOAT64 -> buffer.slice(at, 8 * count).order(buffer.order()).asDoubleBuffer().get(into, start, count);
            case FLOAT32 -> decodeFloats(buffer.slice(at, 4 * count).order(buffer.order()).asFloatBuffer(), into,
                    start, count);
            case FLOAT16, BFLOAT16, INT16, UINT16 -> decodeShorts(
                    buffer.slice(at, 2 * count).order(buffer.order()).asShortBuffer(), into, start, count);
            case INT8, UINT8, BOOL, FLOAT8_E4M3, FLOAT8_E5M2, FLOAT8_E4M3FNUZ, FLOAT8_E5M2FNUZ, FLOAT8_E8M0 -> {
                for (int i = 0; i < count; i++) {
                    into[start + i] = table[buffer.get(at + i) & 0xff];
                }
            }
            default -> {
                int bits = type.bits();
                for (int i = 0; i < count; i++) {
                    into[start + i] = decode(buffer, at + ((i + half) * bits >> 3), bits < 8 ? i + half & 1 : 0);
                }
            }
        }
    }

    /** The element at this byte, and in this half of it if it has 4 bits. */
    double decode(ByteBuffer buffer, int at, int half) {
        return switch (type) {
            case FLOAT64 -> buffer.getDouble(at);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT16 -> half(buffer.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(at) << 16);
            case INT64 -> buffer.getLong(at);
            case UINT64 -> unsigned(buffer.getLong(at));
            case INT32 -> buffer.getInt(at);
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case INT16 -> buffer.getShort(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT4, UINT4, FLOAT4_E2M1 -> table[buffer.get(at) >> 4 * half & 15];
            default -> table[buffer.get(at) & 0xff];
        };
    }

    /** The value of an element of at most 8 bits. */
    double value(int element) {
        return table[element];
    }

    private void decodeFloats(FloatBuffer buffer, double[] into, int start, int count) {
        if (floats.length < count) {
            floats = new float[count];
        }
        float[] run = floats;
        buffer.get(run, 0, count);
        for (int i = 0; i < count; i++) {
            into[start + i] = run[i];
        }
    }

    private void decodeShorts(ShortBuffer buffer, double[] into, int start, int count) {
        if (shorts.length < count) {
            shorts = new short[count];
        }
        short[] run = shorts;
        buffer.get(run, 0, count);
        switch (type) {
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    into[start + i] = half(run[i]);
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    into[start + i] = Float.intBitsToFloat(run[i] << 16);
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    into[start + i] = run[i];
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    into[start + i] = run[i] & 0xffff;
                }
            }
        }
    }

    /**
     * An IEEE 754 number of 16 bits: its bits, moved to where 32-bit numbers have them, are the value less 112 in the
     * exponent, subnormal ones too.
     */
    private static double half(short bits) {
        float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
        if (magnitude >= 65536) {
            magnitude = magnitude == 65536 ? Float.POSITIVE_INFINITY : Float.NaN;
        }
        // The sign as a bit, since a branch on it would be mispredicted for every other weight.
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | (bits & 0x8000) << 16);
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1) + (bits & 1);
    }
}
