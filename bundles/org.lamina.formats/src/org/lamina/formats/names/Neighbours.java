package org.lamina.formats.names;

import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.graph.LayerBuilder;
import org.lamina.model.LayerKind;

/**
 * Settles what a layer's own tensors leave open by the layer that stands before it: a batch normalisation has as many
 * axes as the convolution before it ({@code BatchNorm2d} after {@code Conv2d}).
 */
final class Neighbours {

    private final List<LayerBuilder> layers = new ArrayList<>();

    /** Adds the next layer in the order of the file. */
    void add(LayerBuilder layer) {
        layers.add(layer);
    }

    /** Changes the layers that were guessed. */
    void settle() {
        String axes = layers.stream().map(Neighbours::axes).filter(each -> !each.isEmpty()).findFirst().orElse("");
        for (LayerBuilder layer : layers) {
            axes = axes(layer).isEmpty() ? axes : axes(layer);
            if (layer.type().equals("BatchNorm")) {
                layer.type("BatchNorm" + axes, layer.originalType());
            }
        }
    }

    private static String axes(LayerBuilder layer) {
        if (LayerKind.of(layer.type()) == LayerKind.CONVOLUTION) {
            return layer.type().substring(layer.type().length() - 2);
        }
        return LayerKind.of(layer.type()) == LayerKind.DENSE ? "1d" : "";
    }
}
