package org.lamina.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.model.ModelFormatException;

/** The directories of zip archives, and their entries, stored and deflated. */
record ZipTarget() implements Target {

    private static final int LIMIT = 1 << 20;
    private static final int LARGEST_SEED = 4 << 10;

    @Override
    public String name() {
        return "zip";
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        try {
            ZipDirectory zip = ZipDirectory.read(FileBytes.of(Path.of("fuzzed.zip"), bytes));
            for (ZipDirectory.Entry entry : zip.entries()) {
                look(zip, entry);
            }
        } catch (ModelFormatException refused) {
            // As promised: one clear error.
            return;
        }
    }

    private static void look(ZipDirectory zip, ZipDirectory.Entry entry) throws IOException {
        if (entry.size() < 0 || entry.compressedSize() < 0) {
            throw new IllegalStateException(entry + " has a negative size");
        }
        try {
            zip.bytes(entry, LIMIT);
        } catch (ModelFormatException refused) {
            // An entry can be damaged where the others are whole.
            return;
        }
    }

    /** The archives with entries of a few bytes, and the ends of the others, where the directory is. */
    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : Fixtures.files()) {
            if (!Fixtures.entries(file).isEmpty()) {
                byte[] archive = Files.readAllBytes(file);
                int start = Math.max(0, archive.length - LARGEST_SEED);
                seeds.add(Arrays.copyOfRange(archive, start, archive.length));
            }
        }
        return seeds;
    }
}
