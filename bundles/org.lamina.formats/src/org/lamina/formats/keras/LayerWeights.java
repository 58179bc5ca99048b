package org.lamina.formats.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.lamina.formats.keras.Weights.Found;
import org.lamina.model.Shape;

/**
 * The weights of one layer, as its class is guessed from them: of a bidirectional layer those of one direction, without
 * the state of generators of random numbers.
 *
 * @param byName their shapes, by name or by number as the file has it
 * @param bidirectional whether there is another direction
 * @param projections whether they are those of an attention
 */
record LayerWeights(Map<String, Shape> byName, boolean bidirectional, boolean projections) {

    private static final List<String> KERNELS = List.of("kernel", "W", "depthwise_kernel", "recurrent_kernel", "U",
            "pointwise_kernel");

    /** Takes from a layer's weights what tells its class. */
    static LayerWeights of(List<Found> found) {
        boolean both = found.stream().anyMatch(each -> contains(each, "backward_"));
        boolean projections = found.stream().anyMatch(each -> contains(each, "query") || contains(each, "_query"));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        found.stream().filter(each -> !contains(each, "seed_generator") && !contains(each, "backward_"))
                .forEach(each -> shapes.putIfAbsent(each.own(), each.tensor().shape()));
        return new LayerWeights(shapes, both, projections);
    }

    private static boolean contains(Found found, String start) {
        return found.segments().subList(0, found.segments().size() - 1).stream()
                .anyMatch(segment -> segment.startsWith(start));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whether they have numbers in place of names. */
    boolean numbered() {
        return byName.keySet().stream().allMatch(name -> name.matches("\\d+"));
    }

    /** Their shapes, the kernels first. */
    List<Shape> shapes() {
        return Stream.concat(KERNELS.stream().filter(this::has),
                byName.keySet().stream().filter(name -> !KERNELS.contains(name))).map(byName::get).toList();
    }

    /** The shape of the first of them; there is one. */
    Shape kernel() {
        return shapes().get(0);
    }

    /** Whether the second is a square matrix, or several in a row, whose columns are those of the first. */
    boolean recurrent() {
        List<Shape> shapes = shapes();
        return shapes.size() >= 2 && shapes.size() <= 3 && shapes.get(0).rank() == 2 && shapes.get(1).rank() == 2
                && shapes.get(0).dimension(1) == shapes.get(1).dimension(1)
                && (has("recurrent_kernel") || has("U") || numbered());
    }
}
