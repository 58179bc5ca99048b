package org.lamina.formats.keras;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A layer as the configuration describes it.
 *
 * @param className its class, without the package that a custom class is registered with
 * @param name its name, unique in its model
 * @param config its hyper-parameters, spelt as Keras 2 spells them
 * @param calls where it is called, in order; empty in a sequential model
 * @param model the model that it is, if it is one
 * @param wrapped the layer that it wraps, if it wraps one
 */
record LayerConfig(String className, String name, Config config, List<Call> calls, Optional<ModelConfig> model,
        Optional<LayerConfig> wrapped) {

    /**
     * An output of a call of a layer.
     *
     * @param layer the name of the layer
     * @param call which of its calls, from 0
     * @param output which of the outputs, from 0
     */
    record Ref(String layer, int call, int output) {
    }

    /**
     * A call of a layer.
     *
     * @param inputs what it reads
     * @param constants whether it is given lists of numbers besides
     * @param arguments its arguments by name; missing where there are none
     */
    record Call(List<Ref> inputs, boolean constants, JsonNode arguments) {

        Call {
            inputs = List.copyOf(inputs);
        }
    }

    LayerConfig {
        calls = List.copyOf(calls);
    }

    /** The same layer with other calls. */
    LayerConfig withCalls(List<Call> others) {
        return new LayerConfig(className, name, config, others, model, wrapped);
    }

    boolean isInput() {
        return className.equals("InputLayer");
    }

    /** Whether training changes its weights. */
    boolean trainable() {
        return config.flag("trainable", true);
    }

    /** Its name as a segment of a path, in which dots separate. */
    String segment() {
        return name.replace('.', '_');
    }
}
