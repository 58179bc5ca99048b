package org.lamina.formats.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.InputShapes;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.hdf5.Hdf5Group;
import org.lamina.formats.hdf5.Hdf5Tensors;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts together what Keras wrote: the configuration of a model, and the HDF5 file with its weights. */
final class KerasCheckpoint {

    private final Path file;
    private final String format;
    private final InputShapes given;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    KerasCheckpoint(Path file, String format, InputShapes given, Progress progress) {
        this.file = file;
        this.format = format;
        this.given = given;
        this.progress = progress;
    }

    /**
     * Opens a checkpoint.
     *
     * @param configuration the configuration of the model; empty if there is none
     * @param producer the program and version that wrote it
     * @param root the weights
     * @param bytes the file that holds them, closed together with the checkpoint
     */
    Checkpoint open(Optional<JsonNode> configuration, String producer, Hdf5Group root, FileBytes bytes)
            throws ModelFormatException {
        Optional<ModelConfig> config = configuration.isPresent() ? ConfigParser.model(file, configuration.get())
                : Optional.empty();
        Weights weights = WeightFinder.find(root, config);
        Optional<Model> model = Optional.empty();
        if (config.isPresent()) {
            model = Optional.of(new ArchitectureBuilder(file, weights, given, warnings, progress)
                    .build(config.get(), name()));
            warn(weights);
        } else if (configuration.isPresent()) {
            warnings.add("The model is of the class " + configuration.get().path("class_name").asText("?")
                    + ", whose layers only its program tells; the file holds its weights.");
        }
        if (model.isEmpty()) {
            model = WeightTree.of(root, name());
            model.ifPresent(unused -> warnings.add(NameTree.WARNING));
        }
        TensorSource tensors = new Hdf5Tensors(bytes, weights.tensors());
        return new Checkpoint(file, format, producer, "Keras", model, tensors, warnings, metadata);
    }

    /** Notes what the model was trained with. */
    void training(JsonNode json) {
        metadata.putAll(TrainingConfig.of(json));
    }

    /** Adds a warning that the checkpoint has. */
    void warn(String warning) {
        warnings.add(warning);
    }

    private void warn(Weights weights) {
        if (!weights.unclaimed().isEmpty()) {
            warnings.add(weights.unclaimed().size() + " weights belong to no layer that the configuration tells, as "
                    + weights.unclaimed().iterator().next() + ".");
        }
    }

    private String name() {
        String fileName = file.getFileName().toString();
        int dot = fileName.endsWith(".weights.h5") ? fileName.length() - ".weights.h5".length()
                : fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
