package org.lamina.figure.detail;

import java.util.List;
import java.util.stream.Collectors;
import org.lamina.figure.Quantities;
import org.lamina.model.Layer;
import org.lamina.model.Port;
import org.lamina.model.Shape;

/** What a figure says about a layer in words. */
public final class LayerText {

    private LayerText() {
    }

    /** The type with the settings that matter most: {@code Conv2d 3×3, stride 2}, {@code Dropout 0.25}. */
    static String type(Layer layer) {
        return switch (layer.kind()) {
            case CONVOLUTION, POOLING -> layer.type() + spaced(window(layer));
            case DROPOUT -> layer.config().get("p") instanceof Number p ? layer.type() + " " + p : layer.type();
            default -> layer.type();
        };
    }

    private static String spaced(String text) {
        return text.isEmpty() || text.startsWith(",") ? text : " " + text;
    }

    /** The size of the window of a convolution or pooling layer, and its step: {@code 3×3, stride 2}. */
    static String window(Layer layer) {
        List<String> kernel = numbers(layer.config().get("kernel_size"));
        List<String> stride = numbers(layer.config().get("stride"));
        // a pooling window steps by its own size, a convolution by one, unless told otherwise
        boolean usual = stride.isEmpty() || stride.stream().allMatch("1"::equals)
                || layer.type().contains("Pool") && stride.equals(kernel);
        return String.join("×", kernel)
                + (usual ? "" : ", stride " + String.join("×", stride.stream().distinct().count() == 1
                        ? stride.subList(0, 1) : stride));
    }

    private static List<String> numbers(Object value) {
        if (value instanceof Number number) {
            return List.of(number.toString());
        }
        return value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)
                ? list.stream().map(Object::toString).toList() : List.of();
    }

    /** The shapes of its outputs; empty where they are not known. */
    static String shape(Layer layer) {
        return layer.outputShapes().stream().map(Shape::toString).collect(Collectors.joining(", "));
    }

    /** The shape of a model's input or output; a question mark where not even the rank is known. */
    static String shape(Port port) {
        return port.shapeKnown() ? port.shape().toString() : "?";
    }

    /** One sentence with all of it, for tool tips and screen readers. */
    public static String title(Layer layer) {
        String shape = shape(layer);
        return layer.path() + ": " + type(layer)
                + (shape.isEmpty() ? ", output shape not known" : ", output " + shape)
                + (layer.parameterCount() == 0 ? "" : ", " + Quantities.count(layer.parameterCount()) + " parameters");
    }
}
