package org.lamina.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** Every kind of index of chunks, with the values that h5py reads of them. */
class ChunkIndexTest {

    private static final Path FILE = Fixtures.fixture("keras/indices.h5");

    @TempDir
    private Path folder;

    @Test
    void readsTheValuesThatH5pyReadsWhateverTheIndexIs() throws Exception {
        try (Checkpoint expected = Readers.builtin().open(Fixtures.fixture("keras/indices.npz"), Progress.NONE);
                FileBytes bytes = FileBytes.open(FILE)) {
            Hdf5Group root = Hdf5File.read(bytes, 0, bytes.size(), Progress.NONE);
            assertEquals(18, expected.tensors().tensors().size());
            assertEquals(18, root.datasets().size());
            for (TensorInfo info : expected.tensors().tensors()) {
                Hdf5Dataset dataset = root.dataset(info.name()).orElseThrow();
                assertEquals(info.shape(), dataset.shape(), info.name());
                assertArrayEquals(expected.tensors().values(info.name()).toArray(),
                        dataset.values(bytes, info.name()).toArray(), info.name());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EAHD, 6, an address for each chunk", "EAHD, 7, powers of 2", "EAHD, 9, powers of 2",
        "EAHD, 11, pages of at most", "EAHD, 67, inside the file", "EAIB, 0, EAIB", "EADB, 0, EADB", "EASB, 0, EASB",
        "FAHD, 6, an address for each chunk", "FAHD, 7, pages of at most", "FAHD, 15, chunks in an index",
        "FADB, 0, FADB", "BTHD, 5, an index of type", "BTHD, 13, an index of type"})
    void saysWhatIsDamagedInAnIndex(String mark, int offset, String expected) throws Exception {
        byte[] bytes = Files.readAllBytes(FILE);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            bytes[at + offset] = 0x7f;
        }
        String message = assertThrows(ModelFormatException.class, () -> open(bytes)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void neverFailsOtherwiseOnDamagedIndices() throws Exception {
        byte[] whole = Files.readAllBytes(FILE);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Random random = new Random(5);
        int failed = 0;
        int rounds = 0;
        for (String mark : new String[] {"EAHD", "EAIB", "EASB", "EADB", "FAHD", "FADB", "BTHD", "BTIN", "BTLF"}) {
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                byte[] damaged = whole.clone();
                for (int i = 0; i < 3; i++) {
                    damaged[Math.min(whole.length - 1, at + 4 + random.nextInt(60))] = (byte) random.nextInt(256);
                }
                rounds++;
                try {
                    open(damaged);
                } catch (ModelFormatException e) {
                    failed++;
                    assertTrue(e.getMessage().contains("found"), e.getMessage());
                }
            }
        }
        assertTrue(failed > 0 && failed < rounds, failed + " of " + rounds);
    }

    @Test
    void saysWhatIsWrongWithATruncatedFile() throws Exception {
        byte[] whole = Files.readAllBytes(FILE);
        for (int length = 600; length < whole.length; length += 997) {
            byte[] cut = Arrays.copyOf(whole, length);
            String message = assertThrows(ModelFormatException.class, () -> open(cut), "at " + length).getMessage();
            assertTrue(message.contains("found"), message);
        }
    }

    private void open(byte[] content) throws Exception {
        try (FileBytes bytes = FileBytes.open(Files.write(folder.resolve("damaged.h5"), content))) {
            Hdf5File.read(bytes, 0, bytes.size(), Progress.NONE);
        }
    }
}
