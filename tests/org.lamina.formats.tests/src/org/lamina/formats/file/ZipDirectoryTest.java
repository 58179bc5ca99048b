package org.lamina.formats.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.ModelFormatException;

class ZipDirectoryTest {

    private static final byte[] TEXT = "one two three three three three".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void readsDeflatedEntries() throws Exception {
        Path file = deflated();
        try (FileBytes bytes = FileBytes.open(file)) {
            ZipDirectory zip = ZipDirectory.read(bytes);
            assertEquals(List.of("a/text", "a/more"), zip.entries().stream().map(ZipDirectory.Entry::name).toList());
            ZipDirectory.Entry text = zip.find("a/text").orElseThrow();
            assertArrayEquals(TEXT, zip.bytes(text, 1000));
            assertArrayEquals(TEXT, zip.stream(text).readAllBytes());
            assertTrue(zip.find("a/none").isEmpty());
        }
    }

    @Test
    void readsDirectoriesOfZip64() throws Exception {
        try (FileBytes bytes = FileBytes.open(zip64())) {
            ZipDirectory zip = ZipDirectory.read(bytes);
            ZipDirectory.Entry entry = zip.find("x").orElseThrow();
            assertTrue(entry.stored());
            assertEquals(3, entry.size());
            assertArrayEquals(new byte[] {7, 8, 9}, zip.bytes(entry, 3));
        }
    }

    @Test
    void refusesMoreThanTheCallerTakes() throws Exception {
        try (FileBytes bytes = FileBytes.open(deflated())) {
            ZipDirectory zip = ZipDirectory.read(bytes);
            ZipDirectory.Entry text = zip.find("a/text").orElseThrow();
            ModelFormatException problem = assertThrows(ModelFormatException.class, () -> zip.bytes(text, 30));
            assertTrue(problem.getMessage().contains("31 bytes"), problem.getMessage());
        }
    }

    @Test
    void refusesEntriesThatHoldMoreThanTheyClaim() throws Exception {
        byte[] archive = Files.readAllBytes(deflated());
        int sizeInDirectory = find(archive, 0x02014b50) + 24;
        archive[sizeInDirectory] = 30;
        refuses(archive, "30 bytes", "more");
        archive[sizeInDirectory] = 40;
        refuses(archive, "40 bytes", "only 31");
    }

    @Test
    void refusesEncryptedAndExoticEntries() throws Exception {
        byte[] archive = Files.readAllBytes(deflated());
        int entry = find(archive, 0x02014b50);
        archive[entry + 8] |= 1;
        refuses(archive, "entry a/text", "encrypted");
        archive[entry + 8] &= ~1;
        archive[entry + 10] = 14;
        refuses(archive, "entry a/text", "compression method 14");
    }

    private void refuses(byte[] archive, String... words) throws IOException {
        Path file = Files.write(directory.resolve("changed.zip"), archive);
        try (FileBytes bytes = FileBytes.open(file)) {
            ModelFormatException problem = assertThrows(ModelFormatException.class, () -> {
                ZipDirectory zip = ZipDirectory.read(bytes);
                zip.bytes(zip.entries().get(0), 1000);
            });
            for (String word : words) {
                assertTrue(problem.getMessage().contains(word), problem.getMessage());
            }
        }
    }

    private static int find(byte[] archive, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != signature) {
            at++;
        }
        return at;
    }

    private Path deflated() throws IOException {
        Path file = directory.resolve("deflated.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of("a/text", "a/more")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(TEXT);
                out.closeEntry();
            }
        }
        return file;
    }

    /** An archive with one entry whose sizes and place are only in zip64 fields. */
    private Path zip64() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0)
                .putInt(3).putInt(3).putShort((short) 1).putShort((short) 0).put((byte) 'x').put(new byte[] {7, 8, 9});
        int start = out.position();
        out.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putShort((short) 0).putShort((short) 0)
                .putInt(0).putInt(0).putInt(-1).putInt(-1).putShort((short) 1).putShort((short) 28)
                .putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put((byte) 'x')
                .putShort((short) 1).putShort((short) 24).putLong(3).putLong(3).putLong(0);
        int length = out.position() - start;
        int end64 = out.position();
        out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0).putInt(0).putLong(1)
                .putLong(1).putLong(length).putLong(start);
        out.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) -1).putShort((short) -1)
                .putInt(-1).putInt(-1).putShort((short) 0);
        byte[] archive = new byte[out.position()];
        out.flip().get(archive);
        return Files.write(directory.resolve("large.zip"), archive);
    }
}
