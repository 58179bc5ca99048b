package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/** The operators of ONNX that rearrange, join, cut, reduce or resize axes. */
final class ShapeOperators {

    private final Values values;

    ShapeOperators(Values values) {
        this.values = values;
    }

    /**
     * The type of a node in the shared vocabulary, with its hyper-parameters; null if it is none of these operators.
     */
    String describe(OnnxNode node, Map<String, Object> config) {
        return switch (node.type()) {
            case "Flatten" -> flatten(node, config);
            case "Reshape" -> reshape(node, config);
            case "Transpose" -> {
                put(config, "dims", node.numbers("perm"));
                yield "Permute";
            }
            case "Squeeze", "Unsqueeze" -> {
                put(config, "dim", axes(node));
                yield node.type();
            }
            case "Concat" -> {
                config.put("dim", node.number("axis", 0));
                yield "Concat";
            }
            case "Split" -> split(node, config);
            case "Slice" -> slice(node, config);
            case "Expand" -> {
                put(config, "size", values.sizes(node.input(1)));
                yield "Expand";
            }
            case "Pad" -> pad(node, config);
            case "Resize", "Upsample" -> resize(node, config);
            case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin" -> {
                put(config, "dim", axes(node));
                config.put("keepdim", node.number("keepdims", 1) != 0);
                yield node.type().substring("Reduce".length());
            }
            case "ArgMax" -> {
                config.put("dim", node.number("axis", 0));
                config.put("keepdim", node.number("keepdims", 1) != 0);
                yield "ArgMax";
            }
            default -> null;
        };
    }

    private static void put(Map<String, Object> config, String name, List<Long> numbers) {
        if (!numbers.isEmpty()) {
            config.put(name, numbers);
        }
    }

    /** The axes: an attribute in old operator sets, an input in new ones. */
    private List<Long> axes(OnnxNode node) {
        List<Long> axes = node.numbers("axes");
        return axes.isEmpty() ? values.sizes(node.input(1)) : axes;
    }

    /** ONNX flattens to two axes; from axis 1 on, that is what PyTorch does. */
    private String flatten(OnnxNode node, Map<String, Object> config) {
        Shape input = values.shape(node.input(0));
        long given = node.number("axis", 1);
        long axis = given < 0 && input != null ? given + input.rank() : given;
        if (axis == 1) {
            config.put("start_dim", 1L);
        } else if (input != null && input.isKnown() && axis >= 0 && axis <= input.rank()) {
            long rows = new Shape(input.dimensions().subList(0, (int) axis)).count().orElse(1);
            config.put("shape", List.of(rows, -1L));
            return "Reshape";
        }
        return "Flatten";
    }

    private String reshape(OnnxNode node, Map<String, Object> config) {
        List<Long> given = node.numbers("shape").isEmpty() ? values.sizes(node.input(1)) : node.numbers("shape");
        Shape input = values.shape(node.input(0));
        List<Long> target = new ArrayList<>(given);
        for (int axis = 0; axis < target.size(); axis++) {
            if (target.get(axis) == 0 && node.number("allowzero", 0) == 0) {
                long kept = input == null || axis >= input.rank() ? Shape.UNKNOWN : input.dimension(axis);
                target.set(axis, kept == Shape.UNKNOWN ? ShapeRules.UNKNOWN_SIZE : kept);
            }
        }
        put(config, "shape", target);
        return "Reshape";
    }

    private String split(OnnxNode node, Map<String, Object> config) {
        List<Long> sizes = node.numbers("split").isEmpty() ? values.sizes(node.input(1)) : node.numbers("split");
        if (sizes.isEmpty()) {
            config.put("chunks", (long) node.outputs().size());
        } else {
            config.put("sizes", sizes);
        }
        config.put("dim", node.number("axis", 0));
        return "Split";
    }

    /** Cuts along one axis have a rule; others stay unknown. */
    private String slice(OnnxNode node, Map<String, Object> config) {
        List<Long> starts = node.numbers("starts").isEmpty() ? values.sizes(node.input(1)) : node.numbers("starts");
        List<Long> ends = node.numbers("ends").isEmpty() ? values.sizes(node.input(2)) : node.numbers("ends");
        List<Long> axes = node.numbers("axes").isEmpty() ? values.sizes(node.input(3)) : node.numbers("axes");
        List<Long> steps = values.sizes(node.input(4));
        if (starts.size() == 1 && ends.size() == 1 && axes.size() <= 1) {
            config.put("dim", axes.isEmpty() ? 0L : axes.get(0));
            config.put("start", starts.get(0));
            config.put("end", ends.get(0));
            config.put("step", steps.size() == 1 ? steps.get(0) : 1L);
        }
        return "Slice";
    }

    /**
     * ONNX names all beginnings and then all ends; PyTorch names both of the last axis, then those of the one before.
     */
    private String pad(OnnxNode node, Map<String, Object> config) {
        List<Long> pads = node.numbers("pads").isEmpty() ? values.sizes(node.input(1)) : node.numbers("pads");
        List<Long> pad = new ArrayList<>();
        int rank = pads.size() / 2;
        for (int axis = rank - 1; axis >= 0; axis--) {
            pad.add(pads.get(axis));
            pad.add(pads.get(axis + rank));
        }
        put(config, "pad", pad);
        return "Pad";
    }

    private String resize(OnnxNode node, Map<String, Object> config) {
        boolean old = node.type().equals("Upsample") || node.inputs().size() == 2;
        List<Long> sizes = values.sizes(node.input(3));
        List<Number> scales = values.contents(node.input(old ? 1 : 2));
        if (sizes.size() > 2) {
            config.put("size", sizes.subList(2, sizes.size()));
        } else if (scales.size() > 2) {
            config.put("scale_factor", scales.subList(2, scales.size()).stream().map(Number::doubleValue).toList());
        }
        if (!node.text("mode").isEmpty()) {
            config.put("mode", node.text("mode"));
        }
        return "Upsample";
    }
}
