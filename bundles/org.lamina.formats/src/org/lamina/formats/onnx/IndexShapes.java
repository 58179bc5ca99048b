package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/** The shapes of what operators of ONNX make that pick, repeat, reduce, pad or resize along axes. */
final class IndexShapes {

    private final Values values;

    IndexShapes(Values values) {
        this.values = values;
    }

    /** The shapes of the outputs, null where unknown; null itself for other operators. */
    List<Shape> infer(OnnxNode node, Shape first) {
        return switch (node.type()) {
            case "Gather" -> one(gathered(node, first));
            case "GatherElements" -> one(values.shape(node.input(1)));
            case "GatherND" -> one(slices(node, first));
            case "Shape" -> one(values.hasContents(node.output())
                    ? Shape.of(values.contents(node.output()).size()) : null);
            case "NonZero" -> one(Shape.of(first == null ? Shape.UNKNOWN : Math.max(first.rank(), 1), Shape.UNKNOWN));
            case "Range" -> one(Shape.of(length(node)));
            case "ConstantOfShape" -> one(filled(node.input(0)));
            case "RandomNormal", "RandomUniform" -> one(sizes(node.numbers("shape")));
            case "Tile" -> one(tiled(node, first));
            case "OneHot" -> one(oneHot(node, first));
            case "TopK" -> top(node, first);
            case "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceProd", "ReduceSumSquare",
                    "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin" -> one(reduced(node, first));
            case "ArgMax", "ArgMin" -> one(without(first, List.of(node.number("axis", 0)),
                    node.number("keepdims", 1) != 0));
            case "SpaceToDepth" -> one(blocks(first, node.number("blocksize", 0), true));
            case "DepthToSpace" -> one(blocks(first, node.number("blocksize", 0), false));
            case "Slice" -> one(sliced(node, first));
            case "Pad" -> one(padded(node, first));
            case "Resize", "Upsample" -> one(resized(node, first));
            case "Compress", "Unique" -> one(compressed(node, first));
            default -> null;
        };
    }

    private static List<Shape> one(Shape shape) {
        return Collections.singletonList(shape);
    }

    /** The axis that a number means, which counts from the end if it is negative; -1 if there is no such axis. */
    static int axis(long number, int rank) {
        long axis = number < 0 ? number + rank : number;
        return axis >= 0 && axis < rank ? (int) axis : -1;
    }

    /** A shape of sizes that may be unknown. */
    private static Shape sizes(List<Long> sizes) {
        return new Shape(sizes.stream().map(size -> Math.max(Shape.UNKNOWN, size)).toList());
    }

    /** The whole numbers of an attribute in old operator sets, of an input in new ones; null if they are not known. */
    private List<Long> numbers(OnnxNode node, String attribute, int input) {
        if (node.attributes().containsKey(attribute)) {
            return node.numbers(attribute);
        } else if (node.input(input).isEmpty()) {
            return List.of();
        }
        List<Long> sizes = values.sizes(node.input(input));
        return values.hasContents(node.input(input)) && !sizes.contains(ShapeRules.UNKNOWN_SIZE) ? sizes : null;
    }

    private static Shape unknown(Shape like) {
        return like == null ? null : new Shape(Collections.nCopies(like.rank(), Shape.UNKNOWN));
    }

    private Shape gathered(OnnxNode node, Shape table) {
        Shape indices = values.shape(node.input(1));
        int along = table == null ? -1 : axis(node.number("axis", 0), table.rank());
        if (along < 0 || indices == null) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(table.dimensions().subList(0, along));
        dimensions.addAll(indices.dimensions());
        dimensions.addAll(table.dimensions().subList(along + 1, table.rank()));
        return new Shape(dimensions);
    }

    private Shape slices(OnnxNode node, Shape table) {
        Shape indices = values.shape(node.input(1));
        if (table == null || indices == null || indices.rank() == 0 || indices.dimension(-1) == Shape.UNKNOWN) {
            return null;
        }
        long from = node.number("batch_dims", 0) + indices.dimension(-1);
        if (from < 0 || from > table.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(indices.dimensions().subList(0, indices.rank() - 1));
        dimensions.addAll(table.dimensions().subList((int) from, table.rank()));
        return new Shape(dimensions);
    }

    private long length(OnnxNode node) {
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Number> number = values.contents(node.input(i));
            if (number.size() != 1 || number.get(0).equals(ShapeRules.UNKNOWN_SIZE)) {
                return Shape.UNKNOWN;
            }
            ends.add(number.get(0).doubleValue());
        }
        double count = Math.ceil((ends.get(1) - ends.get(0)) / ends.get(2));
        return count < Long.MAX_VALUE && !Double.isNaN(count) ? (long) Math.max(0, count) : Shape.UNKNOWN;
    }

    private Shape filled(String sizes) {
        if (values.hasContents(sizes)) {
            return sizes(values.sizes(sizes));
        }
        Shape shape = values.shape(sizes);
        boolean isShort = shape != null && shape.rank() == 1 && shape.dimension(0) >= 0 && shape.dimension(0) < 64;
        return isShort ? new Shape(Collections.nCopies((int) shape.dimension(0), Shape.UNKNOWN)) : null;
    }

    private Shape tiled(OnnxNode node, Shape input) {
        List<Long> repeats = numbers(node, "repeats", 1);
        if (input == null || repeats == null || repeats.size() != input.rank()) {
            return unknown(input);
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            dimensions.add(input.dimension(axis) == Shape.UNKNOWN ? Shape.UNKNOWN
                    : Math.max(Shape.UNKNOWN, Math.multiplyExact(input.dimension(axis), repeats.get(axis))));
        }
        return new Shape(dimensions);
    }

    private Shape oneHot(OnnxNode node, Shape indices) {
        List<Long> depth = numbers(node, "depth", 1);
        int place = indices == null ? -1 : axis(node.number("axis", -1), indices.rank() + 1);
        if (place < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(indices.dimensions());
        dimensions.add(place, depth == null || depth.size() != 1 ? Shape.UNKNOWN : Math.max(-1, depth.get(0)));
        return new Shape(dimensions);
    }

    private List<Shape> top(OnnxNode node, Shape input) {
        int along = input == null ? -1 : axis(node.number("axis", -1), input.rank());
        if (along < 0) {
            return one(null);
        }
        List<Long> count = node.attributes().containsKey("k") ? List.of(node.number("k", -1)) : numbers(node, "", 1);
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.set(along, count == null || count.size() != 1 ? Shape.UNKNOWN : Math.max(-1, count.get(0)));
        return Collections.nCopies(2, new Shape(dimensions));
    }

    private Shape reduced(OnnxNode node, Shape input) {
        List<Long> axes = numbers(node, "axes", 1);
        boolean keeps = node.number("keepdims", 1) != 0;
        if (axes == null) {
            return keeps ? unknown(input) : null;
        } else if (axes.isEmpty() && node.number("noop_with_empty_axes", 0) != 0) {
            return input;
        } else if (axes.isEmpty() && input != null) {
            return keeps ? new Shape(Collections.nCopies(input.rank(), 1L)) : Shape.of();
        }
        return without(input, axes, keeps);
    }

    private static Shape without(Shape input, List<Long> axes, boolean keeps) {
        if (input == null) {
            return null;
        }
        List<Integer> gone = axes.stream().map(number -> axis(number, input.rank())).toList();
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!gone.contains(axis)) {
                dimensions.add(input.dimension(axis));
            } else if (keeps) {
                dimensions.add(1L);
            }
        }
        return new Shape(dimensions);
    }

    private static Shape blocks(Shape input, long size, boolean toDepth) {
        if (input == null || input.rank() != 4 || size < 1 || size > Short.MAX_VALUE) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        for (int axis = 1; axis < 4; axis++) {
            long factor = axis == 1 ? size * size : size;
            long old = input.dimension(axis);
            dimensions.set(axis, old == Shape.UNKNOWN ? old
                    : toDepth == (axis == 1) ? Math.multiplyExact(old, factor) : old / factor);
        }
        return new Shape(dimensions);
    }

    private Shape sliced(OnnxNode node, Shape input) {
        List<Long> starts = numbers(node, "starts", 1);
        List<Long> ends = numbers(node, "ends", 2);
        List<Long> axes = numbers(node, "axes", 3);
        List<Long> steps = numbers(node, "steps", 4);
        if (input == null || axes == null) {
            return unknown(input);
        }
        int count = !axes.isEmpty() ? axes.size() : starts != null ? starts.size() : ends != null ? ends.size() : -1;
        List<Long> dimensions = count < 0 ? new ArrayList<>(unknown(input).dimensions())
                : new ArrayList<>(input.dimensions());
        for (int i = 0; i < count; i++) {
            int axis = axis(axes.isEmpty() ? i : axes.get(i), input.rank());
            if (axis < 0) {
                return null;
            }
            boolean known = starts != null && starts.size() == count && ends != null && ends.size() == count
                    && steps != null && (steps.isEmpty() || steps.size() == count)
                    && input.dimension(axis) != Shape.UNKNOWN;
            dimensions.set(axis, !known ? Shape.UNKNOWN : count(input.dimension(axis), starts.get(i), ends.get(i),
                    steps.isEmpty() ? 1 : steps.get(i)));
        }
        return new Shape(dimensions);
    }

    /** How many elements a slice has; backwards it may start at the last and end before the first. */
    private static long count(long size, long start, long end, long step) {
        if (step == 0) {
            return Shape.UNKNOWN;
        }
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1;
        long from = Math.max(low, Math.min(high, start < 0 ? start + size : start));
        long to = Math.max(low, Math.min(high, end < 0 ? Math.max(-1, end + size) : end));
        long distance = step > 0 ? to - from : from - to;
        return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    }

    private Shape padded(OnnxNode node, Shape input) {
        List<Long> pads = numbers(node, node.attributes().containsKey("paddings") ? "paddings" : "pads", 1);
        List<Long> axes = numbers(node, "", 3);
        if (input == null || pads == null || axes == null) {
            return unknown(input);
        }
        int count = pads.size() / 2;
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        for (int i = 0; i < count; i++) {
            int axis = axis(axes.size() == count ? axes.get(i) : i, input.rank());
            if (axis >= 0 && input.dimension(axis) != Shape.UNKNOWN) {
                dimensions.set(axis, Math.max(0, input.dimension(axis) + pads.get(i) + pads.get(i + count)));
            }
        }
        return new Shape(dimensions);
    }

    /** By factors or to sizes; where a size is to keep the proportions, it stays unknown. */
    private Shape resized(OnnxNode node, Shape input) {
        boolean isOld = node.type().equals("Upsample") || node.inputs().size() == 2;
        List<Long> sizes = node.input(3).isEmpty() || isOld ? List.of() : numbers(node, "", 3);
        List<Number> factors = node.attributes().get("scales") instanceof List<?> list
                ? list.stream().filter(Number.class::isInstance).map(Number.class::cast).toList()
                : values.contents(node.input(isOld ? 1 : 2));
        if (input == null || sizes == null) {
            return unknown(input);
        }
        List<Long> axes = node.numbers("axes");
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        int count = axes.isEmpty() ? input.rank() : axes.size();
        boolean keepsRatio = node.text("keep_aspect_ratio_policy").startsWith("not_");
        for (int i = 0; i < count; i++) {
            int axis = axis(axes.isEmpty() ? i : axes.get(i), input.rank());
            if (axis >= 0 && sizes.size() == count) {
                dimensions.set(axis, keepsRatio ? Shape.UNKNOWN : Math.max(Shape.UNKNOWN, sizes.get(i)));
            } else if (axis >= 0) {
                boolean known = factors.size() == count && input.dimension(axis) != Shape.UNKNOWN;
                dimensions.set(axis, !known ? Shape.UNKNOWN
                        : (long) Math.max(0, Math.floor(input.dimension(axis) * factors.get(i).doubleValue())));
            }
        }
        return new Shape(dimensions);
    }

    private static Shape compressed(OnnxNode node, Shape input) {
        if (!node.attributes().containsKey("axis")) {
            return Shape.of(Shape.UNKNOWN);
        }
        int along = input == null ? -1 : axis(node.number("axis", 0), input.rank());
        if (along < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.set(along, Shape.UNKNOWN);
        return new Shape(dimensions);
    }
}
