package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads archives that {@code torch.save} wrote, which begin with their pickle: tensors without an architecture. */
public final class PickledWeightsReader implements CheckpointReader {

    @Override
    public String format() {
        return "PyTorch weights";
    }

    @Override
    public boolean match(FileHead head) {
        return PyTorchArchives.firstEntry(head).filter("data.pkl"::equals).isPresent();
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return TorchScriptArchive.hasCode(file) ? new TorchScriptReader().open(file, progress)
                : PickledWeights.open(file, format());
    }
}
