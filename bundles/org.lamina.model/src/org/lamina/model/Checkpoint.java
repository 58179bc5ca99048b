package org.lamina.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An open file: the architecture if the file has one, its tensors, and where it came from. Close it when done; the
 * model stays usable, tensor values do not.
 *
 * @param file the file
 * @param format the name of the format: {@code TorchScript}, {@code ONNX}
 * @param producer the program and version that wrote it, empty if the file does not tell: {@code pytorch 1.13.1}
 * @param framework the framework of the model: {@code PyTorch}; empty if unknown
 * @param model the architecture, if the file has one
 * @param tensors the stored tensors
 * @param warnings what could not be read or is missing, one sentence each
 */
public record Checkpoint(Path file, String format, String producer, String framework, Optional<Model> model,
        TensorSource tensors, List<String> warnings) implements AutoCloseable {

    public Checkpoint {
        warnings = List.copyOf(warnings);
    }

    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
