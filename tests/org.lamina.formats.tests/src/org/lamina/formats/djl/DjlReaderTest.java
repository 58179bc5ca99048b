package org.lamina.formats.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class DjlReaderTest {

    @TempDir
    private Path folder;

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        return Readers.builtin().open(file, Progress.NONE);
    }

    @Test
    void readsBlocksWithTheirParameters() throws Exception {
        try (Checkpoint checkpoint = open(Fixtures.fixture("arrays/djl.params"))) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("DJL parameters", checkpoint.format());
            assertEquals("small", model.name());
            assertEquals(List.of("01Linear", "02BatchNorm1d", "03Module"),
                    model.layers().stream().map(layer -> layer.path()).toList());
            assertEquals(List.of("01Linear.weight", "01Linear.bias", "02BatchNorm1d.gamma", "02BatchNorm1d.beta",
                    "02BatchNorm1d.runningMean", "02BatchNorm1d.runningVar", "03Module.gamma"),
                    checkpoint.tensors().tensors().stream().map(TensorInfo::name).toList());
            assertEquals(Shape.of(2, 3), checkpoint.tensors().find("01Linear.weight").orElseThrow().shape());
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5},
                    checkpoint.tensors().values("01Linear.weight").toArray());
            assertArrayEquals(new double[] {0, 1}, checkpoint.tensors().values("02BatchNorm1d.runningVar").toArray());
            assertEquals(14, model.trainableCount());
            assertEquals(Map.of("Epoch", "3", "input.data", List.of(2L, 3L)), checkpoint.metadata());
        }
    }

    @Test
    void saysWhatIsWrongWithATruncatedFile() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("arrays/djl.params"));
        for (int length = 4; length < 180; length += 3) {
            Path file = Files.write(folder.resolve("cut.params"), Arrays.copyOf(whole, length));
            try (Checkpoint checkpoint = open(file)) {
                assertEquals(List.of(), checkpoint.tensors().tensors(), "whole parameters only");
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().contains("found"), e.getMessage());
            }
        }
    }

    @Test
    void tellsThatAFileEndsWithinTheBeginningOfAParameter() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("arrays/djl.params"));
        int last = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("\0P\1");
        for (int length = last + 2; length < last + 15; length++) {
            Path file = Files.write(folder.resolve("cut.params"), Arrays.copyOf(whole, length));
            String message = assertThrows(ModelFormatException.class, () -> open(file), length + " bytes").getMessage();
            assertTrue(message.contains("found"), message);
        }
    }

    @Test
    void refusesSizesThatOverflowWhateverTheTypeOfElements() throws Exception {
        byte[] damaged = Files.readAllBytes(Fixtures.fixture("arrays/djl.params"));
        int type = new String(damaged, StandardCharsets.ISO_8859_1).indexOf("FLOAT32", 100);
        damaged[type] = 'X';
        for (int axis = 0; axis < 2; axis++) {
            damaged[type + "FLOAT32".length() + 4 + 8 * axis] = 0x40;
        }
        Path file = Files.write(folder.resolve("large.params"), damaged);
        assertTrue(assertThrows(ModelFormatException.class, () -> open(file)).getMessage().contains("fits 64 bits"));
    }

    @Test
    void refusesAParameterWhoseBytesDoNotFitItsShape() throws Exception {
        byte[] damaged = Files.readAllBytes(Fixtures.fixture("arrays/djl.params"));
        String text = new String(damaged, StandardCharsets.ISO_8859_1);
        int sizes = text.indexOf("FLOAT32", text.indexOf("NDAR")) + "FLOAT32".length() + 4;
        damaged[sizes + 7] = 9;
        Path file = Files.write(folder.resolve("wrong.params"), damaged);
        String message = assertThrows(ModelFormatException.class, () -> open(file)).getMessage();
        assertTrue(message.contains("expected 108 bytes for weight"), message);
    }
}
