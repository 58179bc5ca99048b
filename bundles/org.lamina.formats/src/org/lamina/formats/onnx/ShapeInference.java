package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.onnx.Operators.Described;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/** Follows the values of a graph: tells data from constants and shapes, and infers the shapes of data. */
final class ShapeInference {

    /** The types whose constant operands count for the shape of the result. */
    private static final Set<String> ALL_INPUTS =
            Set.of("Add", "Sub", "Mul", "Div", "Pow", "Where", "MatMul", "Concat");

    private final Values values;
    private final Operators operators;
    private final ShapeArithmetic arithmetic;
    private final OperatorShapes shapes;
    private final Map<OnnxNode, Described> described = new LinkedHashMap<>();
    private final Set<String> conflicts = new LinkedHashSet<>();

    /**
     * @param version the version of ONNX's operator set
     */
    ShapeInference(Values values, long version) {
        this.values = values;
        this.operators = new Operators(values, version);
        this.arithmetic = new ShapeArithmetic(values);
        this.shapes = new OperatorShapes(values, version);
    }

    /** Follows the nodes, which must come after those that they read from. */
    void follow(List<OnnxNode> sorted) {
        for (OnnxNode node : sorted) {
            if (node.type().equals("Constant")) {
                constant(node);
            } else if (node.type().equals(OnnxNode.BODY_INPUT)) {
                bodyInput(node);
            } else {
                boolean isSide = arithmetic.follow(node);
                Described operator = operators.describe(node);
                inferShapes(node, operator);
                if (!isSide) {
                    described.put(node, operator);
                }
            }
        }
    }

    /** The nodes that compute data, in order, with what they are. */
    Map<OnnxNode, Described> described() {
        return described;
    }

    /** Shapes that contradict each other, a sentence each. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** A loop may change the shape of what it carries; a scan hands on a slice of each sequence. */
    private void bodyInput(OnnxNode node) {
        Shape outer = values.shape(node.input(0));
        int axis = outer == null ? -1 : IndexShapes.axis(node.number("axis", 0), outer.rank());
        if (node.attributes().containsKey("axis") && axis >= 0) {
            List<Long> dimensions = new ArrayList<>(outer.dimensions());
            dimensions.remove(axis);
            values.shape(node.output(), new Shape(dimensions));
        } else if (node.number("keeps_shape", 0) != 0) {
            values.shape(node.output(), outer);
        }
    }

    private void constant(OnnxNode node) {
        if (node.attributes().get("value") instanceof OnnxTensor tensor) {
            values.constant(node.output(), tensor, tensor.shape());
            return;
        }
        values.side(node.output(), List.of());
        for (String attribute : List.of("value_int", "value_float", "value_ints", "value_floats")) {
            Object value = node.attributes().get(attribute);
            if (value instanceof Number number) {
                values.contents(node.output(), List.of(number));
                values.shape(node.output(), Shape.of());
            } else if (value instanceof List<?> list) {
                values.contents(node.output(),
                        list.stream().filter(Number.class::isInstance).map(Number.class::cast).toList());
                values.shape(node.output(), Shape.of(list.size()));
            }
        }
    }

    private void inferShapes(OnnxNode node, Described operator) {
        if (node.hasBodies()) {
            return;
        }
        try {
            List<Shape> outputs = shapes.infer(node);
            if (outputs == null) {
                outputs = ShapeRules.infer(operator.type(), operator.config(), inputs(node, operator));
            }
            for (int i = 0; i < outputs.size() && i < node.outputs().size(); i++) {
                values.shape(node.outputs().get(i), outputs.get(i));
            }
        } catch (ShapeConflictException e) {
            conflicts.add("Node " + node.name() + ": " + e.getMessage() + ".");
        } catch (ArithmeticException | IllegalArgumentException e) {
            conflicts.add("Node " + node.name() + ": the sizes of its results don't fit 64 bits.");
        }
    }

    private List<Shape> inputs(OnnxNode node, Described operator) {
        List<Shape> inputs = new ArrayList<>();
        boolean takesAll = ALL_INPUTS.contains(operator.type()) || !readsData(node);
        for (String input : operator.type().equals("Embedding") ? List.of(node.input(1)) : node.inputs()) {
            if (!input.isEmpty() && (takesAll || values.isData(input))) {
                inputs.add(values.shape(input));
            }
        }
        return inputs;
    }

    private boolean readsData(OnnxNode node) {
        for (String input : node.inputs()) {
            if (values.isData(input)) {
                return true;
            }
        }
        return false;
    }
}
