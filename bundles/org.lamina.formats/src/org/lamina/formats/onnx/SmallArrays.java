package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.lamina.model.Shape;

/** Arrays of few numbers, as exporters compute shapes and paddings from: cut, turned, stretched and split. */
final class SmallArrays {

    /** Larger ones are no sizes of anything. */
    static final int LIMIT = 256;

    private final Values values;

    SmallArrays(Values values) {
        this.values = values;
    }

    /** Follows a node that rearranges known numbers; for other nodes, and unknown numbers, nothing happens. */
    void follow(OnnxNode node) {
        Shape shape = values.shape(node.input(0));
        List<Number> from = values.contents(node.input(0));
        if (shape != null && !from.isEmpty() && from.size() <= LIMIT && isOf(shape, from.size())) {
            switch (node.type()) {
                case "Slice" -> slice(node, shape, from);
                case "Transpose" -> turn(node, shape, from);
                case "Expand" -> expand(node, shape, from);
                case "Split" -> split(node, shape, from);
                default -> {
                    // it rearranges nothing
                }
            }
        }
    }

    /** Whether a shape is that of so many numbers, at least one; the sizes in a file may be too large for a product. */
    private static boolean isOf(Shape shape, int count) {
        long product = 1;
        for (long size : shape.dimensions()) {
            if (size < 0 || size > count || product * size > count) {
                return false;
            }
            product *= size;
        }
        return product == count;
    }

    private static List<List<Integer>> all(List<Long> sizes) {
        List<List<Integer>> places = new ArrayList<>();
        sizes.forEach(size -> places.add(IntStream.range(0, size.intValue()).boxed().toList()));
        return places;
    }

    private static List<Integer> steps(Shape shape) {
        List<Integer> steps = new ArrayList<>();
        int step = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            steps.add(0, step);
            step *= (int) shape.dimension(axis);
        }
        return steps;
    }

    /** The numbers at all combinations of places along the axes, the last axis fastest. */
    private static List<Number> picked(List<Number> from, List<Integer> steps, List<List<Integer>> places) {
        List<Integer> starts = List.of(0);
        for (int axis = 0; axis < steps.size(); axis++) {
            List<Integer> next = new ArrayList<>();
            for (int start : starts) {
                for (int place : places.get(axis)) {
                    next.add(start + place * steps.get(axis));
                }
            }
            starts = next;
        }
        return starts.stream().map(from::get).toList();
    }

    private void slice(OnnxNode node, Shape shape, List<Number> from) {
        List<Long> starts = values.numbers(node, "starts", 1);
        List<Long> ends = values.numbers(node, "ends", 2);
        List<Long> axes = values.numbers(node, "axes", 3);
        List<Long> steps = values.numbers(node, "steps", 4);
        if (starts == null || ends == null || axes == null || steps == null || starts.size() != ends.size()) {
            return;
        }
        List<List<Integer>> places = all(shape.dimensions());
        for (int i = 0; i < starts.size(); i++) {
            int axis = IndexShapes.axis(i < axes.size() ? axes.get(i) : i, shape.rank());
            long step = Math.max(-LIMIT - 1, Math.min(LIMIT + 1, i < steps.size() ? steps.get(i) : 1));
            if (axis < 0 || step == 0) {
                return;
            }
            places.set(axis, cut(shape.dimension(axis), starts.get(i), ends.get(i), step));
        }
        values.contents(node.output(), picked(from, steps(shape), places));
    }

    /** The places of a slice; backwards it may start at the last and end before the first. */
    private static List<Integer> cut(long size, long start, long end, long step) {
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1;
        long from = Math.max(low, Math.min(high, start < 0 ? start + size : start));
        long to = Math.max(low, Math.min(high, end < 0 ? Math.max(-1, end + size) : end));
        List<Integer> places = new ArrayList<>();
        for (long at = from; step > 0 ? at < to : at > to; at += step) {
            places.add((int) at);
        }
        return places;
    }

    private void turn(OnnxNode node, Shape shape, List<Number> from) {
        List<Long> order = new ArrayList<>(node.numbers("perm"));
        for (int axis = shape.rank() - 1; order.size() < shape.rank(); axis--) {
            order.add((long) axis);
        }
        boolean fits = order.size() == shape.rank()
                && order.stream().allMatch(axis -> axis >= 0 && axis < shape.rank());
        if (fits) {
            List<Integer> steps = steps(shape);
            values.contents(node.output(), picked(from, order.stream().map(axis -> steps.get(axis.intValue())).toList(),
                    all(order.stream().map(axis -> shape.dimension(axis.intValue())).toList())));
        }
    }

    private void expand(OnnxNode node, Shape shape, List<Number> from) {
        List<Long> sizes = values.numbers(node, "", 1);
        if (sizes == null) {
            return;
        }
        int rank = Math.max(shape.rank(), sizes.size());
        List<Integer> steps = new ArrayList<>(Collections.nCopies(rank - shape.rank(), 0));
        steps.addAll(steps(shape));
        List<Long> stretched = new ArrayList<>();
        long count = 1;
        for (int axis = -rank; axis < 0; axis++) {
            long own = -axis <= shape.rank() ? shape.dimension(axis) : 1;
            long asked = -axis <= sizes.size() ? sizes.get(sizes.size() + axis) : 1;
            if (own == 1) {
                steps.set(rank + axis, 0);
            }
            stretched.add(Math.max(own, asked));
            count = Math.min(LIMIT + 1L, count * Math.min(LIMIT + 1L, stretched.get(rank + axis)));
        }
        if (count <= LIMIT) {
            values.contents(node.output(), picked(from, steps, all(stretched)));
        }
    }

    private void split(OnnxNode node, Shape shape, List<Number> from) {
        int along = IndexShapes.axis(node.number("axis", 0), shape.rank());
        List<Long> given = values.numbers(node, "split", 1);
        int count = node.outputs().size();
        if (along < 0 || given == null || !given.isEmpty() && given.size() != count) {
            return;
        }
        long size = shape.dimension(along);
        long start = 0;
        for (int i = 0; i < count; i++) {
            long length = given.isEmpty() ? (size + count - 1) / count : Math.max(0, given.get(i));
            long end = start + Math.min(size - start, length);
            List<List<Integer>> places = all(shape.dimensions());
            places.set(along, places.get(along).subList((int) start, (int) end));
            values.contents(node.outputs().get(i), picked(from, steps(shape), places));
            start = end;
        }
    }
}
