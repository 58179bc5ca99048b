package org.lamina.source.layers;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;

/** What a checkpoint tells about the modules of a model by name: their paths and, in some formats, their classes. */
final class ModuleNames {

    /** Names that exporters give to every model. */
    private static final Set<String> ANONYMOUS =
            Set.of("torch_jit", "torch-jit-export", "main_graph", "Module", "module", "model");

    private final Model model;
    private final Map<String, Group> groups = new TreeMap<>();

    ModuleNames(Model model) {
        this.model = model;
        model.groups().forEach(group -> groups.put(group.path(), group));
        Stream.concat(model.groups().stream().map(Group::path), model.layers().stream().map(Layer::path))
                .flatMap(ModuleNames::above).filter(module -> !module.isEmpty())
                .forEach(module -> groups.putIfAbsent(module, new Group(module, "", "", Optional.empty())));
    }

    /** The modules that contain others, outer before inner; those that the file does not name have no type. */
    Collection<Group> groups() {
        return groups.values();
    }

    /** The name of the model's class; empty if the file does not tell. */
    String modelClass() {
        return ANONYMOUS.contains(model.name()) ? "" : model.name();
    }

    /** The name of the class whose code calls the module or function at this path; empty if the file does not tell. */
    String callingClass(String path) {
        String module = parent(path);
        while (!module.isEmpty() && isContainer(module)) {
            module = parent(module);
        }
        return module.isEmpty() ? modelClass() : groups.get(module).type();
    }

    /** Whether the module at this path is a container of PyTorch, so that a program's class does not show in it. */
    private boolean isContainer(String path) {
        Group group = groups.get(path);
        return group.type().isEmpty() || LayerKind.of(group.type()) == LayerKind.CONTAINER;
    }

    /** The names of the modules that the model's class itself holds, in order. */
    List<String> topLevel() {
        return Stream.concat(groups.keySet().stream(),
                model.layers().stream().filter(layer -> !layer.function()).map(Layer::path))
                .map(path -> segments(path).get(0)).distinct().toList();
    }

    /** The layers and, in the form of layers, the groups. */
    List<Layer> members() {
        return Stream.concat(model.layers().stream(), groups.values().stream().map(ModuleNames::asLayer)).toList();
    }

    static Layer asLayer(Group group) {
        return new Layer(group.path(), group.type(), group.originalType(), false, Map.of(), List.of(), List.of(),
                List.of(), List.of(), OptionalLong.empty(), group.source());
    }

    /** The names along a path, without the number that a further call of the same module has: {@code act#2}. */
    static List<String> segments(String path) {
        return Arrays.asList(path.replaceAll("#\\d+", "").split("\\."));
    }

    /** The paths of the modules around a path, innermost first; the last is that of the model itself, empty. */
    static Stream<String> above(String path) {
        return Stream.concat(Stream.iterate(parent(path), module -> !module.isEmpty(), ModuleNames::parent),
                Stream.of(""));
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
