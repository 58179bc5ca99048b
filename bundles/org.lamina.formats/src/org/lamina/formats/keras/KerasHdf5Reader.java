package org.lamina.formats.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JsonText;
import org.lamina.formats.hdf5.Hdf5File;
import org.lamina.formats.hdf5.Hdf5Group;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads HDF5 files of Keras: whole models of Keras 1 to 3 and of tf.keras, and weights alone. */
public final class KerasHdf5Reader implements ShapedReader {

    @Override
    public String format() {
        return "Keras HDF5";
    }

    @Override
    public boolean match(FileHead head) {
        return Hdf5File.matches(head);
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(file, bytes, shapes, progress));
    }

    private Checkpoint open(Path file, FileBytes bytes, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        Hdf5Group root = Hdf5File.read(bytes, 0, bytes.size(), progress);
        KerasCheckpoint checkpoint = new KerasCheckpoint(file, format(), shapes, progress);
        Optional<String> text = root.text("model_config");
        Optional<JsonNode> configuration = text.isEmpty() ? Optional.empty()
                : Optional.of(JsonText.object(file, text.get(), "a model_config"));
        if (configuration.isEmpty()) {
            checkpoint.warn(WeightFinder.isLegacy(root) || WeightFinder.isCurrent(root)
                    ? "The file holds the weights of a Keras model without its architecture."
                    : "The HDF5 file holds no Keras model; its datasets are shown.");
        }
        Optional<String> training = root.text("training_config");
        if (training.isPresent()) {
            checkpoint.training(JsonText.object(file, training.get(), "a training_config"));
        }
        return checkpoint.open(configuration, producer(root), root, bytes);
    }

    private static String producer(Hdf5Group root) {
        Hdf5Group noted = root.text("keras_version").isPresent() ? root
                : root.groups().getOrDefault("model_weights", root);
        return noted.text("keras_version").map(version -> "Keras " + version
                + noted.text("backend").map(backend -> " (" + backend + ")").orElse("")).orElse("");
    }
}
