package org.lamina.formats.keras;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

class DamagedKerasTest {

    @TempDir
    private Path folder;

    /** Opens bytes and reads all values; whatever is wrong must come as one of the two errors that callers expect. */
    private String open(byte[] bytes, String name) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                readSome(checkpoint, tensor);
            }
            return "";
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().startsWith(name + ": expected "), e.getMessage());
            return e.getMessage();
        }
    }

    private static void readSome(Checkpoint checkpoint, TensorInfo tensor) {
        try {
            checkpoint.tensors().values(tensor.name()).read(0, new double[100]);
        } catch (IOException e) {
            assertTrue(e.getMessage() != null, "an error without a message");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"functional_v2.h5", "features_earliest.h5", "features_latest.h5",
            "functional_v3.keras", "deflated_v3.keras"})
    void opensOrSaysWhatIsWrongWhereverAFileEnds(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("keras/" + name));
        for (int length = 0; length < whole.length; length += 997) {
            open(Arrays.copyOf(whole, length), "cut.file");
        }
        assertTrue(open(Arrays.copyOf(whole, 600), "cut.file").contains("found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"functional_v2.h5", "sequential_v1.h5", "features_earliest.h5", "features_latest.h5",
            "functional_v3.keras", "deflated_v3.keras"})
    void neverFailsInOtherWaysHoweverBytesAreChanged(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("keras/" + name));
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                int at = random.nextInt(4) == 0 ? random.nextInt(whole.length)
                        : random.nextInt(Math.min(whole.length, 9000));
                changed[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
            }
            open(changed, "changed.file");
        }
    }

    @Test
    void refusesAConfigurationThatIsNoJson() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("keras/sequential_v1.h5"));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        byte[] changed = text.replace("{\"class_name\": \"Sequential\"", "[\"class_name\"; \"Sequential\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        String message = open(changed, "bad.h5");
        assertTrue(message.contains("a model_config in JSON"), message);
    }
}
