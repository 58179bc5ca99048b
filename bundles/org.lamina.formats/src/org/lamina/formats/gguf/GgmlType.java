package org.lamina.formats.gguf;

import java.util.Arrays;
import java.util.Optional;

import org.lamina.model.ElementType;

/**
 * How ggml stores tensors (ggml.h, {@code enum ggml_type}; ggml-common.h for the blocks). Quantised types store blocks
 * of values with their scales.
 */
enum GgmlType {
    F32(0, ElementType.FLOAT32), F16(1, ElementType.FLOAT16), Q4_0(2, 32, 18), Q4_1(3, 32, 20), Q5_0(6, 32, 22),
    Q5_1(7, 32, 24), Q8_0(8, 32, 34), Q8_1(9, 32, 36), Q2_K(10, 256, 84), Q3_K(11, 256, 110), Q4_K(12, 256, 144),
    Q5_K(13, 256, 176), Q6_K(14, 256, 210), Q8_K(15, 256, 292), IQ2_XXS(16, 256, 66), IQ2_XS(17, 256, 74),
    IQ3_XXS(18, 256, 98), IQ1_S(19, 256, 50), IQ4_NL(20, 32, 18), IQ3_S(21, 256, 110), IQ2_S(22, 256, 82),
    IQ4_XS(23, 256, 136), I8(24, ElementType.INT8), I16(25, ElementType.INT16), I32(26, ElementType.INT32),
    I64(27, ElementType.INT64), F64(28, ElementType.FLOAT64), IQ1_M(29, 256, 56), BF16(30, ElementType.BFLOAT16),
    TQ1_0(34, 256, 54), TQ2_0(35, 256, 66), MXFP4(39, 32, 17), NVFP4(40, 64, 36), Q1_0(41, 128, 18), Q2_0(42, 64, 18);

    private final int id;
    private final int blockSize;
    private final int blockBytes;
    private final ElementType elements;

    GgmlType(int id, ElementType elements) {
        this(id, 1, elements.bits() / 8, elements);
    }

    GgmlType(int id, int blockSize, int blockBytes) {
        this(id, blockSize, blockBytes, ElementType.QUANTISED);
    }

    GgmlType(int id, int blockSize, int blockBytes, ElementType elements) {
        this.id = id;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
        this.elements = elements;
    }

    /** The type of this number; empty if it is none that is known. */
    static Optional<GgmlType> of(long id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    /** The number of values in a block. */
    int blockSize() {
        return blockSize;
    }

    /** The bytes of a block. */
    int blockBytes() {
        return blockBytes;
    }

    /** The type of the elements; {@link ElementType#QUANTISED} for blocks. */
    ElementType elements() {
        return elements;
    }

    /** What to tell of the storage; empty for plain elements. */
    String description() {
        return elements == ElementType.QUANTISED
                ? name() + ": blocks of " + blockSize + " values in " + blockBytes + " bytes" : "";
    }
}
