package org.lamina.formats.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lamina.model.ByteElements;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

class ElementsTest {

    @TempDir
    Path directory;
    private FileBytes open;

    @AfterEach
    void closeTheFile() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 3ff8000000000000, 1.5", "FLOAT64, 7ff0000000000000, Infinity",
            "FLOAT32, c0490fdb, -3.1415927410125732", "FLOAT32, 7fc00000, NaN", "FLOAT16, 3c00, 1", "FLOAT16, c000, -2",
            "FLOAT16, 7bff, 65504",
            "FLOAT16, 0001, 5.9604644775390625e-8", "FLOAT16, 8000, -0.0", "FLOAT16, 7c00, Infinity",
            "FLOAT16, fc00, -Infinity", "FLOAT16, 7c01, NaN", "FLOAT16, fe00, NaN", "BFLOAT16, 3f80, 1",
            "BFLOAT16, c2f7, -123.5", "BFLOAT16, 7f80, Infinity", "BFLOAT16, ffc0, NaN",
            "FLOAT8_E4M3, 7e, 448", "FLOAT8_E4M3, 7f, NaN", "FLOAT8_E4M3, ff, NaN", "FLOAT8_E4M3, 01, 0.001953125",
            "FLOAT8_E4M3, b8, -1", "FLOAT8_E5M2, 7b, 57344", "FLOAT8_E5M2, 7c, Infinity",
            "FLOAT8_E5M2, fc, -Infinity", "FLOAT8_E5M2, 7d, NaN", "FLOAT8_E5M2, 01, 1.52587890625e-5",
            "FLOAT8_E4M3FNUZ, 7f, 240", "FLOAT8_E4M3FNUZ, 80, NaN", "FLOAT8_E4M3FNUZ, c0, -1",
            "FLOAT8_E5M2FNUZ, 7f, 57344", "FLOAT8_E5M2FNUZ, 80, NaN", "FLOAT8_E5M2FNUZ, 40, 1",
            "FLOAT8_E8M0, 7f, 1", "FLOAT8_E8M0, 00, 5.877471754111438e-39", "FLOAT8_E8M0, ff, NaN",
            "INT64, fffffffffffffffe, -2", "UINT64, ffffffffffffffff, 18446744073709551615", "INT32, ffffffff, -1",
            "UINT32, ffffffff, 4294967295", "INT16, 8000, -32768", "UINT16, 8000, 32768", "INT8, 80, -128",
            "UINT8, 80, 128", "BOOL, 02, 1", "BOOL, 00, 0"})
    void decodesBitPatterns(ElementType type, String bits, double expected) throws Exception {
        int size = type.bits() / 8;
        ByteBuffer bytes = ByteBuffer.allocate(3 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            int digits = bits.length() - 2 * i;
            bytes.put(size + i, (byte) Integer.parseInt(bits.substring(digits - 2, digits), 16));
        }
        double[] run = new double[3];
        Elements.of(type).decode(bytes, 0, 0, run, 0, 3);
        assertEquals(expected, run[1]);
        assertEquals(expected, Elements.of(type).decode(bytes, size, 0));
    }

    @Test
    void readsTwoElementsOfFourBitsFromAByteTheFirstFromItsLowHalf() throws Exception {
        assertArrayEquals(new double[] {1, -1, -8, 7, 2}, values(ElementType.INT4, 5, 0xf1, 0x78, 0xa2).toArray());
        assertArrayEquals(new double[] {1, 15, 8, 7, 2}, values(ElementType.UINT4, 5, 0xf1, 0x78, 0xa2).toArray());
        assertArrayEquals(new double[] {0.5, -6, -0.0, 6}, values(ElementType.FLOAT4_E2M1, 4, 0xf1, 0x78).toArray());
    }

    @Test
    void startsAtAnyElementOfFourBits() throws Exception {
        TensorValues values = values(ElementType.UINT4, 6, 0x10, 0x32, 0x54);
        double[] into = new double[2];
        for (int from = 0; from < 6; from++) {
            int read = values.read(from, into);
            assertEquals(Math.min(2, 6 - from), read);
            for (int i = 0; i < read; i++) {
                assertEquals(from + i, into[i]);
            }
        }
    }

    @Test
    void readsManyElementsOfFourBits() throws Exception {
        int[] bytes = new int[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = i * 31 >> 3 & 0xff;
        }
        double[] all = values(ElementType.UINT4, 200_000, bytes).toArray();
        for (int i = 0; i < all.length; i++) {
            assertEquals(bytes[i / 2] >> 4 * (i % 2) & 15, all[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "UINT8", "BOOL", "FLOAT8_E4M3", "FLOAT8_E5M2", "FLOAT8_E4M3FNUZ", "FLOAT8_E8M0"})
    void givesElementsOfAByteAsTheyAre(ElementType type) throws Exception {
        TensorValues values = values(type, 256, IntStream.range(0, 256).toArray());
        ByteElements elements = values.bytes().orElseThrow();
        byte[] into = new byte[100];
        assertEquals(56, elements.read(200, into));
        assertEquals((byte) 255, into[55]);
        assertEquals(0, elements.read(256, into));
        double[] decoded = values.toArray();
        for (int element = 0; element < 256; element++) {
            assertEquals(decoded[element], elements.value(element));
        }
    }

    @Test
    void agreesWithTheDefinitionOfHalfPrecision() {
        ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 0x7c00; bits++) {
            int exponent = bits >> 10;
            int mantissa = bits & 0x3ff;
            double expected = exponent == 0 ? mantissa * 0x1p-24 : Math.scalb(1 + mantissa * 0x1p-10, exponent - 15);
            bytes.putShort(0, (short) bits);
            assertEquals(expected, Elements.of(ElementType.FLOAT16).decode(bytes, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128", "STRING", "UNKNOWN"})
    void refusesWhatIsNoNumber(ElementType type) {
        assertFalse(Elements.isDecodable(type));
        IOException problem = assertThrows(IOException.class, () -> values(type, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        assertTrue(problem.getMessage().contains(type.label()));
    }

    private TensorValues values(ElementType type, long count, int... unsigned) throws IOException {
        byte[] bytes = new byte[unsigned.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) unsigned[i];
        }
        Path file = Files.write(directory.resolve("elements"), bytes);
        TensorInfo info = new TensorInfo("x", type, Shape.of(count), type.bytes(count));
        open = FileBytes.open(file);
        return StoredTensor.contiguous(info, 0).values(open);
    }
}
