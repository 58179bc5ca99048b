package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lamina.model.Layer;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;

/**
 * What happens inside a layer, step by step: operations, and the variables that they use (iNNspector, section 5.1, L2).
 * A dense layer multiplies its input with a kernel, adds a bias, and applies its activation.
 */
final class Inside {

    /** What a step looks like. */
    enum Form {
        MULTIPLY, CONVOLVE, ADD, ACTIVATE, OPERATION, MATRIX, VECTOR;

        /** Whether it is a variable that the operation above it uses. */
        boolean isVariable() {
            return this == MATRIX || this == VECTOR;
        }
    }

    /**
     * An operation or a variable.
     *
     * @param name what it is called
     * @param detail the size of a window, or shape and initialiser of a variable; empty where there is nothing to tell
     */
    record Step(Form form, String name, String detail) {
    }

    private final Layer layer;
    private final List<Step> steps = new ArrayList<>();

    private Inside(Layer layer) {
        this.layer = layer;
    }

    /** The steps in a layer; none where they would tell no more than its type. */
    static List<Step> of(Layer layer) {
        Inside inside = new Inside(layer);
        switch (layer.kind()) {
            case DENSE -> inside.addWeighted(Form.MULTIPLY, "matmul", "");
            case CONVOLUTION -> inside.addWeighted(Form.CONVOLVE, "convolve", LayerText.window(layer));
            default -> inside.addOperations();
        }
        if (layer.config().get("activation") instanceof String activation && !activation.equals("linear")) {
            inside.steps.add(new Step(Form.ACTIVATE, activation, ""));
        }
        return inside.steps.size() > 1 ? List.copyOf(inside.steps) : List.of();
    }

    private void addWeighted(Form form, String name, String detail) {
        steps.add(new Step(form, name, detail));
        List<Parameter> biases = layer.parameters().stream().filter(it -> it.name().equals("bias")).toList();
        layer.parameters().stream().filter(it -> !biases.contains(it))
                .forEach(it -> steps.add(variable(it, kernelName(it))));
        if (!biases.isEmpty()) {
            steps.add(new Step(Form.ADD, "add", ""));
        }
        biases.forEach(it -> steps.add(variable(it, it.name())));
    }

    private static String kernelName(Parameter parameter) {
        return parameter.name().equals("weight") ? "kernel" : parameter.name();
    }

    private void addOperations() {
        for (Operation operation : layer.operations()) {
            String type = operation.type().substring(operation.type().lastIndexOf(':') + 1);
            steps.add(new Step(Form.OPERATION, type.toLowerCase(Locale.ROOT),
                    operation.outputShape().map(Object::toString).orElse("")));
        }
        if (layer.operations().isEmpty() && !layer.parameters().isEmpty()) {
            steps.add(new Step(Form.OPERATION, layer.type().toLowerCase(Locale.ROOT), ""));
        }
        for (Parameter parameter : layer.parameters()) {
            if (parameter.trainable() || parameter.tensor().shape().rank() > 0) { // a counter is of no interest
                steps.add(variable(parameter, parameter.name()));
            }
        }
    }

    private Step variable(Parameter parameter, String name) {
        String initialiser = initialiser(layer.config().get(name + "_initializer"));
        return new Step(parameter.tensor().shape().rank() <= 1 ? Form.VECTOR : Form.MATRIX, name,
                parameter.tensor().shape() + (initialiser.isEmpty() ? "" : ", " + initialiser));
    }

    /** The name of an initialiser, which is a text, or a map with its class and settings. */
    private static String initialiser(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.get("class_name") instanceof String name ? name : "";
        }
        return value instanceof String text ? text : "";
    }
}
