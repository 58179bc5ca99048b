package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.shapes.ShapeRules;

/** The hyper-parameters that operators of TensorFlow read as small constants: axes, sizes, paddings. */
final class ConstantNumbers {

    private static final int MAX_HOPS = 8;

    private final Map<String, GraphNode> nodes;
    private final FileBytes bytes;

    /**
     * @param nodes the nodes by name
     * @param bytes the file with the constants
     */
    ConstantNumbers(Map<String, GraphNode> nodes, FileBytes bytes) {
        this.nodes = nodes;
        this.bytes = bytes;
    }

    /**
     * Adds what the inputs of an operator tell.
     *
     * @param type its type in the common vocabulary
     * @param config its hyper-parameters by the common names
     */
    void describe(GraphNode node, String type, Map<String, Object> config) {
        switch (type) {
            case "Reshape" -> put(config, "shape", sizes(node, 1));
            case "Expand" -> put(config, "size", sizes(node, 1));
            case "Permute" -> put(config, "dims", numbers(node, 1));
            case "Unsqueeze", "ArgMax" -> put(config, "dim", numbers(node, 1));
            case "Mean", "Sum", "Max", "Min" -> {
                if (!node.operator().endsWith("imum")) {
                    put(config, "dim", numbers(node, 1));
                    config.put("keepdim", Boolean.TRUE.equals(node.attributes().get("keep_dims")));
                }
            }
            case "Squeeze" -> put(config, "dim", node.numbers("squeeze_dims"));
            case "Concat" -> put(config, "dim", numbers(node,
                    node.operator().equals("ConcatV2") ? data(node).size() - 1 : 0));
            case "Stack" -> config.put("dim", node.attributes().getOrDefault("axis", 0L));
            case "Upsample" -> {
                put(config, "size", numbers(node, 1));
                config.put("data_format", "channels_last");
            }
            case "Pad" -> pad(node, config);
            default -> {
                // nothing that is read as a constant
            }
        }
    }

    private static void put(Map<String, Object> config, String name, List<Long> numbers) {
        if (!numbers.isEmpty()) {
            config.put(name, numbers);
        }
    }

    /** Pairs of sizes before and behind each axis; the common rule has them innermost first. */
    private void pad(GraphNode node, Map<String, Object> config) {
        List<Long> pairs = numbers(node, 1);
        List<Long> padding = new ArrayList<>();
        for (int axis = pairs.size() / 2 - 1; axis >= 0; axis--) {
            padding.add(pairs.get(2 * axis));
            padding.add(pairs.get(2 * axis + 1));
        }
        put(config, "pad", padding);
    }

    private static List<String> data(GraphNode node) {
        return node.inputs().stream().filter(input -> !input.startsWith("^")).toList();
    }

    /** The numbers that an input is; empty if it is no small constant. */
    private List<Long> numbers(GraphNode node, int input) {
        GraphNode origin = origin(node, input);
        try {
            return origin != null && origin.attributes().get("value") instanceof GraphConstant constant
                    ? constant.small(bytes) : List.of();
        } catch (IOException e) {
            // Damaged numbers are unknown ones; whoever asks for the constant's values is told.
            return List.of();
        }
    }

    /** The sizes that an input is, of which some may be known when the graph runs only. */
    private List<Long> sizes(GraphNode node, int input) {
        GraphNode origin = origin(node, input);
        if (origin == null || !origin.operator().equals("Pack")) {
            return numbers(node, input);
        }
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < data(origin).size(); i++) {
            List<Long> size = numbers(origin, i);
            sizes.add(size.size() == 1 ? size.get(0) : Long.valueOf(ShapeRules.UNKNOWN_SIZE));
        }
        return sizes;
    }

    private GraphNode origin(GraphNode node, int input) {
        List<String> data = data(node);
        GraphNode origin = input < 0 || input >= data.size() ? null : nodes.get(GraphNode.nodeName(data.get(input)));
        for (int hop = 0; origin != null && origin.operator().equals("Identity") && !origin.inputs().isEmpty()
                && hop < MAX_HOPS; hop++) {
            origin = nodes.get(GraphNode.nodeName(origin.inputs().get(0)));
        }
        return origin;
    }
}
