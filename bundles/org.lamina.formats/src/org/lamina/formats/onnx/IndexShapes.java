package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/** The shapes of what operators of ONNX make that pick, repeat, reduce or cut along axes. */
final class IndexShapes {

    private final Values values;
    private final RegionShapes regions;

    IndexShapes(Values values) {
        this.values = values;
        this.regions = new RegionShapes(values);
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
            case "Slice" -> one(regions.sliced(node, first));
            case "Pad" -> one(regions.padded(node, first));
            case "Resize", "Upsample" -> one(regions.resized(node, first));
            case "Flatten" -> one(flattened(node, first));
            case "Split" -> values.numbers(node, "split", 1) == null ? parts(node, first) : null;
            case "Squeeze" -> values.numbers(node, "axes", 1) == null ? one(null) : null;
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

    /** A shape of as many axes whose sizes are not known. */
    static Shape unknown(Shape like) {
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
        List<Long> repeats = values.numbers(node, "repeats", 1);
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
        List<Long> depth = values.numbers(node, "depth", 1);
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
        List<Long> count = node.attributes().containsKey("k") ? List.of(node.number("k", -1))
                : values.numbers(node, "", 1);
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.set(along, count == null || count.size() != 1 ? Shape.UNKNOWN : Math.max(-1, count.get(0)));
        return Collections.nCopies(2, new Shape(dimensions));
    }

    private Shape reduced(OnnxNode node, Shape input) {
        List<Long> axes = values.numbers(node, "axes", 1);
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

    private static Shape flattened(OnnxNode node, Shape input) {
        int rank = input == null ? 0 : input.rank();
        long axis = node.number("axis", 1) + (node.number("axis", 1) < 0 ? rank : 0);
        if (input == null || axis < 0 || axis > rank) {
            return null;
        }
        return Shape.of(new Shape(input.dimensions().subList(0, (int) axis)).count().orElse(Shape.UNKNOWN),
                new Shape(input.dimensions().subList((int) axis, rank)).count().orElse(Shape.UNKNOWN));
    }

    /** Parts whose sizes are only known at run time. */
    private static List<Shape> parts(OnnxNode node, Shape input) {
        int along = input == null ? -1 : axis(node.number("axis", 0), input.rank());
        if (along < 0) {
            return one(null);
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.set(along, Shape.UNKNOWN);
        return Collections.nCopies(node.outputs().size(), new Shape(dimensions));
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
