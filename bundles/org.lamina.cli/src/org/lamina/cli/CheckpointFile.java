package org.lamina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.lamina.formats.InputShapes;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;

/** Opens the checkpoints that the user names. */
final class CheckpointFile {

    private CheckpointFile() {
    }

    /**
     * Opens a checkpoint; whoever calls closes it.
     *
     * @throws InputException if it is not there or not a checkpoint
     */
    static Checkpoint open(Path file, Session session) throws InputException, IOException {
        return open(file, InputShapes.NONE, session);
    }

    /**
     * Opens a checkpoint for inputs of these shapes; whoever calls closes it.
     *
     * @throws InputException if it is not there or not a checkpoint
     */
    static Checkpoint open(Path file, InputShapes shapes, Session session) throws InputException, IOException {
        if (Files.isDirectory(file)) {
            throw new InputException(session.shown(file), "a checkpoint", "a directory");
        }
        try {
            return session.readers().open(file, shapes, session.progress());
        } catch (ModelFormatException e) {
            throw InputException.of(e, file, session);
        }
    }

    /**
     * The architecture of a checkpoint.
     *
     * @throws InputException if it has none
     */
    static Model model(Checkpoint checkpoint, Session session) throws InputException {
        return checkpoint.model().orElseThrow(() -> new InputException(session.shown(checkpoint.file()),
                "a checkpoint with an architecture", "tensors alone (" + checkpoint.format() + ")"));
    }
}
