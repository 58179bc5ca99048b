package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.List;

import org.lamina.model.Shape;

/** The shapes of what operators of ONNX make that cut out a region, or pad or resize one. */
final class RegionShapes {

    private final Values values;

    RegionShapes(Values values) {
        this.values = values;
    }

    Shape sliced(OnnxNode node, Shape input) {
        List<Long> starts = values.numbers(node, "starts", 1);
        List<Long> ends = values.numbers(node, "ends", 2);
        List<Long> axes = values.numbers(node, "axes", 3);
        List<Long> steps = values.numbers(node, "steps", 4);
        if (input == null || axes == null) {
            return IndexShapes.unknown(input);
        }
        int count = !axes.isEmpty() ? axes.size() : starts != null ? starts.size() : ends != null ? ends.size() : -1;
        List<Long> dimensions = count < 0 ? new ArrayList<>(IndexShapes.unknown(input).dimensions())
                : new ArrayList<>(input.dimensions());
        for (int i = 0; i < count; i++) {
            int axis = IndexShapes.axis(axes.isEmpty() ? i : axes.get(i), input.rank());
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

    Shape padded(OnnxNode node, Shape input) {
        List<Long> pads = values.numbers(node, node.attributes().containsKey("paddings") ? "paddings" : "pads", 1);
        List<Long> axes = values.numbers(node, "", 3);
        if (input == null || pads == null || axes == null) {
            return IndexShapes.unknown(input);
        }
        int count = pads.size() / 2;
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        for (int i = 0; i < count; i++) {
            int axis = IndexShapes.axis(axes.size() == count ? axes.get(i) : i, input.rank());
            if (axis >= 0 && input.dimension(axis) != Shape.UNKNOWN) {
                dimensions.set(axis, Math.max(0, input.dimension(axis) + pads.get(i) + pads.get(i + count)));
            }
        }
        return new Shape(dimensions);
    }

    /** By factors or to sizes; where a size is to keep the proportions, it stays unknown. */
    Shape resized(OnnxNode node, Shape input) {
        boolean isOld = node.type().equals("Upsample") || node.inputs().size() == 2;
        List<Long> sizes = node.input(3).isEmpty() || isOld ? List.of() : values.numbers(node, "", 3);
        List<Number> factors = node.attributes().get("scales") instanceof List<?> list
                ? list.stream().filter(Number.class::isInstance).map(Number.class::cast).toList()
                : values.contents(node.input(isOld ? 1 : 2));
        if (input == null || sizes == null) {
            return IndexShapes.unknown(input);
        }
        List<Long> axes = node.numbers("axes");
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        int count = axes.isEmpty() ? input.rank() : axes.size();
        boolean keepsRatio = node.text("keep_aspect_ratio_policy").startsWith("not_");
        for (int i = 0; i < count; i++) {
            int axis = IndexShapes.axis(axes.isEmpty() ? i : axes.get(i), input.rank());
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
}
