package org.lamina.engine.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Operation;

/**
 * Where in the code the value of a layer arises: a module gives it back under its path; a function is the last of its
 * operations.
 *
 * @param layerByTap the layers by the name that {@link org.lamina.engine.worker.taps.TapRewriter} knows them by, in the
 *        order in which they were asked for
 */
record LayerTaps(Map<String, String> layerByTap) {

    private static final int NAMED = 12;

    /**
     * Finds the taps of layers and groups.
     *
     * @param file name of the model's file, for messages
     * @throws WorkerException if the model has no such layer, or a layer has nothing to observe
     */
    static LayerTaps of(Model model, String file, List<String> layers) throws WorkerException {
        Map<String, String> layerByTap = new LinkedHashMap<>();
        for (String path : layers) {
            Optional<Layer> layer = model.layer(path);
            if (layer.isPresent() && layer.get().function()) {
                layerByTap.put(lastOperation(layer.get(), file), path);
            } else if (layer.isPresent() || model.groups().stream().anyMatch(group -> group.path().equals(path))) {
                layerByTap.put(path, path);
            } else {
                throw new WorkerException(file + " has no layer " + path + "; its layers are " + some(model) + ".");
            }
        }
        return new LayerTaps(layerByTap);
    }

    private static String lastOperation(Layer layer, String file) throws WorkerException {
        List<Operation> operations = layer.operations();
        if (operations.isEmpty()) {
            throw new WorkerException("Layer " + layer.path() + " of " + file
                    + " has no operation that can be observed; choose the layer before or after it.");
        }
        return operations.get(operations.size() - 1).name();
    }

    private static String some(Model model) {
        String names = model.layers().stream().limit(NAMED).map(Layer::path).collect(Collectors.joining(", "));
        return model.layers().size() > NAMED ? names + " and " + (model.layers().size() - NAMED) + " more" : names;
    }
}
