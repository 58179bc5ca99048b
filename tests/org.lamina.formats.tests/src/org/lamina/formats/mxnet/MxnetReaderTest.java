package org.lamina.formats.mxnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class MxnetReaderTest {

    private static final Path FILE = Fixtures.fixture("arrays/mxnet-0002.params");

    @TempDir
    private Path folder;

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        return Readers.builtin().open(file, Progress.NONE);
    }

    @Test
    void readsArraysOfAllVersions() throws Exception {
        try (Checkpoint checkpoint = open(FILE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("MXNet parameters", checkpoint.format());
            assertEquals("mxnet", model.name());
            assertEquals(List.of("conv0", "bn0", "fc"), model.layers().stream().map(Layer::path).toList());
            assertEquals("BatchNorm2d", model.layers().get(1).type());
            assertEquals(Shape.of(1, 1, 2, 3), checkpoint.tensors().find("arg:conv0_weight").orElseThrow().shape());
            assertEquals(ElementType.FLOAT64, checkpoint.tensors().find("arg:fc_bias").orElseThrow().dtype());
            assertArrayEquals(new double[] {0, 1, 2}, checkpoint.tensors().values("arg:fc_bias").toArray());
            assertArrayEquals(new double[] {0, 1}, checkpoint.tensors().values("aux:bn0_moving_mean").toArray());
            assertEquals(11, model.trainableCount());
        }
    }

    @Test
    void saysWhatIsWrongWithATruncatedFileWhereverItEnds() throws Exception {
        byte[] whole = Files.readAllBytes(FILE);
        for (int length = 24; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut.params"), Arrays.copyOf(whole, length));
            String message = assertThrows(ModelFormatException.class, () -> open(file), "at " + length).getMessage();
            assertTrue(message.contains("found"), message);
        }
    }
}
