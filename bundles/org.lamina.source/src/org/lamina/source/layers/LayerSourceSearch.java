package org.lamina.source.layers;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/** One search for the layers of a model in a project. */
final class LayerSourceSearch {

    private final Model model;
    private final PythonProject project;
    private final Progress progress;
    private final ModuleNames names;
    private final ModuleMembers members;
    private final RecordedCalls recorded;
    private final Map<String, ModuleClass> classes = new LinkedHashMap<>();
    private final Map<String, SourceExpression> constructors = new HashMap<>();
    private final Map<String, SourceLocation> calls = new HashMap<>();

    LayerSourceSearch(Model model, PythonProject project, Progress progress) {
        this.model = model;
        this.project = project;
        this.progress = progress;
        this.names = new ModuleNames(model);
        this.members = new ModuleMembers(project);
        this.recorded = RecordedCalls.find(names, project, progress);
    }

    LayerSources run() {
        calls.putAll(recorded.calls());
        modelClass().ifPresent(found -> classes.put("", found));
        for (Group group : names.groups()) {
            progress.checkCancelled();
            groupClass(group).ifPresent(found -> classes.put(group.path(), found));
        }
        for (Layer layer : names.members()) {
            progress.checkCancelled();
            if (!layer.function()) {
                constructor(layer).ifPresent(found -> constructors.put(layer.path(), found));
                if (!calls.containsKey(layer.path())) {
                    onlyCall(layer).ifPresent(found -> calls.put(layer.path(), found));
                }
            }
        }
        follow();
        functionCalls();
        return new LayerSources(project, Map.copyOf(constructors), Map.copyOf(calls), functions(),
                Collections.unmodifiableMap(classes), new Declarations(members, classes).all());
    }

    /** The layers with weights that names and types alone do not tell, by following the program that makes them. */
    private void follow() {
        boolean missing = names.members().stream().anyMatch(layer -> !layer.function() && !layer.parameters().isEmpty()
                && !constructors.containsKey(layer.path()));
        if (missing) {
            FollowedModules followed = new FollowedModules(names.members(), project);
            ModuleClass known = classes.get("");
            Map<String, SourceExpression> found = known == null ? Map.of()
                    : followed.find(known, () -> project.matching(text -> text.contains(known.name())
                            && !text.equals(known.source().text()), progress), progress);
            if (found.isEmpty() && (known == null || !known.name().equals(names.modelClass()))) {
                found = followed.find(project.matching(this::mayHoldModel, progress), progress);
                if (!found.isEmpty()) {
                    // a program that makes nearly all layers tells more than a class with some of their names
                    classes.clear();
                    constructors.clear();
                    calls.clear();
                    calls.putAll(recorded.calls());
                }
            }
            found.forEach(constructors::putIfAbsent);
        }
    }

    /** In the files that were recorded and those that have a class of the model's name, or else in all that may fit. */
    private Optional<ModuleClass> modelClass() {
        RootClass root = new RootClass(names, members);
        String name = names.modelClass();
        Set<PythonSource> likely = new LinkedHashSet<>(recorded.files());
        if (!name.isEmpty() && likely.stream().noneMatch(source -> source.findClass(name).isPresent())) {
            likely.addAll(project.matching(text -> text.contains("class " + name), progress));
        }
        return root.among(likely, progress)
                .or(() -> root.among(project.matching(this::mayHoldModel, progress), progress));
    }

    /** Whether a program has half of the words that the model's class must have; saves reading the others closely. */
    private boolean mayHoldModel(String text) {
        List<String> modules = names.topLevel();
        return text.contains("class ") && modules.stream().filter(text::contains).count() * 2 >= modules.size();
    }

    private Optional<ModuleClass> groupClass(Group group) {
        List<ModuleClass> possible = candidates(group.path()).stream()
                .flatMap(expression -> members.constructed(expression).stream()).distinct().toList();
        Optional<ModuleClass> constructed = possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
        if (LayerKind.of(group.type()) == LayerKind.CONTAINER) {
            return constructed;
        }
        return Stream.concat(constructed.stream(), named(group)).filter(found -> found.name().equals(group.type()))
                .findFirst().or(() -> group.type().isEmpty() ? constructed : Optional.empty());
    }

    /** Classes of the name that the checkpoint gives to a group. */
    private Stream<ModuleClass> named(Group group) {
        Stream<PythonSource> near = Stream.concat(recorded.files().stream(),
                classes.values().stream().map(ModuleClass::source));
        String original = group.originalType().replaceFirst("^__torch__\\.", "")
                .replaceAll("___torch_mangle_\\d+\\.", "");
        return Stream.concat(near.distinct().flatMap(source -> project.findClass(source, group.type()).stream()),
                project.qualifiedClass(original).stream());
    }

    private Optional<SourceExpression> constructor(Layer layer) {
        return Candidates.choose(candidates(layer.path()), layer.type(), layer.config())
                .or(() -> besideCall(layer));
    }

    /** What may construct the module at this path, from the innermost class above it that is known. */
    private List<SourceExpression> candidates(String path) {
        return ModuleNames.above(path).filter(classes::containsKey)
                .map(module -> members.resolve(classes.get(module),
                        ModuleNames.segments(module.isEmpty() ? path : path.substring(module.length() + 1))))
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
    }

    /**
     * By the class around the recorded call, where the checkpoint names no class: the shortest end of the path that
     * fits.
     */
    private Optional<SourceExpression> besideCall(Layer layer) {
        Optional<ModuleClass> calling = Optional.ofNullable(calls.get(layer.path())).flatMap(call -> project
                .source(call.file()).flatMap(source -> source.classAtLine(call.line())
                        .map(definition -> new ModuleClass(source, definition))));
        List<String> path = ModuleNames.segments(layer.path());
        return calling.flatMap(owner -> Stream.iterate(path.size() - 1, from -> from >= 0, from -> from - 1)
                .map(from -> members.resolve(owner, path.subList(from, path.size())))
                .flatMap(found -> Candidates.choose(found, layer.type(), layer.config()).stream()).findFirst());
    }

    /** Where no call was recorded: the only place in the class above the layer that mentions it. */
    private Optional<SourceLocation> onlyCall(Layer layer) {
        boolean sure = constructors.containsKey(layer.path()) || classes.containsKey(layer.parent());
        return ModuleNames.above(layer.path()).filter(classes::containsKey).findFirst().map(classes::get)
                .filter(owner -> sure).flatMap(owner -> {
            List<TextRange> found = Mentions.calls(owner.computations(), layer);
            return found.size() == 1 ? Optional.of(owner.source().location(found.get(0))) : Optional.empty();
        });
    }

    /** Functions without a recorded call: those of a class in their order, if the program has as many. */
    private void functionCalls() {
        Map<String, List<Layer>> alike = model.layers().stream()
                .filter(layer -> layer.function() && !calls.containsKey(layer.path()))
                .collect(Collectors.groupingBy(layer -> layer.parent() + "|" + layer.type(), LinkedHashMap::new,
                        Collectors.toList()));
        alike.values().forEach(layers -> Optional.ofNullable(classes.get(layers.get(0).parent())).ifPresent(owner -> {
            List<TextRange> found = Mentions.in(owner.computations(), layers.get(0));
            for (int i = 0; found.size() == layers.size() && i < layers.size(); i++) {
                calls.put(layers.get(i).path(), owner.source().location(found.get(i)));
            }
        }));
    }

    private Set<String> functions() {
        return model.layers().stream().filter(Layer::function).map(Layer::path).collect(Collectors.toUnmodifiableSet());
    }
}
