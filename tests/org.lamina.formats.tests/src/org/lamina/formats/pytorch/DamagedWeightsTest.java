package org.lamina.formats.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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

/** Files of torch.save that are damaged or hostile. */
class DamagedWeightsTest {

    private static final byte[] MAGIC = {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46,
        (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19, '.'};

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"mixed_zip.pt", "mixed_legacy.pt", "mixed_tar.pt", "mixed_whole_legacy.pt", "quantised.pt"})
    void refusesTruncatedFiles(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("weights/" + name));
        int end = name.endsWith("tar.pt") ? whole.length - 12_000 : whole.length;
        for (int length = 0; length < end; length += 1 + end / 200) {
            Path file = Files.write(directory.resolve("cut.pt"), Arrays.copyOf(whole, length));
            assertThrows(ModelFormatException.class, () -> open(file).close(), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed_zip.pt", "mixed_legacy.pt", "mixed_tar.pt", "mixed_whole.pt", "tied.pt"})
    void neverFailsInOtherWaysHoweverBytesAreChanged(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("weights/" + name));
        Random random = new Random(9);
        for (int round = 0; round < 400; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("changed.pt"), changed);
            try (Checkpoint checkpoint = open(file)) {
                for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                    if (tensor.dtype().bits() > 0 && !tensor.dtype().label().startsWith("complex")) {
                        checkpoint.tensors().values(tensor.name()).read(0, new double[8]);
                    }
                }
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith("changed.pt: expected "), e.getMessage());
            }
        }
    }

    @Test
    void neverRunsWhatALegacyPickleCalls() throws Exception {
        Path trace = directory.resolve("executed");
        refuses(legacy("cos\nsystem\n(S'touch " + trace + "'\ntR.", "]."),
                "refers to os.system, which was not executed");
        assertTrue(Files.notExists(trace));
    }

    @Test
    void refusesStoragesBeyondTheEnd() throws Exception {
        String tensor = "ctorch._utils\n_rebuild_tensor\n((S'storage'\nctorch\nFloatStorage\nS'k'\nS'cpu'\nI4\nNtQ"
                + "I0\n(I4\nt(I1\nttR";
        refuses(legacy("(S'w'\n" + tensor + "d.", "(S'k'\nl.", 0, 0, 0, 0, 0, 0, 0, 64),
                "4611686018427387904 elements, which go beyond the end of the file");
        refuses(legacy("(S'w'\n" + tensor + "d.", "(S'k'\nl."), "the end of the file");
        refuses(legacy("(S'w'\n" + tensor + "d.", "(l."), "expected a storage k, found none");
        refuses(legacy("(S'w'\n" + tensor + "d.", "(S'k'\nl.", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                "a storage that holds tensor w of shape 4, found one of 4 bytes");
    }

    @Test
    void opensValuesThatContainThemselves() throws Exception {
        String tensor = "ctorch._utils\n_rebuild_tensor\n((S'storage'\nctorch\nFloatStorage\nS'k'\nS'cpu'\nI1\nNtQ"
                + "I0\n(I1\nt(I1\nttR";
        Path file = legacy("}p0\n(S'self'\ng0\nS'list'\n]p1\ng1\naS'net'\n}S'w'\n" + tensor + "su.", "(S'k'\nl.",
                1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        try (Checkpoint checkpoint = open(file)) {
            assertEquals(1, checkpoint.model().orElseThrow().layers().size());
        }
    }

    @Test
    void opensValuesThatAreSharedAgainAndAgainQuickly() throws Exception {
        StringBuilder pickle = new StringBuilder("}p0\n");
        for (int i = 0; i < 60; i++) {
            pickle.append("0(dp" + (i + 1) + "\n(S'a'\ng" + i + "\nS'b'\ng" + i + "\nu");
        }
        refuses(legacy(pickle + ".", "(l."), "a pickle without tensors");
    }

    @Test
    void opensWhatIsNestedDeeply() throws Exception {
        String wrapped = "ctorch._utils\n_rebuild_parameter\n(".repeat(100_000) + "N" + "tR".repeat(100_000);
        refuses(legacy(wrapped + ".", "(l."), "a pickle without tensors");
        refuses(legacy("(".repeat(100_000) + "l".repeat(100_000) + ".", "(l."), "a pickle without tensors");
    }

    /** A file of PyTorch 1.5 with this value, keys of storages, and bytes after them. */
    private Path legacy(String value, String keys, int... bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(("I1001\n.}." + value + keys).getBytes(StandardCharsets.ISO_8859_1));
        for (int each : bytes) {
            out.write(each);
        }
        return Files.write(directory.resolve("legacy.pt"), out.toByteArray());
    }

    private static void refuses(Path file, String words) {
        ModelFormatException problem = assertThrows(ModelFormatException.class, () -> open(file).close());
        assertTrue(problem.getMessage().contains(words), problem.getMessage());
    }

    private static Checkpoint open(Path file) throws ModelFormatException, IOException {
        return Readers.builtin().open(file, Progress.NONE);
    }
}
