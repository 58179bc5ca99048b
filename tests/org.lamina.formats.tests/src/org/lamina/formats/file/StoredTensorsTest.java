package org.lamina.formats.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class StoredTensorsTest {

    @TempDir
    Path directory;

    @Test
    void readsTransposedTensorsRowByRow() throws Exception {
        assertArrayEquals(new double[] {0, 3, 1, 4, 2, 5}, values(Shape.of(3, 2), 0, 1L, 3L));
    }

    @Test
    void readsPartsOfAStorage() throws Exception {
        assertArrayEquals(new double[] {2, 4}, values(Shape.of(2), 2, 2L));
    }

    @Test
    void readsExpandedTensors() throws Exception {
        assertArrayEquals(new double[] {5, 5, 5}, values(Shape.of(3), 5, 0L));
    }

    @Test
    void readsTensorsLargerThanItsWindow() throws Exception {
        int count = 70_000;
        ByteBuffer numbers = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            numbers.putInt(i);
        }
        Path file = Files.write(directory.resolve("large"), numbers.array());
        TensorInfo info = new TensorInfo("x", ElementType.INT32, Shape.of(count), 4L * count);
        try (StoredTensors tensors = new StoredTensors(FileBytes.open(file),
                List.of(StoredTensor.contiguous(info, 0)))) {
            double[] all = tensors.values("x").toArray();
            assertEquals(count - 1, all[count - 1]);
            assertEquals(16_384, all[16_384]);
        }
    }

    @Test
    void readsElementsOfTheOppositeSignInEitherOrder() throws Exception {
        Path file = Files.write(directory.resolve("signed"), new byte[] {1, 2, 3, 4});
        TensorInfo info = new TensorInfo("x", ElementType.INT8, Shape.of(2, 2), 4);
        StoredTensor rows = StoredTensor.contiguous(info, 0).negated();
        StoredTensor columns = new StoredTensor(info, 0, List.of(1L, 2L)).negated().named("y");
        try (StoredTensors tensors = new StoredTensors(FileBytes.open(file), List.of(rows, columns))) {
            assertArrayEquals(new double[] {-1, -2, -3, -4}, tensors.values("x").toArray());
            assertArrayEquals(new double[] {-1, -3, -2, -4}, tensors.values("y").toArray());
            assertTrue(tensors.values("x").bytes().isEmpty());
        }
    }

    @Test
    void saysSoWhenTheFileBecameShorter() throws Exception {
        Path file = Files.write(directory.resolve("short"), new byte[8]);
        TensorInfo info = new TensorInfo("x", ElementType.FLOAT32, Shape.of(4), 16);
        try (StoredTensors tensors = new StoredTensors(FileBytes.open(file),
                List.of(StoredTensor.contiguous(info, 0)))) {
            assertThrows(EOFException.class, () -> tensors.values("x").toArray());
            assertThrows(IllegalArgumentException.class, () -> tensors.values("y"));
        }
    }

    private double[] values(Shape shape, long offset, Long... strides) throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            numbers.putFloat(i);
        }
        Path file = Files.write(directory.resolve("numbers"), numbers.array());
        TensorInfo info = new TensorInfo("x", ElementType.FLOAT32, shape, 4 * shape.count().orElseThrow());
        try (StoredTensors tensors = new StoredTensors(FileBytes.open(file),
                List.of(new StoredTensor(info, 4 * offset, List.of(strides))))) {
            return tensors.values("x").toArray();
        }
    }
}
