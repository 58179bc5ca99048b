package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.hdf5.Hdf5Dataset;
import org.lamina.model.Parameter;
import org.lamina.model.TensorInfo;

/**
 * Which weights belong to which layer. Layers are told by their place in the model: the names of the models around them
 * and their own, with dots between.
 */
final class Weights {

    /**
     * A weight that has been found for a layer.
     *
     * @param segments where it stood below the layer's group, or how the file named it; the last one is its own name
     * @param tensor the tensor
     */
    record Found(List<String> segments, TensorInfo tensor) {

        Found {
            segments = List.copyOf(segments);
        }

        String own() {
            return segments.get(segments.size() - 1);
        }
    }

    private final Map<String, List<Found>> byLayer = new HashMap<>();
    private final Map<String, Hdf5Dataset> tensors = new LinkedHashMap<>();
    private final Set<String> unclaimed = new LinkedHashSet<>();

    /** Notes a tensor of the file. */
    void tensor(String name, Hdf5Dataset dataset) {
        tensors.put(name, dataset);
    }

    /** All tensors of the file by name. */
    Map<String, Hdf5Dataset> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Notes that a weight belongs to a layer. */
    void claim(String layerPath, Found found) {
        byLayer.computeIfAbsent(layerPath, unused -> new ArrayList<>()).add(found);
    }

    /** Notes that no layer was found for a weight of the model. */
    void unclaimed(String tensor) {
        unclaimed.add(tensor);
    }

    /** The weights of the model that belong to no known layer. */
    Set<String> unclaimed() {
        return unclaimed;
    }

    /** Whether there are weights at all. */
    boolean isEmpty() {
        return byLayer.isEmpty();
    }

    /**
     * The parameters of a layer.
     *
     * @param path where it is in the model
     * @param trainable whether training changes the weights of this layer at all
     */
    List<Parameter> of(String path, LayerConfig layer, boolean trainable) {
        List<Found> found = byLayer.getOrDefault(path, List.of());
        List<String> usual = WeightNames.of(layer.wrapped().orElse(layer));
        List<Parameter> parameters = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; i < found.size(); i++) {
            String name = name(found, i, usual);
            String unique = taken.add(name) ? name : name + "_" + i;
            parameters.add(new Parameter(unique, found.get(i).tensor(),
                    trainable && WeightNames.isTrained(name)));
        }
        return parameters;
    }

    /** Its own name, with as much of what stands before it as tells it from the others. */
    private static String name(List<Found> all, int index, List<String> usual) {
        Found found = all.get(index);
        String own = found.own();
        String before = String.join(".", found.segments().subList(0, found.segments().size() - 1));
        boolean numbered = own.matches("\\d+|param_\\d+");
        if (numbered) {
            int number = Integer.parseInt(own.replace("param_", "").substring(0, Math.min(6, own.length())));
            own = number < usual.size() ? usual.get(number) : before.endsWith("_dense")
                    ? List.of("kernel", "bias").get(Math.min(1, number)) : "weight_" + number;
        }
        String direction = direction(found.segments());
        if (!direction.isEmpty()) {
            return direction + own;
        } else if (numbered) {
            return before.isEmpty() || before.equals("cell") || before.equals("layer") ? own
                    : before.startsWith("seed_generator") ? "seed_generator.state" : before + "." + own;
        }
        String mine = found.own();
        long alike = all.stream().filter(other -> other.own().equals(mine)).count();
        return alike == 1 || before.isEmpty() ? own
                : found.segments().get(found.segments().size() - 2) + "." + own;
    }

    private static String direction(List<String> segments) {
        for (String segment : segments) {
            if (segment.startsWith("forward_") || segment.equals("forward_layer")) {
                return "forward_";
            } else if (segment.startsWith("backward_")) {
                return "backward_";
            }
        }
        return "";
    }
}
