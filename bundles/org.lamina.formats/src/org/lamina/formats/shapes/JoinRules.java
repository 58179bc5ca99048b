package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.lamina.model.Shape;

/** Layers that bring several inputs together. */
final class JoinRules {

    private JoinRules() {
    }

    private static boolean hasUnknown(List<Shape> inputs) {
        return inputs.stream().anyMatch(Objects::isNull);
    }

    static Shape concatenate(Hyperparameters config, List<Shape> inputs) throws ShapeConflictException {
        if (inputs.isEmpty() || hasUnknown(inputs)) {
            return null;
        }
        Shape first = inputs.get(0);
        int along = AxisRules.axis(config.number("dim", 0), first.rank());
        if (along < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(first.dimensions());
        for (Shape input : inputs.subList(1, inputs.size())) {
            if (input.rank() != first.rank()) {
                throw new ShapeConflictException(first + " and " + input + " can't be joined");
            }
            for (int axis = 0; axis < first.rank(); axis++) {
                long size = input.dimension(axis);
                long before = dimensions.get(axis);
                if (axis == along) {
                    dimensions.set(axis, before == Shape.UNKNOWN || size == Shape.UNKNOWN ? Shape.UNKNOWN
                            : before + size);
                } else if (before == Shape.UNKNOWN) {
                    dimensions.set(axis, size);
                } else if (size != Shape.UNKNOWN && size != before) {
                    throw new ShapeConflictException(first + " and " + input + " can't be joined along axis " + along);
                }
            }
        }
        return new Shape(dimensions);
    }

    static Shape stack(Hyperparameters config, List<Shape> inputs) {
        if (inputs.isEmpty() || hasUnknown(inputs)) {
            return null;
        }
        int along = AxisRules.axis(config.number("dim", 0), inputs.get(0).rank() + 1);
        if (along < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(inputs.get(0).dimensions());
        dimensions.add(along, (long) inputs.size());
        return new Shape(dimensions);
    }

    /** Sizes of the inputs stretched over each other, aligned at the innermost axis. */
    static Shape broadcast(List<Shape> inputs) throws ShapeConflictException {
        if (inputs.isEmpty() || hasUnknown(inputs)) {
            return null;
        }
        Shape result = inputs.get(0);
        for (Shape input : inputs.subList(1, inputs.size())) {
            if (input.equals(result)) {
                continue;
            }
            int rank = Math.max(result.rank(), input.rank());
            List<Long> dimensions = new ArrayList<>();
            for (int axis = -rank; axis < 0; axis++) {
                long left = -axis <= result.rank() ? result.dimension(axis) : 1;
                long right = -axis <= input.rank() ? input.dimension(axis) : 1;
                if (left != right && left > 1 && right > 1) {
                    throw new ShapeConflictException(result + " and " + input + " don't fit each other");
                }
                dimensions.add(left == 1 ? right : right == 1 ? left : Math.max(left, right));
            }
            result = new Shape(dimensions);
        }
        return result;
    }

    /** A matrix product, in which a vector on the left is a row and one on the right a column. */
    static Shape matrixProduct(Shape left, Shape right) throws ShapeConflictException {
        if (left == null || right == null || left.rank() == 0 || right.rank() == 0) {
            return null;
        }
        long inner = left.dimension(-1);
        long matched = right.dimension(right.rank() == 1 ? -1 : -2);
        if (inner != Shape.UNKNOWN && matched != Shape.UNKNOWN && inner != matched) {
            throw new ShapeConflictException(left + " and " + right + " can't be multiplied");
        }
        Shape outer = broadcast(List.of(new Shape(left.dimensions().subList(0, Math.max(0, left.rank() - 2))),
                new Shape(right.dimensions().subList(0, Math.max(0, right.rank() - 2)))));
        List<Long> dimensions = new ArrayList<>(outer.dimensions());
        if (left.rank() > 1) {
            dimensions.add(left.dimension(-2));
        }
        if (right.rank() > 1) {
            dimensions.add(right.dimension(-1));
        }
        return new Shape(dimensions);
    }
}
