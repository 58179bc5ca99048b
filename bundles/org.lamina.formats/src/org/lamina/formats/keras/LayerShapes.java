package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/** The shape that a layer of Keras makes, where that differs from what the common rules say. */
final class LayerShapes {

    private static final List<String> POINTWISE = List.of("Sqrt", "Exp", "Log", "Neg", "Abs", "Add", "Sub", "Mul",
            "Div", "Pow", "Clamp", "Where");

    private LayerShapes() {
    }

    /**
     * Infers the shape of the first output; null if it is not known.
     *
     * @param type its type in the common vocabulary
     * @param values its hyper-parameters by the common names
     * @param inputs the shapes of its inputs, null where not known
     * @throws ShapeConflictException if the layer can't take these inputs
     */
    static Shape infer(LayerConfig layer, String type, Map<String, Object> values, List<Shape> inputs)
            throws ShapeConflictException {
        if (LayerTypes.isFunction(layer)) {
            return function(layer, type, values, inputs);
        }
        Shape input = inputs.isEmpty() ? null : inputs.get(0);
        Config config = layer.config();
        if (input == null) {
            return null;
        } else if (LayerKind.of(type) == LayerKind.RECURRENT) {
            return recurrent(type, values, config, input);
        }
        return switch (layer.className()) {
            case "RepeatVector" -> input.rank() == 2
                    ? Shape.of(input.dimension(0), config.number("n", Shape.UNKNOWN), input.dimension(1)) : null;
            case "Cropping1D", "Cropping2D", "Cropping3D" -> cropped(config, input);
            case "Flatten" -> input.rank() < 2 ? input : ShapeRules.infer("Flatten", Map.of(), inputs).get(0);
            case "Dot" -> dot(config, inputs);
            case "Attention", "AdditiveAttention" -> inputs.size() > 1 && inputs.get(1) != null
                    && input.rank() == 3 && inputs.get(1).rank() == 3
                    ? Shape.of(input.dimension(0), input.dimension(1), inputs.get(1).dimension(2)) : null;
            case "Resizing", "CenterCrop" -> resized(config, input);
            case "Masking", "GaussianNoise", "GaussianDropout", "Rescaling", "Normalization", "RandomFlip",
                    "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation", "RandomBrightness",
                    "UnitNormalization", "StringLookup", "IntegerLookup", "SpectralNormalization",
                    "ActivityRegularization" -> input;
            case "Lambda" -> {
                Shape given = Config.shape(config.get("output_shape"));
                yield given == null ? null : withBatch(input, given.dimensions());
            }
            case "LocallyConnected1D", "LocallyConnected2D" -> slid(layer, input);
            case "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D" -> overTime(layer, input);
            default -> common(type, values, inputs);
        };
    }

    /** A function of values and of constants; constants that are lists may stretch the result. */
    private static Shape function(LayerConfig layer, String type, Map<String, Object> values, List<Shape> inputs)
            throws ShapeConflictException {
        boolean constants = layer.calls().stream().anyMatch(LayerConfig.Call::constants);
        boolean pointwise = LayerKind.of(type) == LayerKind.ACTIVATION || POINTWISE.contains(type);
        if (!pointwise && inputs.size() == 1 && layer.calls().size() == 1) {
            return FunctionShapes.infer(type, layer.calls().get(0).arguments(), inputs.get(0));
        }
        return pointwise && !constants && !inputs.isEmpty() ? common(type, values, inputs) : null;
    }

    /** The shape that a convolution with the layer's window makes. */
    private static Shape slid(LayerConfig layer, Shape input) throws ShapeConflictException {
        int axes = input.rank() - 2;
        Map<String, Object> window = Map.of("out_channels", layer.config().number("filters", Shape.UNKNOWN),
                "kernel_size", layer.config().numbers("kernel_size", axes), "stride",
                layer.config().numbers("strides", axes), "padding", layer.config().text("padding"), "data_format",
                layer.config().text("data_format").equals("channels_first") ? "channels_first" : "channels_last");
        return axes < 1 || axes > 3 ? null : common("Conv" + axes + "d", window, List.of(input));
    }

    /** The shape of a convolution at each step; of the last step only, unless the layer returns sequences. */
    private static Shape overTime(LayerConfig layer, Shape input) throws ShapeConflictException {
        Shape step = TimeSteps.one(input) == null ? null : slid(layer, TimeSteps.one(input));
        return layer.config().flag("return_sequences", false) ? TimeSteps.all(step, input) : step;
    }

    private static Shape common(String type, Map<String, Object> values, List<Shape> inputs)
            throws ShapeConflictException {
        List<Shape> outputs = ShapeRules.infer(type, values, inputs);
        return outputs.isEmpty() ? null : outputs.get(0);
    }

    /** The last step, or all of them where the layer returns sequences. */
    private static Shape recurrent(String type, Map<String, Object> values, Config config, Shape input)
            throws ShapeConflictException {
        Shape all = common(type, values, List.of(input));
        return all == null || input.rank() != 3 || config.flag("return_sequences", false) ? all
                : Shape.of(all.dimension(0), all.dimension(2));
    }

    private static Shape withBatch(Shape input, List<Long> rest) {
        List<Long> sizes = new ArrayList<>(List.of(input.rank() == 0 ? Shape.UNKNOWN : input.dimension(0)));
        sizes.addAll(rest);
        return new Shape(sizes);
    }

    private static Shape cropped(Config config, Shape input) {
        boolean first = config.text("data_format").equals("channels_first");
        List<Long> sizes = new ArrayList<>(input.dimensions());
        JsonNode cropping = Config.items(config.get("cropping"));
        int axes = input.rank() - 2;
        for (int axis = 0; axis < axes; axis++) {
            List<Long> ends = Config.numbers(axes > 1 && cropping.isArray() ? cropping.path(axis) : cropping);
            int at = axis + (first ? 2 : 1);
            if (ends.isEmpty() || sizes.get(at) == Shape.UNKNOWN) {
                sizes.set(at, Shape.UNKNOWN);
            } else {
                sizes.set(at, Math.max(0, sizes.get(at) - ends.get(0) - ends.get(ends.size() - 1)));
            }
        }
        return new Shape(sizes);
    }

    private static Shape resized(Config config, Shape input) {
        if (input.rank() != 4) {
            return null;
        }
        long height = config.number("height", Shape.UNKNOWN);
        long width = config.number("width", Shape.UNKNOWN);
        boolean first = config.text("data_format").equals("channels_first");
        return first ? Shape.of(input.dimension(0), input.dimension(1), Math.max(-1, height), Math.max(-1, width))
                : Shape.of(input.dimension(0), Math.max(-1, height), Math.max(-1, width), input.dimension(3));
    }

    /** All axes of both inputs but those that are summed over; the batch once. */
    private static Shape dot(Config config, List<Shape> inputs) {
        if (inputs.size() != 2 || inputs.get(1) == null) {
            return null;
        }
        List<Long> axes = config.numbers("axes", 2);
        List<Long> sizes = new ArrayList<>(List.of(inputs.get(0).dimension(0)));
        for (int i = 0; i < 2; i++) {
            Shape input = inputs.get(i);
            long summed = axes.isEmpty() ? -1 : axes.get(i);
            for (int axis = 1; axis < input.rank(); axis++) {
                if (axis != (summed < 0 ? summed + input.rank() : summed)) {
                    sizes.add(input.dimension(axis));
                }
            }
        }
        return sizes.size() == 1 ? Shape.of(sizes.get(0), 1) : new Shape(sizes);
    }
}
