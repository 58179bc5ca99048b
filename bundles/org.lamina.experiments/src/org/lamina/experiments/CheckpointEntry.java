package org.lamina.experiments;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A checkpoint file that was found.
 *
 * @param file the file
 * @param format the name of its format: {@code ONNX}
 * @param bytes its size
 * @param modified when it was last changed
 */
public record CheckpointEntry(Path file, String format, long bytes, FileTime modified) {
}
