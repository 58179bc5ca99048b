package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.model.LayerKind;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;

/**
 * A layer in the words that all formats share.
 *
 * @param layer the layer that computes; the wrapped one where there is a wrapper
 * @param wrapper the class of the wrapper; empty if there is none
 * @param type its type
 * @param config its hyper-parameters
 */
record LayerDescription(LayerConfig layer, String wrapper, String type, Map<String, Object> config) {

    private static final String EACH_STEP = "TimeDistributed";
    private static final String BOTH_WAYS = "Bidirectional";

    /**
     * Describes a layer.
     *
     * @param inputs the shapes of its inputs, null where not known
     */
    static LayerDescription of(LayerConfig layer, List<Shape> inputs, List<Parameter> parameters) {
        if (layer.wrapped().isEmpty()) {
            return described(layer, "", inputs, parameters);
        }
        boolean eachStep = layer.className().equals(EACH_STEP);
        LayerConfig inner = innermost(layer);
        LayerDescription description = described(inner, layer.className(), eachStep ? steps(inputs) : inputs,
                parameters);
        if (layer.className().equals(BOTH_WAYS)) {
            String mode = layer.config().text("merge_mode");
            description.config().put("bidirectional", true);
            description.config().put("merge_mode", mode.isEmpty() ? "none" : mode);
        }
        return description;
    }

    private static LayerConfig innermost(LayerConfig layer) {
        LayerConfig inner = layer;
        while (inner.wrapped().isPresent()) {
            inner = inner.wrapped().get();
        }
        return inner;
    }

    private static LayerDescription described(LayerConfig layer, String wrapper, List<Shape> inputs,
            List<Parameter> parameters) {
        Shape first = inputs.isEmpty() ? null : inputs.get(0);
        String type = LayerTypes.type(layer, first == null ? -1 : first.rank());
        return new LayerDescription(layer, wrapper, type, Hyperparameters.of(layer, type, inputs, parameters));
    }

    private static List<Shape> steps(List<Shape> inputs) {
        List<Shape> steps = new ArrayList<>();
        inputs.forEach(input -> steps.add(TimeSteps.one(input)));
        return steps;
    }

    /** Its class as Keras spells it, with the wrapper around it: {@code Bidirectional(LSTM)}. */
    String originalType() {
        return wrapper.isEmpty() ? layer.className() : wrapper + "(" + layer.className() + ")";
    }

    /**
     * The shape of its output; null if not known.
     *
     * @throws ShapeConflictException if it can't take these inputs
     */
    Shape output(List<Shape> inputs) throws ShapeConflictException {
        if (wrapper.equals(EACH_STEP)) {
            return TimeSteps.all(LayerShapes.infer(layer, type, config, steps(inputs)),
                    inputs.isEmpty() ? null : inputs.get(0));
        }
        Map<String, Object> values = config;
        if (LayerKind.of(type) == LayerKind.RECURRENT && !"concat".equals(config.get("merge_mode"))) {
            values = new LinkedHashMap<>(config);
            values.put("bidirectional", false);
        }
        return LayerShapes.infer(layer, type, values, inputs);
    }
}
