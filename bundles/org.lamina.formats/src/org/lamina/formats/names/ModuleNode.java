package org.lamina.formats.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.graph.LayerBuilder;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;

/** A module of the tree: its tensors, the modules in it, and what the file tells about it. */
final class ModuleNode {

    private static final int DEPTH_LIMIT = 64;
    private static final int DIGITS = 9;

    /** Modules inside a layer that only change how its weights are made or stored. */
    private static final Set<String> PARTS = Set.of("parametrizations", "_packed_params", "weight_fake_quant",
            "activation_post_process", "lora_A", "lora_B", "lora_embedding_A", "lora_embedding_B",
            "lora_magnitude_vector");
    private static final Set<String> WHOLE = Set.of("MultiheadAttention");

    private final String path;
    private final String name;
    private final Map<String, ModuleNode> children = new LinkedHashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private boolean told;
    private String type = "";
    private String originalType = "";
    private Map<String, Object> config = Map.of();
    private LayerGuess guess;

    ModuleNode(String path, String name) {
        this.path = path;
        this.name = name;
    }

    String path() {
        return path;
    }

    /** Its own tensors; to be filled. */
    List<Parameter> parameters() {
        return parameters;
    }

    /** Its type as the file tells; empty if it does not. */
    String type() {
        return type;
    }

    String originalType() {
        return originalType;
    }

    void tell(String newType, String newOriginalType, Map<String, Object> newConfig) {
        told = true;
        type = newType;
        originalType = newOriginalType;
        config = newConfig;
    }

    /** The module at a path below this one, made if it is new. What is too deep ends in a name with dots. */
    ModuleNode descendant(String below) {
        ModuleNode module = this;
        String[] names = below.isEmpty() ? new String[0] : below.split("\\.", DEPTH_LIMIT);
        for (String segment : names) {
            ModuleNode owner = module;
            String child = segment.isEmpty() ? "_" : segment;
            module = module.children.computeIfAbsent(child,
                    key -> new ModuleNode(owner.path.isEmpty() ? key : owner.path + "." + key, key));
        }
        return module;
    }

    /** The modules in it, in order; by number if all are numbers. */
    Collection<ModuleNode> children() {
        boolean numbered = children.keySet().stream()
                .allMatch(child -> child.length() <= DIGITS && child.chars().allMatch(c -> c >= '0' && c <= '9'));
        return numbered ? children.values().stream()
                .sorted(Comparator.comparing((ModuleNode child) -> Integer.parseInt(child.name))).toList()
                : children.values();
    }

    /** Whether it is a layer with all that is in it, not a group. */
    boolean isLayer() {
        if (children.isEmpty()) {
            return told || !parameters.isEmpty();
        } else if (told) {
            return WHOLE.contains(type);
        } else if (parameters.isEmpty()) {
            return PARTS.containsAll(children.keySet());
        }
        return guess().isComplete() && (WHOLE.contains(guess().type()) || PARTS.containsAll(children.keySet()));
    }

    /** Whether it is a layer whose type is told or can be guessed. */
    boolean isKnown() {
        return isLayer() && (told || guess().isComplete());
    }

    /** What its tensors tell about its type. */
    LayerGuess guess() {
        if (guess == null) {
            Map<String, Shape> shapes = new LinkedHashMap<>();
            parametersBelow("").forEach(parameter -> shapes.putIfAbsent(parameter.name(), parameter.tensor().shape()));
            guess = LayerGuess.of(name, shapes);
        }
        return guess;
    }

    /** Gives a layer what is known about it. */
    void fill(LayerBuilder layer) {
        if (told) {
            layer.type(type, originalType);
            layer.config().putAll(config);
        } else {
            layer.type(guess().type(), "");
        }
        if (!told || type.equals(guess().type())) {
            guess().config().forEach(layer.config()::putIfAbsent);
        }
        parametersBelow("").forEach(layer::add);
    }

    /** Its tensors and those of the modules in it, named with their path in this module. */
    private List<Parameter> parametersBelow(String prefix) {
        List<Parameter> all = new ArrayList<>();
        parameters.forEach(parameter -> all.add(prefix.isEmpty() ? parameter
                : new Parameter(prefix + parameter.name(), parameter.tensor(), parameter.trainable())));
        children.values().forEach(child -> all.addAll(child.parametersBelow(prefix + child.name + ".")));
        return all;
    }
}
