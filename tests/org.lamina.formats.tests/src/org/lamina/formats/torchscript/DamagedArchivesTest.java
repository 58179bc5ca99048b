package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Files that are not what they should be. */
class DamagedArchivesTest {

    private static final Duration FAST = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void refusesTruncatedFiles() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("nets/siamese_traced.pt"));
        Path file = directory.resolve("cut.pt");
        assertTimeout(FAST, () -> {
            for (int length = 0; length < whole.length; length += length < whole.length - 1000 ? 9 : 1) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThrows(ModelFormatException.class, () -> open(file).close(), "length " + length);
            }
        });
    }

    @Test
    void neverFailsInOtherWaysHoweverBytesAreChanged() throws Exception {
        Random random = new Random(7);
        for (String name : List.of("nets/siamese_traced.pt", "nets/siamese_scripted.pt", "nets/loop_scripted.pt")) {
            byte[] whole = Files.readAllBytes(Fixtures.fixture(name));
            Path file = directory.resolve("changed.pt");
            for (int round = 0; round < 300; round++) {
                byte[] changed = whole.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, changed);
                try {
                    open(file).close();
                } catch (ModelFormatException e) {
                    assertTrue(e.getMessage().startsWith("changed.pt: expected "), e.getMessage());
                }
            }
        }
    }

    @Test
    void neverFailsInOtherWaysHoweverCodeIsChanged() throws Exception {
        Random random = new Random(8);
        List<String> pieces = List.of("(", ")", "self", "\n", "    ", "if True:\n", "forward", ".", ",", "x", "1", "[",
                "]", "torch.", "while", "return ", "\"", "def ", "-", "=", "add");
        ArchiveBuilder archive = ArchiveBuilder.of(Fixtures.fixture("nets/siamese_scripted.pt"));
        String part = archive.names().stream().filter(name -> name.contains("nets") && name.endsWith(".py")).findFirst()
                .orElseThrow();
        String code = archive.text(part);
        for (int round = 0; round < 300; round++) {
            int at = random.nextInt(code.length());
            int end = Math.min(code.length(), at + random.nextInt(12));
            String changed = code.substring(0, at) + pieces.get(random.nextInt(pieces.size())) + code.substring(end);
            Path file = archive.with(part, changed).write(directory.resolve("code.pt"));
            try {
                open(file).close();
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith("code.pt: expected "), e.getMessage());
            }
        }
    }

    @Test
    void tellsWhatAMislabelledFileIs() throws Exception {
        refuses(Files.write(directory.resolve("empty.pt"), new byte[0]), "an empty file");
        byte[] png = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 200);
        refuses(Files.write(directory.resolve("image.pt"), png), "a PNG image");
        refuses(Files.writeString(directory.resolve("notes.onnx"), "model: my notes\n".repeat(30)), "a text file");
        refuses(new ArchiveBuilder().with("word/document.xml", "<x/>").write(directory.resolve("letter.pt")),
                "a zip archive of another kind");
    }

    @Test
    void refusesCodeThatExpandsWithoutEnd() throws Exception {
        Path bomb = ArchiveBuilder.of(Fixtures.fixture("nets/siamese_scripted.pt")).deflated()
                .with("siamese_scripted/code/__torch__/bomb.py", " ".repeat(80 << 20))
                .write(directory.resolve("bomb.pt"));
        assertTrue(Files.size(bomb) < 200_000);
        refuses(bomb, "83886080 bytes");
    }

    @Test
    void neverRunsWhatAPickleCalls() throws Exception {
        Path trace = directory.resolve("executed");
        byte[] call = ("cos\nsystem\n(S'touch " + trace + "'\ntR.").getBytes(StandardCharsets.UTF_8);
        refuses(ArchiveBuilder.of(Fixtures.fixture("nets/siamese_scripted.pt")).with("siamese_scripted/data.pkl", call)
                .write(directory.resolve("evil.pt")), "a call of os.system, which was not executed");
        refuses(new ArchiveBuilder().with("archive/data.pkl", call).write(directory.resolve("weights.pt")),
                "refers to os.system, which was not executed");
        assertTrue(Files.notExists(trace));
    }

    @Test
    void opensWeightsBesideAForeignCallWithoutRunningIt() throws Exception {
        Path trace = directory.resolve("executed");
        ArchiveBuilder weights = ArchiveBuilder.of(Fixtures.fixture("nets/loop_state_dict.pt"));
        byte[] pickle = weights.bytes("loop_state_dict/data.pkl");
        byte[] call = ("cposix\nsystem\n(S'touch " + trace + "'\ntR0").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(pickle, 0, 2);
        both.write(call);
        both.write(pickle, 2, pickle.length - 2);
        Path file = weights.with("loop_state_dict/data.pkl", both.toByteArray()).write(directory.resolve("mixed.pt"));
        try (Checkpoint checkpoint = open(file)) {
            assertEquals("PyTorch weights", checkpoint.format());
            assertEquals(12, checkpoint.tensors().tensors().size());
            assertEquals(6, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().toString().contains("posix.system; nothing in it was run"),
                    checkpoint.warnings().toString());
        }
        assertTrue(Files.notExists(trace));
    }

    @Test
    void opensWithoutDebugRecordsAndSaysSo() throws Exception {
        Path file = ArchiveBuilder.of(Fixtures.demo("digits_traced.pt")).without(name -> name.endsWith(".debug_pkl"))
                .write(directory.resolve("bare.pt"));
        try (Checkpoint checkpoint = open(file)) {
            assertEquals(List.of("The file has no debug records; source lines are matched by name."),
                    checkpoint.warnings());
            Model model = checkpoint.model().orElseThrow();
            assertEquals(25, model.layers().size());
            assertTrue(model.layers().stream().allMatch(layer -> layer.source().isEmpty()));
        }
    }

    @Test
    void refusesTensorsLargerThanTheirStorage() throws Exception {
        refuses(ArchiveBuilder.of(Fixtures.demo("digits_traced.pt")).with("digits_traced/data/0", new byte[8])
                .write(directory.resolve("short.pt")), "one of 8 bytes");
        refuses(ArchiveBuilder.of(Fixtures.demo("digits_traced.pt")).without(name -> name.endsWith("/data/0"))
                .write(directory.resolve("missing.pt")), "found none");
    }

    @Test
    void refusesCodeThatCallsItselfWithoutEnd() throws Exception {
        refuses(withForward("    return (self).forward(left, right, )\n"), "at most");
        refuses(withForward("    x = left\n    while True:\n      x = torch.add(x, left)\n    return x\n"), "");
        refuses(withForward("    return " + "torch.relu(".repeat(150) + "left" + ")".repeat(150) + "\n"), "");
        assertThrows(ModelFormatException.class, () -> open(
                withForward("    return " + "torch.relu(".repeat(5000) + "left" + ")".repeat(5000) + "\n")).close());
    }

    private Path withForward(String body) throws IOException {
        ArchiveBuilder archive = ArchiveBuilder.of(Fixtures.fixture("nets/siamese_scripted.pt"));
        String part = archive.names().stream().filter(name -> name.contains("nets") && name.endsWith(".py")).findFirst()
                .orElseThrow();
        String code = archive.text(part);
        int start = code.indexOf(" -> Tuple[Tensor, Tensor]:\n") + " -> Tuple[Tensor, Tensor]:\n".length();
        return archive.with(part, code.substring(0, start) + body).write(directory.resolve("forward.pt"));
    }

    /** Expects a message with these words; without words, that the file opens. */
    private static void refuses(Path file, String words) {
        assertTimeout(FAST, () -> {
            if (words.isEmpty()) {
                open(file).close();
            } else {
                ModelFormatException problem = assertThrows(ModelFormatException.class, () -> open(file).close());
                assertTrue(problem.getMessage().contains(words), problem.getMessage());
            }
        });
    }

    private static Checkpoint open(Path file) throws ModelFormatException, IOException {
        return Readers.builtin().open(file, Progress.NONE);
    }
}
