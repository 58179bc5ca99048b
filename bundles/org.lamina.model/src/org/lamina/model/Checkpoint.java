package org.lamina.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param metadata what else the file tells, in its order and by its own names: {@code epoch}, {@code optimizer.lr};
 *        numbers, texts, booleans and lists of them
 */
public record Checkpoint(Path file, String format, String producer, String framework, Optional<Model> model,
        TensorSource tensors, List<String> warnings, Map<String, Object> metadata) implements AutoCloseable {

    public Checkpoint {
        warnings = List.copyOf(warnings);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A file that tells nothing else. */
    public Checkpoint(Path file, String format, String producer, String framework, Optional<Model> model,
            TensorSource tensors, List<String> warnings) {
        this(file, format, producer, framework, model, tensors, warnings, Map.of());
    }

    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
