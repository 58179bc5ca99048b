package org.lamina.formats.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class NumpyFilesTest {

    private static final double[] COUNTED = IntStream.range(0, 24).asDoubleStream().toArray();

    @TempDir
    private Path folder;

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        return Readers.builtin().open(file, Progress.NONE);
    }

    private static Path fixture(String name) {
        return Fixtures.fixture("arrays/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran", "big-endian", "version2", "version3"})
    void readsAnArrayInRowMajorOrder(String name) throws Exception {
        try (Checkpoint checkpoint = open(fixture(name + ".npy"))) {
            assertEquals(List.of(name), checkpoint.tensors().tensors().stream().map(TensorInfo::name).toList());
            assertEquals(Shape.of(2, 3, 4), checkpoint.tensors().tensors().get(0).shape());
            assertArrayEquals(COUNTED, checkpoint.tensors().values(name).toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsTheArraysOfAnArchive(String name) throws Exception {
        try (Checkpoint checkpoint = open(fixture(name))) {
            assertEquals("NumPy archive", checkpoint.format());
            assertArrayEquals(COUNTED, checkpoint.tensors().values("weight").toArray());
            assertEquals(12, Arrays.stream(checkpoint.tensors().values("mask").toArray()).sum());
            assertEquals(new TensorInfo("count", ElementType.UINT64, Shape.of(), 8),
                    checkpoint.tensors().find("count").orElseThrow());
            assertEquals(0, checkpoint.tensors().values("none").toArray().length);
            assertThrows(IOException.class, () -> checkpoint.tensors().values("name"));
        }
    }

    @Test
    void leavesOutObjectsAndShowsTheOtherArrays() throws Exception {
        try (Checkpoint checkpoint = open(fixture("stored.npz"))) {
            assertEquals(6, checkpoint.tensors().tensors().size());
            assertTrue(checkpoint.warnings().stream().anyMatch(warning -> warning.contains("Python objects")),
                    checkpoint.warnings().toString());
        }
    }

    @Test
    void refusesStructuredTypesInOneSentence() {
        String message = assertThrows(ModelFormatException.class, () -> open(fixture("structured.npy"))).getMessage();
        assertTrue(message.contains("an array of its own") && message.contains("a structured type"), message);
    }

    private String message(String header) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
        out.writeBytes(text);
        out.writeBytes(new byte[16]);
        return assertThrows(ModelFormatException.class,
                () -> open(Files.write(folder.resolve("a.npy"), out.toByteArray()))).getMessage();
    }

    @Test
    void checksSizesBeforeAnythingIsAllocated() {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s,), }\n";
        assertTrue(message(header.formatted("5")).contains("expected 20 bytes"));
        assertTrue(message(header.formatted("4294967296, 4294967296")).contains("fits 64 bits"));
        assertTrue(message(header.formatted("99999999999999999999")).contains("sizes of 64 bits"));
        assertTrue(message("{'descr': '<f4'}").contains("fortran_order"));
        assertTrue(message("{'descr': '|V2', 'fortran_order': False, 'shape': (1,)}").contains("|V2"));
    }

    @Test
    void saysWhatIsWrongWithATruncatedFileWhereverItEnds() throws Exception {
        byte[] whole = Files.readAllBytes(fixture("deflated.npz"));
        for (int length = 40; length < whole.length; length += 13) {
            Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
            assertThrows(ModelFormatException.class, () -> open(file));
        }
        byte[] array = Files.readAllBytes(fixture("fortran.npy"));
        for (int length = 6; length < array.length; length += 7) {
            Path file = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(array, length));
            assertThrows(ModelFormatException.class, () -> open(file));
        }
    }

    @Test
    void doesNotFollowAnArchiveThatExpandsWithoutEnd() throws Exception {
        byte[] header = ("\u0093NUMPY\1\0\u0076\0"
                + "%-117s\n".formatted("{'descr': '|u1', 'fortran_order': False, 'shape': (1500000000,), }"))
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("big.npy"));
            zip.write(header);
            zip.closeEntry();
        }
        byte[] archive = bytes.toByteArray();
        int entry = indexOf(archive, new byte[] {'P', 'K', 1, 2});
        int size = 1_500_000_000 + header.length;
        for (int i = 0; i < 4; i++) {
            archive[entry + 24 + i] = (byte) (size >>> 8 * i);
        }
        try (Checkpoint checkpoint = open(Files.write(folder.resolve("bomb.npz"), archive))) {
            String message = assertThrows(IOException.class, () -> checkpoint.tensors().values("big")).getMessage();
            assertTrue(message.contains("too large to be decompressed"), message);
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        return IntStream.range(0, bytes.length - wanted.length)
                .filter(at -> Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)).findFirst()
                .orElseThrow();
    }
}
