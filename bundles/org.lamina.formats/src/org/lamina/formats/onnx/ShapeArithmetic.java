package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongBinaryOperator;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/**
 * Follows the nodes that compute shapes from shapes, as exporters write {@code x.view(x.size(0), -1)}. Such nodes are
 * no layers. A size that is only known at run time is {@link ShapeRules#UNKNOWN_SIZE}.
 */
final class ShapeArithmetic {

    private static final Set<String> SOURCES = Set.of("Shape", "Size");
    private static final int LIMIT = SmallArrays.LIMIT;

    private final Values values;
    private final SmallArrays arrays;

    ShapeArithmetic(Values values) {
        this.values = values;
        this.arrays = new SmallArrays(values);
    }

    /** Follows a node if it computes from shapes and constants alone; returns whether it does. */
    boolean follow(OnnxNode node) {
        boolean isSide = SOURCES.contains(node.type()) || !readsData(node) && !node.hasBodies();
        if (!isSide) {
            return false;
        }
        node.outputs().forEach(output -> values.side(output, node.inputs()));
        if (node.outputs().size() == 1) {
            evaluate(node);
        }
        arrays.follow(node);
        return true;
    }

    /** Whether a node reads data, or nothing at all. */
    private boolean readsData(OnnxNode node) {
        boolean reads = false;
        for (String input : node.inputs()) {
            if (values.isData(input)) {
                return true;
            }
            reads |= !input.isEmpty();
        }
        return !reads;
    }

    private void evaluate(OnnxNode node) {
        String output = node.output();
        String input = node.input(0);
        switch (node.type()) {
            case "Shape" -> {
                Shape shape = values.shape(input);
                if (shape != null) {
                    List<Number> sizes = sizes(shape, node);
                    values.contents(output, sizes);
                    values.shape(output, Shape.of(sizes.size()));
                }
            }
            case "Identity", "Cast", "DequantizeLinear" -> handOn(node, values.shape(input));
            case "Transpose" -> handOn(node, transposed(node));
            case "Squeeze", "Unsqueeze", "Reshape" -> copy(input, output);
            case "Gather" -> gather(node);
            case "Concat" -> concatenate(node);
            case "Add" -> combine(node, Math::addExact);
            case "Sub" -> combine(node, Math::subtractExact);
            case "Mul" -> combine(node, Math::multiplyExact);
            case "Div" -> combine(node, (a, b) -> b == 0 ? ShapeRules.UNKNOWN_SIZE : a / b);
            case "Max" -> combine(node, Math::max);
            case "Min" -> combine(node, Math::min);
            case "Mod" -> combine(node, (a, b) -> b == 0 ? ShapeRules.UNKNOWN_SIZE : Math.floorMod(a, b));
            case "Equal" -> combine(node, (a, b) -> a == b ? 1 : 0);
            case "Where" -> choose(node);
            case "ConstantOfShape" -> fill(node);
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
            values.restored(node.output(), node.type().equals("DequantizeLinear") ? node.inputs().subList(1,
                    node.inputs().size()) : values.restoredBy(node.input(0)));
        } else {
            copy(node.input(0), node.output());
            values.shape(node.output(), shape);
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
            values.shape(node.output(), values.shape(node.input(1)));
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

    /** Combines numbers pairwise; a single one goes with each of the others. */
    private void combine(OnnxNode node, LongBinaryOperator operator) {
        List<Number> left = values.contents(node.input(0));
        List<Number> right = values.contents(node.input(1));
        int count = Math.max(left.size(), right.size());
        if (left.isEmpty() || right.isEmpty() || left.size() != count && left.size() != 1
                || right.size() != count && right.size() != 1) {
            return;
        }
        List<Number> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Number a = left.get(left.size() == 1 ? 0 : i);
            Number b = right.get(right.size() == 1 ? 0 : i);
            if (a instanceof Double || b instanceof Double) {
                return;
            }
            results.add(combine(a.longValue(), b.longValue(), operator));
        }
        values.contents(node.output(), results);
    }

    private static long combine(long left, long right, LongBinaryOperator operator) {
        try {
            return left == ShapeRules.UNKNOWN_SIZE || right == ShapeRules.UNKNOWN_SIZE ? ShapeRules.UNKNOWN_SIZE
                    : operator.applyAsLong(left, right);
        } catch (ArithmeticException e) {
            return ShapeRules.UNKNOWN_SIZE;
        }
    }

    private void choose(OnnxNode node) {
        List<Long> conditions = values.sizes(node.input(0));
        List<Number> then = values.contents(node.input(1));
        List<Number> otherwise = values.contents(node.input(2));
        if (conditions.isEmpty() || then.size() != conditions.size() || otherwise.size() != conditions.size()) {
            return;
        }
        List<Number> chosen = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            long condition = conditions.get(i);
            chosen.add(condition == ShapeRules.UNKNOWN_SIZE ? (Number) ShapeRules.UNKNOWN_SIZE
                    : condition == 0 ? otherwise.get(i) : then.get(i));
        }
        values.contents(node.output(), chosen);
    }

    private void fill(OnnxNode node) {
        List<Long> size = values.sizes(node.input(0));
        if (size.size() == 1 && size.get(0) >= 0 && size.get(0) <= LIMIT) {
            Number filling = node.attributes().get("value") instanceof OnnxTensor tensor && tensor.small().size() == 1
                    ? tensor.small().get(0) : 0L;
            values.contents(node.output(), Collections.nCopies(size.get(0).intValue(), filling));
        }
    }
}
