package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads the zip archives that {@code torch.save} writes since PyTorch 1.6. */
public final class PyTorchReader implements CheckpointReader {

    private static final String FORMAT = "PyTorch weights";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean match(FileHead head) {
        return ArchiveHead.matches(head);
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(PyTorchArchive.in(bytes), progress));
    }

    /**
     * Reads an archive, which is closed with the checkpoint, or by the caller if this fails.
     *
     * @throws ModelFormatException if it is damaged, or holds no tensors
     * @throws IOException if the file can't be read
     */
    public static Checkpoint open(PyTorchArchive archive, Progress progress) throws ModelFormatException, IOException {
        progress.checkCancelled();
        PickleReader pickle = archive.pickle("data.pkl");
        Object root = pickle.read();
        return new SavedCheckpoint(archive.bytes(), FORMAT).of(root, pickle.globals(),
                PickledTensors.in(archive.storages()));
    }
}
