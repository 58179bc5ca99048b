package org.lamina.formats.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/**
 * What is known of the values of a graph while its nodes are followed: shapes, the contents of constants and of
 * computed shapes, and which values are only arithmetic on shapes.
 */
final class Values {

    private final Map<String, OnnxTensor> tensors = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<Number>> contents = new HashMap<>();
    private final Set<String> side = new HashSet<>();
    private final Map<String, List<String>> restoredBy = new HashMap<>();
    private final Map<String, Set<OnnxTensor>> origins = new HashMap<>();

    Values(OnnxGraph graph) {
        graph.initializers().values().forEach(this::constant);
        graph.values().values().forEach(this::declare);
        graph.inputs().forEach(this::declare);
        graph.outputs().forEach(this::declare);
    }

    private void constant(OnnxTensor tensor) {
        constant(tensor.name(), tensor, tensor.shape());
    }

    private void declare(OnnxValue value) {
        if (value.shape() != null) {
            shapes.putIfAbsent(value.name(), value.shape());
        }
    }

    /** Notes that a value is this constant, in this shape. */
    void constant(String name, OnnxTensor tensor, Shape shape) {
        tensors.put(name, tensor);
        shapes.put(name, shape);
        if (tensor.small().size() == tensor.shape().count().orElse(-1)) {
            contents.put(name, tensor.small());
        }
    }

    /** The constant tensor that a value is; null if it is none. */
    OnnxTensor tensor(String name) {
        return tensors.get(name);
    }

    /** Whether a value is a constant tensor. */
    boolean isConstant(String name) {
        return tensors.containsKey(name);
    }

    /** The shape of a value; null if it is not known. */
    Shape shape(String name) {
        return shapes.get(name);
    }

    /** Notes the shape of a value, unless the file tells it. */
    void shape(String name, Shape shape) {
        if (shape != null) {
            shapes.merge(name, shape, Values::better);
        }
    }

    /** Of two shapes the one that knows more sizes; the file's, if they know equally many. */
    private static Shape better(Shape declared, Shape inferred) {
        boolean known = declared.rank() == inferred.rank() && inferred.dimensions().stream()
                .filter(size -> size == Shape.UNKNOWN).count() < declared.dimensions().stream()
                        .filter(size -> size == Shape.UNKNOWN).count();
        return known ? inferred : declared;
    }

    /** The numbers in a small constant or a computed shape; empty if they are not known. */
    List<Number> contents(String name) {
        return contents.getOrDefault(name, List.of());
    }

    /** Whether the numbers in a value are known. */
    boolean hasContents(String name) {
        return contents.containsKey(name);
    }

    /** Notes the numbers in a value. */
    void contents(String name, List<Number> numbers) {
        contents.put(name, List.copyOf(numbers));
    }

    /** The whole numbers in a small constant or a computed shape; empty if they are not known. */
    List<Long> sizes(String name) {
        return contents(name).stream().map(Number::longValue).toList();
    }

    /**
     * The whole numbers of an attribute in old operator sets, of an input in new ones; empty if there is neither, null
     * if they are not known.
     */
    List<Long> numbers(OnnxNode node, String attribute, int input) {
        if (node.attributes().containsKey(attribute)) {
            return node.numbers(attribute);
        } else if (node.input(input).isEmpty()) {
            return List.of();
        }
        List<Long> sizes = sizes(node.input(input));
        return hasContents(node.input(input)) && !sizes.contains(ShapeRules.UNKNOWN_SIZE) ? sizes : null;
    }

    /** Notes that a value is computed from shapes and constants alone, and is no data. */
    void side(String name, List<String> from) {
        side.add(name);
        Set<OnnxTensor> made = new LinkedHashSet<>();
        from.forEach(input -> made.addAll(origins(input)));
        origins.put(name, made);
    }

    /** The constant tensors that a value is, or is computed from. */
    Set<OnnxTensor> origins(String name) {
        OnnxTensor tensor = tensors.get(name);
        return tensor != null ? Set.of(tensor) : origins.getOrDefault(name, Set.of());
    }

    /** Notes that a value is a quantised constant, restored with these values: its scale and zero point. */
    void restored(String name, List<String> by) {
        restoredBy.put(name, by);
    }

    /** The scale and the zero point by which a value was restored; empty if it was not quantised. */
    List<String> restoredBy(String name) {
        return restoredBy.getOrDefault(name, List.of());
    }

    /** Whether a value carries data: it is there, no constant, and not computed from shapes and constants alone. */
    boolean isData(String name) {
        return !name.isEmpty() && !tensors.containsKey(name) && !side.contains(name);
    }
}
