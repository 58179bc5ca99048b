package org.lamina.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** A reader, asked to open files whether it takes them for its own or not. */
record ReaderTarget(String name, CheckpointReader reader, Path directory) implements Target {

    @Override
    public void read(byte[] bytes) throws Exception {
        reader.match(FileHead.of(new ByteArrayInputStream(bytes)));
        Path file = Files.write(directory.resolve("fuzzed"), bytes);
        try (Checkpoint checkpoint = reader.open(file, Progress.NONE)) {
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
            if (reader.match(FileHead.of(file))) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }
}
