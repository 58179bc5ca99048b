package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.lamina.formats.hdf5.Hdf5Dataset;
import org.lamina.formats.hdf5.Hdf5Group;

/** Finds the weights of a model's layers in an HDF5 file, in the layouts of Keras 1 and 2, and of Keras 3. */
final class WeightFinder {

    static final String MODEL_WEIGHTS = "model_weights";
    private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

    private final Weights weights = new Weights();
    /** The datasets of Keras 3's layout: by the path of their group, which ends in {@code vars}, then by number. */
    private final NavigableMap<String, Map<String, Hdf5Dataset>> variables = new TreeMap<>();
    /** The names that Keras 3 notes beside the variables. */
    private final Map<String, String> names = new HashMap<>();

    private WeightFinder() {
    }

    /**
     * Finds the weights.
     *
     * @param root the file
     * @param model the model, if the configuration is there; without one every weight is only listed
     */
    static Weights find(Hdf5Group root, Optional<ModelConfig> model) {
        WeightFinder finder = new WeightFinder();
        for (Hdf5Dataset dataset : root.allDatasets()) {
            finder.weights.tensor(tensorName(dataset), dataset);
        }
        Hdf5Group legacy = root.groups().getOrDefault(MODEL_WEIGHTS, root);
        if (model.isPresent() && isLegacy(legacy)) {
            finder.legacy(legacy, model.get());
        } else if (model.isPresent()) {
            finder.variables(root, "");
            finder.container("", "", model.get());
        }
        return finder.weights;
    }

    /** Whether a group holds weights as Keras 1 and 2 write them, with the names of layers beside. */
    static boolean isLegacy(Hdf5Group group) {
        return !group.texts("layer_names").isEmpty();
    }

    /** Whether a file holds weights as Keras 3 writes them: numbered, in a group of each layer. */
    static boolean isCurrent(Hdf5Group root) {
        Hdf5Group numbered = root.groups().get("vars");
        return numbered != null && numbered.datasets().containsKey("0") || root.groups().entrySet().stream()
                .anyMatch(group -> CONTAINERS.contains(group.getKey().replaceFirst("[/\\\\].*", ""))
                        || isCurrent(group.getValue()));
    }

    /** The name under which a dataset is listed. */
    static String tensorName(Hdf5Dataset dataset) {
        return dataset.path().startsWith(MODEL_WEIGHTS + "/") ? dataset.path().substring(MODEL_WEIGHTS.length() + 1)
                : dataset.path();
    }

    private void legacy(Hdf5Group group, ModelConfig model) {
        Map<String, LayerConfig> layers = new HashMap<>();
        model.layers().forEach(layer -> layers.put(layer.name(), layer));
        for (String name : group.texts("layer_names")) {
            Hdf5Group members = group.groups().get(name);
            LayerConfig layer = layers.get(name);
            if (members == null) {
                continue;
            }
            Map<String, String> leaves = new LinkedHashMap<>();
            if (layer != null) {
                leaves(layer, "", leaves, 0);
            }
            for (String weightName : members.texts("weight_names")) {
                Optional<Hdf5Dataset> dataset = members.dataset(weightName);
                if (dataset.isPresent()) {
                    claim(layer, leaves, weightName, dataset.get());
                }
            }
        }
    }

    /** The layers with weights inside a layer: path by name; a name that is taken is passed over. */
    private static void leaves(LayerConfig layer, String prefix, Map<String, String> leaves, int depth) {
        Optional<ModelConfig> model = layer.model().or(() -> layer.wrapped().flatMap(LayerConfig::model));
        if (model.isPresent() && depth < 64) {
            for (LayerConfig inner : model.get().layers()) {
                leaves(inner, prefix + layer.segment() + ".", leaves, depth + 1);
            }
        } else {
            leaves.putIfAbsent(layer.name(), prefix + layer.segment());
        }
    }

    private void claim(LayerConfig layer, Map<String, String> leaves, String weightName, Hdf5Dataset dataset) {
        List<String> segments = new ArrayList<>(Arrays.asList(weightName.replaceAll(":\\d+$", "").split("/")));
        segments.removeIf(String::isEmpty);
        String tensor = tensorName(dataset);
        if (layer == null || segments.isEmpty()) {
            weights.unclaimed(tensor);
        } else if (leaves.size() == 1) {
            String leaf = leaves.keySet().iterator().next();
            weights.claim(leaves.get(leaf), new Weights.Found(shortened(segments, leaf), dataset.info(tensor)));
        } else {
            String leaf = leaf(leaves, segments);
            if (leaf == null) {
                weights.unclaimed(tensor);
            } else {
                weights.claim(leaves.get(leaf), new Weights.Found(shortened(segments, leaf), dataset.info(tensor)));
            }
        }
    }

    /** The innermost segment that is a layer's name, or else the longest name that a weight of Keras 1 starts with. */
    private static String leaf(Map<String, String> leaves, List<String> segments) {
        for (int i = segments.size() - 2; i >= 0; i--) {
            if (leaves.containsKey(segments.get(i))) {
                return segments.get(i);
            }
        }
        String own = segments.get(segments.size() - 1);
        return leaves.keySet().stream().filter(name -> own.startsWith(name + "_"))
                .max(Comparator.comparingInt(String::length)).orElse(null);
    }

    /** What follows the layer's name; {@code dense_1_W} is {@code W}. */
    private static List<String> shortened(List<String> segments, String leaf) {
        List<String> rest = segments.subList(segments.lastIndexOf(leaf) + 1, segments.size());
        rest = rest.isEmpty() ? segments.subList(segments.size() - 1, segments.size()) : rest;
        List<String> result = new ArrayList<>(rest);
        String own = result.get(result.size() - 1);
        if (own.startsWith(leaf + "_") && own.length() > leaf.length() + 1) {
            result.set(result.size() - 1, own.substring(leaf.length() + 1));
        }
        return result;
    }

    private void variables(Hdf5Group group, String path) {
        group.groups().forEach((rawName, member) -> {
            String name = rawName.replace('\\', '/');
            String memberPath = path.isEmpty() ? name : path + "/" + name;
            if (name.equals("vars") || name.endsWith("/vars")) {
                String owner = memberPath.substring(0, Math.max(0, memberPath.length() - "/vars".length()));
                variables.put(owner, member.datasets());
                member.text("name").ifPresent(noted -> names.put(owner, noted));
            }
            variables(member, memberPath);
        });
    }

    /** Goes through the layers of a model; Keras 3 numbers the groups of layers of one class. */
    private void container(String modelPath, String groupPath, ModelConfig model) {
        String container = CONTAINERS.stream().map(name -> groupPath.isEmpty() ? name : groupPath + "/" + name)
                .filter(path -> !below(path).isEmpty())
                .findFirst().orElse(null);
        if (container == null) {
            return;
        }
        Map<String, Integer> used = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        for (String owner : below(container).keySet()) {
            if (owner.indexOf('/', container.length() + 1) < 0 && names.containsKey(owner)) {
                byName.putIfAbsent(names.get(owner), owner);
            }
        }
        for (LayerConfig layer : model.layers()) {
            String base = WeightNames.snakeCase(layer.className());
            int count = used.merge(base, 1, Integer::sum);
            String numbered = container + "/" + (count == 1 ? base : base + "_" + (count - 1));
            layer(modelPath, byName.getOrDefault(layer.name(), numbered), layer);
        }
    }

    private void layer(String modelPath, String groupPath, LayerConfig layer) {
        String path = modelPath.isEmpty() ? layer.segment() : modelPath + "." + layer.segment();
        if (layer.model().isPresent()) {
            container(path, groupPath, layer.model().get());
            return;
        } else if (layer.wrapped().flatMap(LayerConfig::model).isPresent()) {
            container(path, groupPath + "/layer", layer.wrapped().get().model().get());
            return;
        }
        claim(path, groupPath, groupPath);
        below(groupPath).keySet().forEach(owner -> claim(path, groupPath, owner));
    }

    private void claim(String path, String groupPath, String owner) {
        Map<String, Hdf5Dataset> datasets = new TreeMap<>(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        datasets.putAll(variables.getOrDefault(owner, Map.of()));
        datasets.forEach((number, dataset) -> {
            List<String> segments = new ArrayList<>(Arrays.asList(owner.substring(groupPath.length()).split("/")));
            segments.removeIf(String::isEmpty);
            segments.add(number);
            weights.claim(path, new Weights.Found(segments, dataset.info(tensorName(dataset))));
        });
    }

    /** The variables in the groups below a path. */
    private Map<String, Map<String, Hdf5Dataset>> below(String path) {
        return variables.subMap(path + "/", path + "0");
    }
}
