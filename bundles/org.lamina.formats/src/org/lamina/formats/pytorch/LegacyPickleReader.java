package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads the files that {@code torch.save} wrote from PyTorch 0.1.10 to 1.5, and writes when it is told not to use zip
 * archives; see {@link LegacyPickle}.
 */
public final class LegacyPickleReader implements CheckpointReader {

    private static final long MAGIC = 0x1950a86a20f9469cL;
    private static final long MAGIC_LOW = 0xfc6cL;

    @Override
    public String format() {
        return "PyTorch weights (legacy)";
    }

    /** The magic number is an integer of 10 bytes, least significant first, after the mark of a pickle. */
    @Override
    public boolean match(FileHead head) {
        return head.at(0) == 0x80 && head.at(2) == 0x8a && head.at(3) == 10 && head.littleEndian(4, 2) == MAGIC_LOW
                && head.littleEndian(6, 8) == MAGIC;
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, this::open);
    }

    private Checkpoint open(FileBytes bytes) throws ModelFormatException, IOException {
        LegacyPickle pickle = new LegacyPickle(bytes);
        TensorStorages tensors = new TensorStorages(bytes, (folder, key) -> pickle.storage(key));
        return new SavedCheckpoint(bytes, format()).of(pickle.value(), pickle.reader().globals(),
                PickledTensors.in(tensors));
    }
}
