package org.lamina.formats;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads a format whose files do not always tell the shapes of the inputs, so that a user may give them. */
public interface ShapedReader extends CheckpointReader {

    @Override
    default Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return open(file, InputShapes.NONE, progress);
    }

    @Override
    Checkpoint open(Path file, InputShapes shapes, Progress progress) throws ModelFormatException, IOException;
}
