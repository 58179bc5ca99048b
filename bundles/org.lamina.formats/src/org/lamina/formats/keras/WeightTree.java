package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lamina.formats.hdf5.Hdf5Dataset;
import org.lamina.formats.hdf5.Hdf5Group;
import org.lamina.formats.keras.Weights.Found;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Model;
import org.lamina.model.Parameter;

/**
 * Makes a tree of layers of the names in a file of weights whose architecture is not known: what {@code save_weights}
 * wrote, and models of classes that only their program tells. The state of an optimizer is no part of the tree.
 */
final class WeightTree {

    private static final String TOP_LEVEL = "top_level_model_weights";
    private static final Set<String> CONTAINERS = Set.of("layers", "_layer_checkpoint_dependencies");
    private static final Set<String> STATE = Set.of("optimizer", "_optimizer", "metrics", "_metrics", "loss_tracker",
            "_loss_tracker", "_compile_metrics", "compile_metrics");
    /** What stands inside a layer: directions, cells, what a wrapper wraps, and generators of random numbers. */
    private static final String PART = "cell|layer|(forward|backward)_.*|.*_cell(_\\d+)?|seed_generator(_\\d+)?";
    private static final Set<String> ATTENTION = Set.of("query", "key", "value", "output", "attention_output");

    private static final List<String> PROJECTIONS = List.of("query", "query_dense", "_query_dense");

    private final Map<String, List<Found>> byLayer = new LinkedHashMap<>();
    /** What is told about a layer besides its path: the names of its group and of the layer. */
    private final Map<String, List<String>> hints = new LinkedHashMap<>();

    private WeightTree() {
    }

    /**
     * The tree of the weights of a file; empty if they are not in a layout of Keras.
     *
     * @param name the name of the model
     */
    static Optional<Model> of(Hdf5Group root, String name) {
        WeightTree weights = new WeightTree();
        Hdf5Group noted = root.groups().getOrDefault(WeightFinder.MODEL_WEIGHTS, root);
        if (WeightFinder.isLegacy(noted)) {
            weights.legacy(noted);
        } else if (WeightFinder.isCurrent(root)) {
            weights.current(root, List.of(), false);
        }
        weights.joinAttention();
        NameTree tree = weights.tree();
        return tree.isEmpty() ? Optional.empty() : Optional.of(tree.model(name));
    }

    private void legacy(Hdf5Group group) {
        List<String> names = new ArrayList<>(group.texts("layer_names"));
        names.add(TOP_LEVEL);
        for (String name : names) {
            Hdf5Group members = group.groups().get(name);
            for (String weightName : members == null ? List.<String>of() : members.texts("weight_names")) {
                members.dataset(weightName).ifPresent(dataset -> legacy(name, weightName, dataset));
            }
        }
    }

    /** {@code net/block/dense_2/kernel:0} of the layer {@code block} is {@code kernel} of {@code block.dense_2}. */
    private void legacy(String layer, String weightName, Hdf5Dataset dataset) {
        List<String> segments = new ArrayList<>(Arrays.asList(weightName.replaceAll(":\\d+$", "").split("/")));
        segments.removeIf(String::isEmpty);
        int own = segments.size() - 2;
        while (own >= 0 && !isCalled(segments.get(own), layer)) {
            own--;
        }
        List<String> rest = new ArrayList<>(segments.subList(own + 1, segments.size()));
        if (rest.isEmpty()) {
            return;
        }
        String last = rest.get(rest.size() - 1);
        if (last.startsWith(layer + "_") && last.length() > layer.length() + 1) {
            rest.set(rest.size() - 1, last.substring(layer.length() + 1));
        }
        List<String> path = new ArrayList<>(layer.equals(TOP_LEVEL) ? List.of() : List.of(layer));
        path.addAll(rest.subList(0, rest.size() - 1));
        claim(path, rest.get(rest.size() - 1), dataset);
    }

    /** Whether a segment is a layer's name; a model that was loaded and saved anew may number it once more. */
    private static boolean isCalled(String segment, String layer) {
        return segment.equals(layer)
                || segment.startsWith(layer + "_") && segment.substring(layer.length() + 1).matches("\\d+");
    }

    /** Goes through groups of Keras 3, whose variables are numbered in a group {@code vars} of each layer. */
    private void current(Hdf5Group group, List<String> path, boolean container) {
        Map<String, Long> names = group.groups().values().stream().flatMap(member -> noted(member).stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        group.groups().forEach((rawName, member) -> {
            String name = rawName.replace('\\', '/');
            String first = name.substring(0, Math.max(0, name.indexOf('/')));
            if (path.isEmpty() && (STATE.contains(name) || STATE.contains(first))) {
                return;
            } else if (name.equals("vars")) {
                variables(path, member);
            } else if (CONTAINERS.contains(name)) {
                current(member, path, true);
            } else {
                String own = noted(member).filter(label -> container && names.get(label) == 1).orElse(name);
                List<String> below = new ArrayList<>(path);
                Arrays.stream(own.equals(name) ? name.split("/") : new String[] {own})
                        .filter(part -> !CONTAINERS.contains(part)).forEach(below::add);
                hints.computeIfAbsent(key(below), unused -> new ArrayList<>())
                        .addAll(List.of(name.substring(name.lastIndexOf('/') + 1), noted(member).orElse("")));
                current(member, below, false);
            }
        });
    }

    private static Optional<String> noted(Hdf5Group member) {
        return Optional.ofNullable(member.groups().get("vars")).flatMap(variables -> variables.text("name"))
                .or(() -> member.text("name")).filter(name -> !name.isBlank());
    }

    private void variables(List<String> path, Hdf5Group group) {
        Map<String, Hdf5Dataset> datasets = new TreeMap<>(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        datasets.putAll(group.datasets());
        datasets.forEach((number, dataset) -> claim(path, number, dataset));
    }

    /** Gives a weight to the innermost module that is a layer of its own. */
    private void claim(List<String> modules, String own, Hdf5Dataset dataset) {
        int end = modules.size();
        while (end > 1 && modules.get(end - 1).matches(PART)) {
            end--;
        }
        List<String> segments = new ArrayList<>(modules.subList(end, modules.size()));
        segments.add(own);
        byLayer.computeIfAbsent(key(modules.subList(0, end)), unused -> new ArrayList<>())
                .add(new Found(segments, dataset.info(WeightFinder.tensorName(dataset))));
    }

    /** The path of a module, whose segments have no dots. */
    private static String key(List<String> segments) {
        return segments.stream().map(segment -> segment.replace('.', '_')).collect(Collectors.joining("."));
    }

    /** Gives the projections of an attention, which have an axis for the heads, to the attention. */
    private void joinAttention() {
        Map<String, List<Found>> apart = new LinkedHashMap<>(byLayer);
        byLayer.clear();
        apart.forEach((path, found) -> {
            String parent = path.substring(0, Math.max(0, path.lastIndexOf('.')));
            String module = path.substring(path.lastIndexOf('.') + 1);
            boolean inside = !parent.isEmpty() && ATTENTION.contains(role(module)) && PROJECTIONS.stream()
                    .anyMatch(projection -> isAttention(parent, projection, apart));
            List<Found> own = byLayer.computeIfAbsent(inside ? parent : path, unused -> new ArrayList<>());
            found.forEach(each -> own.add(inside ? inner(module, each) : each));
        });
    }

    private static boolean isAttention(String path, String projection, Map<String, List<Found>> layers) {
        return Stream.of("query", "key", "value").allMatch(role -> layers
                .getOrDefault(path + "." + projection.replace("query", role), List.of()).stream()
                .anyMatch(found -> found.tensor().shape().rank() == 3));
    }

    private static Found inner(String module, Found found) {
        List<String> segments = new ArrayList<>(List.of(module));
        segments.addAll(found.segments());
        return new Found(segments, found.tensor());
    }

    /** {@code query} of the projection {@code query} of Keras 2 and {@code query_dense} of Keras 3. */
    private static String role(String module) {
        return module.replaceFirst("^_", "").replaceFirst("_dense$", "");
    }

    private NameTree tree() {
        NameTree tree = new NameTree();
        byLayer.forEach((path, found) -> {
            String own = path.substring(path.lastIndexOf('.') + 1);
            List<String> told = new ArrayList<>(hints.getOrDefault(path, List.of()));
            told.add(0, own);
            ClassGuess guess = ClassGuess.of(told, found);
            Weights weights = new Weights();
            found.forEach(each -> weights.claim(path, each));
            String prefix = path.isEmpty() ? "" : path + ".";
            for (Parameter parameter : weights.of(path, guess.layer(), true)) {
                String name = guess.isAttention() ? parameter.name() : parameter.name().replace('.', '_');
                tree.add(prefix + name, parameter.tensor(), parameter.trainable());
            }
            if (guess.isComplete() && !path.isEmpty()) {
                tree.module(path, guess.type(), "", guess.config());
            }
        });
        return tree;
    }
}
