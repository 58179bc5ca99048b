package org.lamina.formats.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class GgufReaderTest {

    @TempDir
    private Path folder;

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        return Readers.builtin().open(file, Progress.NONE);
    }

    private static Path fixture(String name) {
        return Fixtures.fixture("arrays/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantised", "quantised-big-endian"})
    void decodesBlocksByTheDefinitionOfTheirTypes(String name) throws Exception {
        try (Checkpoint checkpoint = open(fixture(name + ".gguf"));
                Checkpoint expected = open(fixture(name + ".npz"))) {
            assertEquals(15, expected.tensors().tensors().size());
            for (TensorInfo type : expected.tensors().tensors()) {
                assertArrayEquals(expected.tensors().values(type.name()).toArray(),
                        checkpoint.tensors().values("blk.0." + type.name() + ".weight").toArray(), 1e-6, type.name());
            }
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7},
                    checkpoint.tensors().values("output_norm.weight").toArray());
        }
    }

    @Test
    void readsRunsThatStartInsideABlock() throws Exception {
        try (Checkpoint checkpoint = open(fixture("quantised.gguf"))) {
            double[] all = checkpoint.tensors().values("blk.0.q6_k.weight").toArray();
            double[] run = new double[300];
            assertEquals(300, checkpoint.tensors().values("blk.0.q6_k.weight").read(100, run));
            assertArrayEquals(Arrays.copyOfRange(all, 100, 400), run);
            assertEquals(2, checkpoint.tensors().values("blk.0.q6_k.weight").read(510, run));
        }
    }

    @Test
    void describesBlocksThatItDoesNotDecode() throws Exception {
        try (Checkpoint checkpoint = open(fixture("quantised.gguf"))) {
            assertEquals(new TensorInfo("blk.0.iq2_xxs.weight", ElementType.QUANTISED, Shape.of(2, 256), 132,
                    "IQ2_XXS: blocks of 256 values in 66 bytes"),
                    checkpoint.tensors().find("blk.0.iq2_xxs.weight").orElseThrow());
            String message = assertThrows(IOException.class, () -> checkpoint.tensors().values("blk.0.iq2_xxs.weight"))
                    .getMessage();
            assertTrue(message.contains("IQ2_XXS"), message);
        }
    }

    @Test
    void showsMetadataAndATreeOfNames() throws Exception {
        try (Checkpoint checkpoint = open(fixture("quantised.gguf"))) {
            assertEquals("Small", checkpoint.model().orElseThrow().name());
            assertEquals("Embedding", checkpoint.model().orElseThrow().layer("token_embd").orElseThrow().type());
            assertEquals("llama", checkpoint.metadata().get("general.architecture"));
            assertEquals(0.1, checkpoint.metadata().get("llama.rope.freq_base"));
            assertEquals("40 values of type string", checkpoint.metadata().get("tokenizer.tokens"));
            assertEquals(List.of("a", "b"), checkpoint.metadata().get("tokenizer.short"));
        }
    }

    @Test
    void readsTheFirstVersion() throws Exception {
        try (Checkpoint checkpoint = open(fixture("version1.gguf"))) {
            assertEquals("Old", checkpoint.model().orElseThrow().name());
            assertArrayEquals(new double[] {0, 1, 2, 3}, checkpoint.tensors().values("a.weight").toArray());
        }
    }

    @Test
    void joinsThePartsOfASplitFileAndNamesTheMissingOnes() throws Exception {
        try (Checkpoint checkpoint = open(fixture("split-00002-of-00003.gguf"))) {
            assertEquals(List.of("part1", "part2"),
                    checkpoint.model().orElseThrow().layers().stream().map(Layer::path).toList());
            assertArrayEquals(new double[] {0, 1, 2, 3}, checkpoint.tensors().values("part1.weight").toArray());
            assertTrue(checkpoint.warnings().get(0).contains("split-00003-of-00003.gguf"));
        }
    }

    @Test
    void saysWhatIsWrongWithATruncatedFileWhereverItEnds() throws Exception {
        byte[] whole = Files.readAllBytes(fixture("quantised.gguf"));
        for (int length = 4; length < whole.length; length += 17) {
            Path file = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            String message = assertThrows(ModelFormatException.class, () -> open(file), "at " + length).getMessage();
            assertTrue(message.contains("expected") && message.contains("found"), message);
        }
    }

    @Test
    void neverFailsOtherwiseOnDamagedBytes() throws Exception {
        byte[] whole = Files.readAllBytes(fixture("quantised.gguf"));
        Random random = new Random(1);
        int opened = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[4 + random.nextInt(900)] = (byte) random.nextInt(256);
            }
            try (Checkpoint checkpoint = open(Files.write(folder.resolve("damaged.gguf"), damaged))) {
                opened += checkpoint.format().equals("GGUF") ? 1 : 0;
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().contains("found"), e.getMessage());
            }
        }
        assertTrue(opened > 0 && opened < 500, opened + " opened");
    }

    @Test
    void allocatesNothingForCountsThatTheFileCanNotHold() throws Exception {
        ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x46554747).putInt(3).putLong(1L << 60).putLong(0);
        Path file = Files.write(folder.resolve("many.gguf"), head.array());
        String message = assertThrows(ModelFormatException.class, () -> open(file)).getMessage();
        assertTrue(message.contains("1152921504606846976"), message);
    }
}
