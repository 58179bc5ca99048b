package org.lamina.formats.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

class SafetensorsTest {

    @TempDir
    Path directory;

    @Test
    void readsTheSamplesOfTheDemo() throws Exception {
        try (Checkpoint samples = Readers.builtin().open(Fixtures.demo("samples.safetensors"), Progress.NONE)) {
            TensorInfo x = samples.tensors().find("x").orElseThrow();
            assertEquals(Shape.of(64, 1, 8, 8), x.shape());
            assertEquals(ElementType.FLOAT32, x.dtype());
            double[] pixels = samples.tensors().values("x").toArray();
            assertEquals(1, Arrays.stream(pixels).max().orElseThrow());
            assertEquals(0, Arrays.stream(pixels).min().orElseThrow());
            double[] labels = samples.tensors().values("y_label").toArray();
            assertEquals(10, Arrays.stream(labels).distinct().count());
        }
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Path file = directory.resolve("two.safetensors");
        Map<TensorInfo, float[]> written = new LinkedHashMap<>();
        written.put(new TensorInfo("µ.weight", ElementType.FLOAT32, Shape.of(2, 3), 24),
                new float[] {1, 2, 3, Float.NaN, Float.POSITIVE_INFINITY, -0.5f});
        written.put(new TensorInfo("scalar", ElementType.FLOAT32, Shape.of(), 4), new float[] {7});
        SafetensorsWriter.writeFloats(file, written);
        try (TensorSource tensors = SafetensorsReader.tensors(file)) {
            assertEquals(List.copyOf(written.keySet()), tensors.tensors());
            assertArrayEquals(new double[] {1, 2, 3, Double.NaN, Double.POSITIVE_INFINITY, -0.5},
                    tensors.values("µ.weight").toArray());
            assertArrayEquals(new double[] {7}, tensors.values("scalar").toArray());
        }
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void writesTensorsPieceByPiece() throws Exception {
        Path file = directory.resolve("pieces.safetensors");
        TensorInfo info = new TensorInfo("x", ElementType.UINT8, Shape.of(2, 3), 6);
        SafetensorsWriter.writeContent(file, List.of(info), (tensor, out) -> {
            out.write(new byte[] {1, 2, 3});
            out.write(new byte[] {4, 5, 6});
        });
        try (TensorSource tensors = SafetensorsReader.tensors(file)) {
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, tensors.values("x").toArray());
        }
        assertThrows(IOException.class,
                () -> SafetensorsWriter.writeContent(file, List.of(info), (tensor, out) -> out.write(new byte[7])));
        assertEquals(1, directory.toFile().list().length);
    }

    @Test
    void leavesTheTargetAloneWhenValuesAreMissing() throws Exception {
        Path file = Files.writeString(directory.resolve("kept.safetensors"), "old");
        List<TensorInfo> tensors = List.of(new TensorInfo("x", ElementType.FLOAT32, Shape.of(2), 8));
        assertThrows(IOException.class, () -> SafetensorsWriter.write(file, tensors, tensor -> ByteBuffer.allocate(4)));
        assertEquals("old", Files.readString(file));
        assertEquals(1, directory.toFile().list().length);
    }

    @Test
    void readsPartsOfATensor() throws Exception {
        try (TensorSource tensors = SafetensorsReader.tensors(Fixtures.demo("samples.safetensors"))) {
            double[] all = tensors.values("x").toArray();
            double[] part = new double[100];
            assertEquals(100, tensors.values("x").read(1000, part));
            assertArrayEquals(Arrays.copyOfRange(all, 1000, 1100), part);
            assertEquals(96, tensors.values("x").read(4000, part));
            assertEquals(0, tensors.values("x").read(5000, part));
        }
    }

    @Test
    void decodesEveryNumberType() throws Exception {
        assertEquals(-1.5, single("F16", 2, 0xbe00));
        assertEquals(Math.scalb(1.0, -24), single("F16", 2, 1));
        assertEquals(Double.NEGATIVE_INFINITY, single("F16", 2, 0xfc00));
        assertEquals(-2, single("BF16", 2, 0xc000));
        assertEquals(448, single("F8_E4M3", 1, 0x7e));
        assertEquals(Double.NaN, single("F8_E4M3", 1, 0xff));
        assertEquals(57344, single("F8_E5M2", 1, 0x7b));
        assertEquals(255, single("U8", 1, 255));
        assertEquals(-1, single("I8", 1, 255));
        assertEquals(-2, single("I16", 2, -2));
        assertEquals(4294967295.0, single("U32", 4, -1));
        assertEquals(1.8446744073709552e19, single("U64", 8, -1));
        assertEquals(1, single("BOOL", 1, 1));
        assertEquals(0.1, single("F64", 8, Double.doubleToLongBits(0.1)));
    }

    @Test
    void refusesEveryTruncationOfAFile() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("nets/siamese_activations.safetensors"));
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(directory.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThrows(ModelFormatException.class, () -> SafetensorsReader.tensors(file).close(), "length " + length);
        }
    }

    @Test
    void refusesHostileHeaders() throws Exception {
        refuses("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,400000]}}", "inside the file");
        refuses("{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "whole numbers");
        refuses("{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,4]}}", "shape");
        refuses("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "8 bytes");
        refuses("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "inside the file");
        refuses("{\"x\":1,\"x\":2}", "JSON");
        refuses("[1, 2, 3]", "JSON object");
        refuses("{\"x\":" + "[".repeat(100_000), "JSON");
    }

    @Test
    void namesTypesThatItCanNotDecode() throws Exception {
        try (TensorSource tensors = SafetensorsReader.tensors(one("F6_E2M3", "[4]", 3, 0x12))) {
            assertEquals(ElementType.UNKNOWN, tensors.tensors().get(0).dtype());
            IOException problem = assertThrows(IOException.class, () -> tensors.values("x"));
            assertTrue(problem.getMessage().contains("tensor x"), problem.getMessage());
        }
        assertFalse(new SafetensorsReader().open(one("F32", "[1]", 4, 0), Progress.NONE).model().isPresent());
    }

    private double single(String type, int size, long bits) throws Exception {
        try (TensorSource tensors = SafetensorsReader.tensors(one(type, "[1]", size, bits))) {
            return tensors.values("x").toArray()[0];
        }
    }

    private Path one(String type, String shape, int size, long bits) throws IOException {
        String header = "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[0," + size
                + "]}}";
        ByteBuffer values = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits);
        return file(header, Arrays.copyOf(values.array(), size));
    }

    private Path file(String header, byte[] values) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json).put(values);
        return Files.write(directory.resolve("made.safetensors"), all.array());
    }

    private void refuses(String header, String expected) throws IOException {
        Path file = file(header, new byte[4]);
        ModelFormatException problem = assertThrows(ModelFormatException.class, () -> SafetensorsReader.tensors(file));
        assertTrue(problem.getMessage().contains(expected), problem.getMessage());
    }
}
