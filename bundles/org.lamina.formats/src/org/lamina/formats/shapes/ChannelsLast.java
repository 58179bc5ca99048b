package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.List;

import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/**
 * Shapes whose channels are the innermost axis, as Keras and TensorFlow have them, in the order of the rules and back.
 */
final class ChannelsLast {

    private ChannelsLast() {
    }

    /** Whether a layer's rule is about spatial axes, and its data have them before the channels. */
    static boolean applies(String type, Hyperparameters config, Shape input) {
        LayerKind kind = LayerKind.of(type);
        return (input == null || input.rank() > 2) && config.text("data_format").equals("channels_last")
                && (kind == LayerKind.CONVOLUTION || kind == LayerKind.POOLING || kind == LayerKind.UPSAMPLING
                        || type.equals("PixelShuffle"));
    }

    /** The channels moved behind the batch; null stays null. */
    static Shape toFirst(Shape shape) {
        if (shape == null) {
            return null;
        }
        List<Long> sizes = new ArrayList<>(shape.dimensions());
        sizes.add(1, sizes.remove(sizes.size() - 1));
        return new Shape(sizes);
    }

    /** The axis behind the batch moved to the end; null stays null. */
    static Shape toLast(Shape shape) {
        if (shape == null || shape.rank() < 2) {
            return shape;
        }
        List<Long> sizes = new ArrayList<>(shape.dimensions());
        sizes.add(sizes.remove(1));
        return new Shape(sizes);
    }
}
