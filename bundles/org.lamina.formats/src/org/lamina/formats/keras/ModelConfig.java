package org.lamina.formats.keras;

import java.util.List;

import org.lamina.formats.keras.LayerConfig.Ref;
import org.lamina.model.Shape;

/**
 * A model as the configuration describes it.
 *
 * @param name its name
 * @param className its class
 * @param sequential whether its layers follow each other; if not, their calls tell what they read
 * @param layers its layers
 * @param inputs the input layers, in order; empty if the model is sequential
 * @param outputs what it returns; empty if the model is sequential
 * @param inputShape the shape for which it was built, with the batch axis; null if not known
 */
record ModelConfig(String name, String className, boolean sequential, List<LayerConfig> layers, List<Ref> inputs,
        List<Ref> outputs, Shape inputShape) {

    ModelConfig {
        layers = List.copyOf(layers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
