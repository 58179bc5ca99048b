package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.onnx.OnnxFileBuilder.Message;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

class DamagedOnnxTest {

    private final Readers readers = Readers.builtin();

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsWrongWithATruncatedFileWhereverItEnds() throws Exception {
        byte[] whole = new OnnxFileBuilder().input("x", 1, 4).weights("fc.weight", 4, 4)
                .node("Gemm", "/fc/Gemm", "x fc.weight", "y").output("y").toBytes();
        for (int length = 0; length < whole.length; length++) {
            String message = message(Arrays.copyOf(whole, length));
            assertTrue(message.contains("expected") && message.contains("found"), length + ": " + message);
        }
    }

    @Test
    void saysSoForATruncatedRealFile() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.demo("digits.onnx"));
        for (int length = 1; length < whole.length; length += 4999) {
            assertTrue(message(Arrays.copyOf(whole, length)).contains("found"));
        }
    }

    @Test
    void allocatesNothingForALengthThatIsNotThere() throws Exception {
        String message = message(after(new Message().announced(7, 0x7fff_ffff_ffffL)));
        assertTrue(message.contains("only 0 bytes left"), message);
        assertTrue(message(after(new Message().announced(7, -1))).contains("18446744073709551615"));
    }

    @Test
    void refusesATensorWhoseSizesOverflow() throws Exception {
        Message tensor = new Message().number(1, 1L << 40).number(1, 1L << 40).number(2, 1).text(8, "w");
        String message = message(new OnnxFileBuilder().tensor(tensor).toBytes());
        assertTrue(message.contains("product fits 64 bits"), message);
    }

    @Test
    void refusesATensorOfNegativeSize() throws Exception {
        Message tensor = new Message().number(1, -3).number(2, 1).text(8, "w");
        assertTrue(message(new OnnxFileBuilder().tensor(tensor).toBytes()).contains("[-3]"));
    }

    @Test
    void refusesFewerBytesThanATensorNeeds() throws Exception {
        Message tensor = OnnxFileBuilder.tensor("w", 1, 4).bytes(9, new byte[12]);
        String message = message(new OnnxFileBuilder().tensor(tensor).toBytes());
        assertTrue(message.contains("expected 16 bytes") && message.contains("found 12 bytes"), message);
    }

    @Test
    void refusesBodiesNestedTooDeep() throws Exception {
        Message body = new Message().text(2, "innermost");
        for (int depth = 0; depth < 200; depth++) {
            Message branch = new Message().text(1, "then_branch").message(6, body);
            body = new Message().message(1, OnnxFileBuilder.nodeMessage("If", "", "c", "y", branch));
        }
        String message = message(after(new Message().message(7, body)));
        assertTrue(message.contains("nested"), message);
    }

    @Test
    void refusesWeightsOutsideTheFolderOfTheModel() throws Exception {
        for (String location : new String[] {"../secret.bin", "/etc/passwd", ""}) {
            String message = message(new OnnxFileBuilder().tensor(external(location)).toBytes());
            assertTrue(message.contains("in the folder of the model"), message);
        }
    }

    @Test
    void showsTheRestWhenTheFileWithTheWeightsIsMissing() throws Exception {
        Path file = Files.write(folder.resolve("net.onnx"), new OnnxFileBuilder().input("x", 1, 4)
                .tensor(external("net.bin")).node("Gemm", "/fc/Gemm", "x w", "y").output("y").toBytes());
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals(1, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().get(0).contains("net.bin"), checkpoint.warnings().toString());
            IOException error = assertThrows(IOException.class, () -> checkpoint.tensors().values("w"));
            assertTrue(error.getMessage().contains("w"), error.getMessage());
        }
    }

    @Test
    void readsWeightsBesideTheModel() throws Exception {
        Files.write(folder.resolve("net.bin"), new byte[64]);
        Path file = Files.write(folder.resolve("net.onnx"), new OnnxFileBuilder().input("x", 1, 4)
                .tensor(external("net.bin")).node("Gemm", "/fc/Gemm", "x w", "y").output("y").toBytes());
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals(16, checkpoint.tensors().values("w").toArray().length);
            assertEquals(0, checkpoint.warnings().size());
        }
    }

    @Test
    void neverFailsInOtherWaysHoweverBytesAreChanged() throws Exception {
        Random random = new Random(9);
        for (String name : List.of("nets/siamese.onnx", "nets/nested.onnx")) {
            byte[] whole = Files.readAllBytes(Fixtures.fixture(name));
            Path file = folder.resolve("changed.onnx");
            for (int round = 0; round < 500; round++) {
                byte[] changed = whole.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, changed);
                try {
                    readers.open(file, Progress.NONE).close();
                } catch (ModelFormatException e) {
                    assertTrue(e.getMessage().startsWith("changed.onnx: expected "), e.getMessage());
                }
            }
        }
    }

    @Test
    void saysWhatAMislabelledFileIs() throws Exception {
        assertTrue(message(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).contains("a PNG image"));
        assertTrue(message("hello, world".getBytes()).contains("a text file"));
        assertTrue(message(new byte[0]).contains("an empty file"));
    }

    private static Message external(String location) {
        Message place = new Message().text(1, "location").text(2, location);
        return OnnxFileBuilder.tensor("w", 1, 4, 4).message(13, place).number(14, 1);
    }

    /** A file that starts as an ONNX file and goes on with these fields. */
    private static byte[] after(Message fields) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new Message().number(1, 8).toBytes());
        file.writeBytes(fields.toBytes());
        return file.toByteArray();
    }

    private String message(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), bytes);
        return assertThrows(ModelFormatException.class, () -> readers.open(file, Progress.NONE).close()).getMessage();
    }
}
