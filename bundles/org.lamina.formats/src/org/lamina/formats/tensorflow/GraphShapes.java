package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/** The shapes that operators of TensorFlow make, where the hyper-parameters that were found suffice to tell. */
final class GraphShapes {

    private static final Set<LayerKind> ENOUGH = Set.of(LayerKind.CONVOLUTION, LayerKind.POOLING,
            LayerKind.NORMALISATION, LayerKind.ACTIVATION, LayerKind.EMBEDDING, LayerKind.DROPOUT);
    private static final Set<String> BROADCAST = Set.of("Add", "Mul", "Sub", "Div", "Pow", "Where", "Clamp");
    private static final Set<String> POINTWISE = Set.of("Sqrt", "Exp", "Log", "Neg", "Abs", "Erf", "Round", "Floor",
            "Rsqrt", "Square", "Sign", "SquaredDifference");
    /** What must be known of an operator that changes axes. */
    private static final Map<String, String> NEEDED = Map.ofEntries(Map.entry("Reshape", "shape"),
            Map.entry("Permute", "dims"), Map.entry("Squeeze", "dim"), Map.entry("Unsqueeze", "dim"),
            Map.entry("Concat", "dim"), Map.entry("Stack", "dim"), Map.entry("Mean", "dim"), Map.entry("Sum", "dim"),
            Map.entry("Max", "dim"), Map.entry("Min", "dim"), Map.entry("ArgMax", "dim"), Map.entry("Pad", "pad"),
            Map.entry("Upsample", "size"), Map.entry("Linear", "out_features"), Map.entry("Expand", "size"));

    private GraphShapes() {
    }

    /**
     * The shape of the first result; null if it is not known.
     *
     * @param type a type of the common vocabulary
     * @param config hyper-parameters by the common names
     * @param inputs the shapes of the tensors that flow in, null where unknown
     * @param constants the shapes of the constants and variables that it reads
     */
    static Shape infer(String type, Map<String, Object> config, List<Shape> inputs, List<Shape> constants) {
        List<Shape> all = new ArrayList<>(inputs);
        if (BROADCAST.contains(type)) {
            all.addAll(constants);
        }
        boolean isTold = ENOUGH.contains(LayerKind.of(type)) && !type.startsWith("ConvTranspose")
                || BROADCAST.contains(type) || NEEDED.containsKey(type) && config.containsKey(NEEDED.get(type))
                || type.equals("MatMul") && inputs.size() == 2;
        try {
            if (POINTWISE.contains(type) && inputs.size() == 1) {
                return inputs.get(0);
            }
            List<Shape> shapes = all.isEmpty() || !isTold ? List.of() : ShapeRules.infer(type, config, all);
            return shapes.isEmpty() ? null : shapes.get(0);
        } catch (ShapeConflictException e) {
            return null;
        }
    }
}
