package org.lamina.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * What lies in zip archives, opened by the reader that takes the archive. The input is the entries, since changed bytes
 * of an archive damage its directory more often than an entry. An entry is the length of its name (a byte), its name,
 * the length of its content (two bytes, little-endian), and its content.
 */
record ArchiveTarget(Path directory) implements Target {

    private static final int LARGEST_ENTRY = 0xffff;
    private static final int MOST_ENTRIES = 100;

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        Path file = Files.write(directory.resolve("fuzzed.zip"), archive(entries(bytes)));
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            OpenedFile.look(checkpoint);
        } catch (ModelFormatException refused) {
            // As promised: one clear error.
            return;
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : Fixtures.files()) {
            Map<String, byte[]> entries = Fixtures.entries(file);
            if (!entries.isEmpty()) {
                seeds.add(input(entries));
            }
        }
        return seeds;
    }

    private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        while (in.available() > 0 && entries.size() < MOST_ENTRIES) {
            String name = new String(in.readNBytes(in.read()), StandardCharsets.ISO_8859_1);
            int length = Math.max(0, in.read()) + 256 * Math.max(0, in.read());
            entries.putIfAbsent(name, in.readNBytes(length));
        }
        return entries;
    }

    private static byte[] archive(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.getValue().length);
                CRC32 sum = new CRC32();
                sum.update(content.getValue());
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] input(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.ISO_8859_1);
            byte[] content = entry.getValue();
            if (name.length < 256 && content.length <= LARGEST_ENTRY) {
                input.write(name.length);
                input.write(name);
                input.write(content.length);
                input.write(content.length >> 8);
                input.write(content);
            }
        }
        return input.toByteArray();
    }
}
