package org.lamina.formats.names;

import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.model.Shape;

/** Tells recurrent layers apart by the number of their gates: rows of the input weight over the hidden size. */
final class RecurrentGuess {

    private static final Map<Long, String> BY_GATES = Map.of(1L, "RNN", 3L, "GRU", 4L, "LSTM");
    private static final int LAYER_LIMIT = 1_000;

    private RecurrentGuess() {
    }

    /** The guess for a module that has {@code weight_ih_l0}, or {@code weight_ih} for a cell. */
    static LayerGuess of(Map<String, Shape> shapes) {
        boolean cell = !shapes.containsKey("weight_ih_l0");
        Shape input = shapes.get(cell ? "weight_ih" : "weight_ih_l0");
        Shape hidden = shapes.get(cell ? "weight_hh" : "weight_hh_l0");
        Shape projection = shapes.get("weight_hr_l0");
        if (input.rank() != 2 || hidden == null || hidden.rank() != 2 || projection != null && projection.rank() != 2) {
            return new LayerGuess("Module", Map.of());
        }
        long size = projection == null ? hidden.dimension(1) : projection.dimension(1);
        String type = size > 0 && input.dimension(0) % size == 0 ? BY_GATES.get(input.dimension(0) / size) : null;
        if (type == null) {
            return new LayerGuess("Module", Map.of());
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("input_size", input.dimension(1));
        config.put("hidden_size", size);
        if (!cell) {
            config.put("num_layers", layers(shapes));
            config.put("bidirectional", shapes.containsKey("weight_ih_l0_reverse"));
        }
        if (projection != null) {
            config.put("proj_size", projection.dimension(0));
        }
        return new LayerGuess(cell ? type + "Cell" : type, config);
    }

    private static long layers(Map<String, Shape> shapes) {
        long layers = 1;
        while (layers < LAYER_LIMIT && shapes.containsKey("weight_ih_l" + layers)) {
            layers++;
        }
        return layers;
    }
}
