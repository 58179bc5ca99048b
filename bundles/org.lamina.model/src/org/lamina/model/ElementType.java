package org.lamina.model;

/** The element types of tensors, under the names that NumPy and the frameworks use. */
public enum ElementType {
    FLOAT64("float64", 64), FLOAT32("float32", 32), FLOAT16("float16", 16), BFLOAT16("bfloat16", 16),
    FLOAT8_E4M3("float8_e4m3fn", 8), FLOAT8_E5M2("float8_e5m2", 8),
    FLOAT8_E4M3FNUZ("float8_e4m3fnuz", 8), FLOAT8_E5M2FNUZ("float8_e5m2fnuz", 8),
    /** A power of two, the scale of a block of other values. */
    FLOAT8_E8M0("float8_e8m0fnu", 8),
    FLOAT4_E2M1("float4_e2m1fn", 4),
    INT64("int64", 64), INT32("int32", 32), INT16("int16", 16), INT8("int8", 8), INT4("int4", 4),
    UINT64("uint64", 64), UINT32("uint32", 32), UINT16("uint16", 16), UINT8("uint8", 8), UINT4("uint4", 4),
    BOOL("bool", 8), COMPLEX64("complex64", 64), COMPLEX128("complex128", 128),
    /** Text; its elements have no fixed size. */
    STRING("string", 0),
    /** Numbers that are stored in blocks, together with the scale of a block; elements have no size of their own. */
    QUANTISED("quantised", 0),
    /** A type that the file names and Lamina does not know; its values cannot be read. */
    UNKNOWN("unknown", 0);

    private final String label;
    private final int bits;

    ElementType(String label, int bits) {
        this.label = label;
        this.bits = bits;
    }

    /** The name as shown and as written to JSON: {@code float32}. */
    public String label() {
        return label;
    }

    /** The size of an element in bits; 0 where it has none. */
    public int bits() {
        return bits;
    }

    /** Whether elements are real floating-point numbers. */
    public boolean isFloatingPoint() {
        return label.startsWith("float") || this == BFLOAT16;
    }

    /** The bytes that this many elements take, rounded up to whole bytes; 0 where elements have no fixed size. */
    public long bytes(long count) {
        return Math.addExact(Math.multiplyExact(count, (long) bits), 7) / 8;
    }

    @Override
    public String toString() {
        return label;
    }
}
