package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongBinaryOperator;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/**
 * Follows the nodes that compute shapes from shapes, as exporters write {@code x.view(x.size(0), -1)}. Such nodes are no
 * layers. A size that is only known at run time is {@link ShapeRules#UNKNOWN_SIZE}.
 */
final class ShapeArithmetic {

    private static final Set<String> SOURCES = Set.of("Shape", "Size");
    private static final int LIMIT = 256;

    private final Values values;

    ShapeArithmetic(Values values) {
        this.values = values;
    }

    /** Follows a node if it computes from shapes and constants alone; returns whether it does. */
    boolean follow(OnnxNode node) {
        boolean hasBody = node.attributes().values().stream().anyMatch(OnnxGraph.class::isInstance);
        boolean isSide = SOURCES.contains(node.type()) || !hasBody && node.inputs().stream().anyMatch(name -> !name.isEmpty())
                && node.inputs().stream().noneMatch(values::isData);
        if (!isSide) {
            return false;
        }
        node.outputs().forEach(values::side);
        if (node.outputs().size() == 1) {
            evaluate(node);
        }
        return true;
    }

    private void evaluate(OnnxNode node) {
        String output = node.output();
        String input = node.input(0);
        switch (node.type()) {
            case "Shape" -> {
                Shape shape = values.shape(input);
                if (shape != null) {
                    values.contents(output, sizes(shape, node));
                }
            }
            case "Identity", "Cast", "DequantizeLinear" -> handOn(node, values.shape(input));
            case "Transpose" -> handOn(node, transposed(node));
            case "Squeeze", "Unsqueeze", "Reshape" -> copy(input, output);
            case "Gather" -> gather(node);
            case "Concat" -> concatenate(node);
            case "Slice" -> slice(node);
            case "Add" -> combine(node, Math::addExact);
            case "Sub" -> combine(node, Math::subtractExact);
            case "Mul" -> combine(node, Math::multiplyExact);
            case "Div" -> combine(node, (a, b) -> b == 0 ? ShapeRules.UNKNOWN_SIZE : a / b);
            default -> {
                // its numbers stay unknown
            }
        }
    }

    private static List<Number> sizes(Shape shape, OnnxNode node) {
        int rank = shape.rank();
        long start = node.number("start", 0);
        long end = node.number("end", rank);
        int from = (int) Math.max(0, Math.min(rank, start < 0 ? start + rank : start));
        int to = (int) Math.max(from, Math.min(rank, end < 0 ? end + rank : end));
        return shape.dimensions().subList(from, to).stream()
                .map(size -> (Number) (size == Shape.UNKNOWN ? ShapeRules.UNKNOWN_SIZE : size)).toList();
    }

    /** A constant that is handed on is still that constant, perhaps in another shape. */
    private void handOn(OnnxNode node, Shape shape) {
        OnnxTensor tensor = values.tensor(node.input(0));
        if (tensor != null && shape != null) {
            values.constant(node.output(), tensor, shape);
        } else {
            copy(node.input(0), node.output());
        }
    }

    private Shape transposed(OnnxNode node) {
        Shape shape = values.shape(node.input(0));
        List<Long> order = node.numbers("perm");
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; shape != null && axis < shape.rank(); axis++) {
            long from = axis < order.size() ? order.get(axis) : shape.rank() - 1L - axis;
            if (from < 0 || from >= shape.rank()) {
                return null;
            }
            dimensions.add(shape.dimension((int) from));
        }
        return shape == null ? null : new Shape(dimensions);
    }

    private void copy(String from, String to) {
        if (values.hasContents(from)) {
            values.contents(to, values.contents(from));
        }
    }

    private void gather(OnnxNode node) {
        List<Number> from = values.contents(node.input(0));
        List<Number> picked = new ArrayList<>();
        for (long index : values.sizes(node.input(1))) {
            long place = index < 0 ? index + from.size() : index;
            if (place < 0 || place >= from.size()) {
                return;
            }
            picked.add(from.get((int) place));
        }
        if (!picked.isEmpty()) {
            values.contents(node.output(), picked);
        }
    }

    private void concatenate(OnnxNode node) {
        List<Number> all = new ArrayList<>();
        for (String input : node.inputs()) {
            if (!values.hasContents(input)) {
                return;
            }
            all.addAll(values.contents(input));
        }
        if (all.size() <= LIMIT) {
            values.contents(node.output(), all);
        }
    }

    private void slice(OnnxNode node) {
        List<Number> from = values.contents(node.input(0));
        List<Long> starts = values.sizes(node.input(1));
        List<Long> ends = values.sizes(node.input(2));
        List<Long> steps = values.sizes(node.input(4));
        if (starts.size() != 1 || ends.size() != 1 || !steps.isEmpty() && steps.get(0) != 1) {
            return;
        }
        values.contents(node.output(), from.subList(clamp(starts.get(0), from.size()),
                Math.max(clamp(starts.get(0), from.size()), clamp(ends.get(0), from.size()))));
    }

    private static int clamp(long index, int size) {
        return (int) Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    private void combine(OnnxNode node, LongBinaryOperator operator) {
        List<Number> left = values.contents(node.input(0));
        List<Number> right = values.contents(node.input(1));
        if (left.size() != 1 || right.size() != 1 || left.get(0) instanceof Double || right.get(0) instanceof Double) {
            return;
        }
        long a = left.get(0).longValue();
        long b = right.get(0).longValue();
        boolean known = a != ShapeRules.UNKNOWN_SIZE && b != ShapeRules.UNKNOWN_SIZE;
        try {
            values.contents(node.output(), List.of(known ? operator.applyAsLong(a, b) : ShapeRules.UNKNOWN_SIZE));
        } catch (ArithmeticException e) {
            values.contents(node.output(), List.of(ShapeRules.UNKNOWN_SIZE));
        }
    }
}
