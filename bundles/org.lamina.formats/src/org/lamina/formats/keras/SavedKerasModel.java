package org.lamina.formats.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.InputShapes;
import org.lamina.formats.file.JsonText;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.JsonNode;

/** The architecture that Keras notes in a SavedModel of TensorFlow, as JSON for each object of the model. */
public final class SavedKerasModel {

    private static final String ROOT = "root";
    private static final String OPTIMIZER_SLOT = "/.OPTIMIZER_SLOT/";

    private final Path file;
    private final Map<String, JsonNode> objects = new HashMap<>();
    private final Map<String, String> places;

    /**
     * @param file the file, for messages
     * @param metadata the JSON of each object by its path: {@code root}, {@code root.layer_with_weights-0}
     * @param places where variables belong whose names do not tell: {@code layer_with_weights-0/cell/kernel}
     * @throws ModelFormatException if the metadata are damaged
     */
    public SavedKerasModel(Path file, Map<String, String> metadata, Map<String, String> places)
            throws ModelFormatException {
        this.file = file;
        this.places = Map.copyOf(places);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            objects.put(entry.getKey(), JsonText.object(file, entry.getValue(), "Keras metadata"));
        }
    }

    /**
     * Builds the architecture.
     *
     * @param name the name of a model that has none
     * @param tensors the variables, named by the path of their object with slashes:
     *        {@code layer_with_weights-0/kernel}
     * @param warnings filled with what is odd
     * @return empty if the model's configuration does not tell its layers
     * @throws ModelFormatException if the configuration contradicts itself
     */
    public Optional<Model> build(String name, List<TensorInfo> tensors, List<String> warnings, Progress progress)
            throws ModelFormatException {
        JsonNode root = objects.get(ROOT);
        Optional<ModelConfig> config = root == null ? Optional.empty() : ConfigParser.model(file, root);
        if (config.isEmpty()) {
            return Optional.empty();
        }
        Weights weights = new Weights();
        for (TensorInfo tensor : tensors) {
            if (!tensor.name().contains(OPTIMIZER_SLOT)) {
                claim(tensor, weights);
            }
        }
        return Optional.of(new ArchitectureBuilder(file, weights, InputShapes.NONE, warnings, progress)
                .build(config.get(), name));
    }

    /** Gives a variable to the innermost layer on its path, inside the models on its path. */
    private void claim(TensorInfo tensor, Weights weights) {
        String place = places.getOrDefault(tensor.name(), tensor.name());
        List<String> segments = new ArrayList<>(Arrays.asList(place.split("/")));
        StringBuilder object = new StringBuilder(ROOT);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            JsonNode layer = objects.get(object.append('.').append(segments.get(i)).toString());
            if (layer == null || !segments.get(i).matches("layer(_with_weights)?-\\d+")) {
                break;
            }
            String name = layer.path("name").asText("").replace('.', '_');
            path.append(path.length() == 0 ? "" : ".").append(name);
            boolean isModel = layer.path("config").path("layers").isArray();
            if (!isModel && i + 1 < segments.size()) {
                weights.claim(path.toString(), new Weights.Found(segments.subList(i + 1, segments.size()), tensor));
                break;
            }
        }
    }
}
