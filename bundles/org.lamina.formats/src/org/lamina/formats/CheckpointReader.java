package org.lamina.formats;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads one file format, in two steps: is it yours? and open it. Has no state; may be used by several threads. */
public interface CheckpointReader {

    /** The name of the format as shown: {@code TorchScript}. */
    String format();

    /** Whether the file looks like one of this format. Never throws, whatever the bytes are. */
    boolean match(FileHead head);

    /**
     * Opens a file of this format. Whoever calls closes the checkpoint.
     *
     * @throws ModelFormatException if the file is damaged, hostile, or not of this format
     * @throws IOException if the file can't be read
     */
    Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException;

    /**
     * Opens a file for inputs of these shapes, from which those of the layers follow. Formats whose files tell all
     * shapes, or no architecture, take no notice of them.
     *
     * @throws ModelFormatException if the file is damaged, hostile, or not of this format
     * @throws IOException if the file can't be read
     */
    default Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return open(file, progress);
    }
}
