package org.lamina.formats.npy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensors;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads files of one NumPy array. The array has no name; it is called like the file. */
public final class NpyReader implements CheckpointReader {

    @Override
    public String format() {
        return "NumPy array";
    }

    @Override
    public boolean match(FileHead head) {
        return ArrayHeader.isArray(head.bytes());
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, this::open);
    }

    private Checkpoint open(FileBytes bytes) throws ModelFormatException, IOException {
        Path file = bytes.file();
        String fileName = file.getFileName().toString();
        String name = fileName.endsWith(".npy") ? fileName.substring(0, fileName.length() - 4) : fileName;
        byte[] head = bytes.read(0, (int) Math.min(bytes.size(), ArrayHeader.LIMIT)).array();
        ArrayHeader header = ArrayHeader.parse(file, name, head);
        StoredTensors tensors = new StoredTensors(bytes, List.of(header.tensor(file, name, 0, bytes.size())));
        return new Checkpoint(file, format(), "", "NumPy", Optional.empty(), tensors,
                List.of("A NumPy file holds arrays without an architecture."));
    }
}
