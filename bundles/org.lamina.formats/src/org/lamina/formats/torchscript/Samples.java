package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** The samples that lie beside a checkpoint: what its inputs look like. */
final class Samples {

    /** The name of the file. */
    static final String FILE_NAME = "samples.safetensors";

    private Samples() {
    }

    /** The tensors in the samples beside a file, by name; empty if there are none, or if they can't be read. */
    static Map<String, TensorInfo> beside(Path file) {
        Path samples = file.toAbsolutePath().resolveSibling(FILE_NAME);
        if (!Files.isRegularFile(samples)) {
            return Map.of();
        }
        try (TensorSource tensors = SafetensorsReader.tensors(samples)) {
            return tensors.tensors().stream().collect(Collectors.toMap(TensorInfo::name, Function.identity()));
        } catch (ModelFormatException | IOException e) {
            return Map.of();
        }
    }

    /** The shape of one input: that of the samples with the first axis, the batch, unknown. */
    static Shape batch(TensorInfo samples) {
        List<Long> dimensions = new ArrayList<>(samples.shape().dimensions());
        if (!dimensions.isEmpty()) {
            dimensions.set(0, Shape.UNKNOWN);
        }
        return new Shape(dimensions);
    }
}
