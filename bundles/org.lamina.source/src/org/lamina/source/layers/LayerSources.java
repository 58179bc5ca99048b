package org.lamina.source.layers;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.project.SourceTree;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/**
 * Where the layers of a model stand in the programs that exist here. Immutable.
 *
 * <p>Evidence, best first: the call site that the checkpoint recorded, confirmed by the text here; the class that the
 * checkpoint names; the only class whose attributes fit the model's modules. From the class, the attribute's assignment
 * gives the constructor line. Where the evidence allows several answers there is none.
 */
public final class LayerSources {

    private static final LayerSources NONE =
            new LayerSources(new PythonProject(new NoSources()), Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

    private final PythonProject project;
    private final Map<String, SourceExpression> constructors;
    private final Map<String, SourceLocation> calls;
    private final Set<String> functions;
    private final Map<String, ModuleClass> classes;
    private final Map<String, SourceExpression> declared;

    LayerSources(PythonProject project, Map<String, SourceExpression> constructors, Map<String, SourceLocation> calls,
            Set<String> functions, Map<String, ModuleClass> classes, Map<String, SourceExpression> declared) {
        this.project = project;
        this.constructors = constructors;
        this.calls = calls;
        this.functions = functions;
        this.classes = classes;
        this.declared = declared;
    }

    /** No source for any layer. */
    public static LayerSources none() {
        return NONE;
    }

    /**
     * Finds the layers of a model in the programs of a tree.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static LayerSources resolve(Model model, SourceTree tree, Progress progress) {
        PythonProject project = new PythonProject(tree);
        if (DjlSources.isDjl(model)) {
            return DjlSources.resolve(model, project, progress);
        }
        LayerSources found = new LayerSourceSearch(model, project, progress).run();
        LayerSources keras = found.isEmpty() ? KerasSources.resolve(model, project, progress) : NONE;
        return keras.isEmpty() ? found : keras;
    }

    private boolean isEmpty() {
        return constructors.isEmpty() && calls.isEmpty() && classes.isEmpty();
    }

    /**
     * The place to mark for a layer or group: the line that constructs the module, {@code self.drop = nn.Dropout(0.8)},
     * or for a function the line that calls it.
     */
    public Optional<SourceLocation> definition(String path) {
        return constructor(path).map(SourceExpression::location)
                .or(() -> functions.contains(path) ? call(path) : Optional.empty());
    }

    /** The place where a layer or group is called. */
    public Optional<SourceLocation> call(String path) {
        return Optional.ofNullable(calls.get(path));
    }

    /** The call of a layer as an expression: {@code self.fc1(x)}. */
    public Optional<SourceExpression> callExpression(String path) {
        List<String> segments = ModuleNames.segments(path);
        String name = segments.get(segments.size() - 1).replaceFirst("_\\d+$", "");
        return call(path).flatMap(place -> project.source(place.file()).flatMap(source -> source.calls()
                .filter(call -> isAt(place, call.range())).min(Comparator.comparing((Call call) -> !calls(call, name))
                        .thenComparing(call -> call.range().length()))
                .map(call -> new SourceExpression(source, call))));
    }

    /** Of the calls in {@code self.fc1(x).relu().view(-1)}, which all start at the same place, the one of this name. */
    private static boolean calls(Call call, String name) {
        return call.callee() instanceof Expression.Attribute attribute && attribute.name().equals(name)
                || call.callee() instanceof Expression.Name plain && plain.id().equals(name);
    }

    private static boolean isAt(SourceLocation place, TextRange range) {
        return range.line() == place.line() && range.column() == place.column();
    }

    /**
     * Whether the program no longer computes this layer: the class that should call it is known and does not mention
     * it, or makes something of another type in its place. A class that inherits its computation, or goes through its
     * members without their names, does not tell.
     */
    public boolean isGone(Layer layer) {
        Optional<String> type = Optional.ofNullable(declared.get(layer.path())).flatMap(SourceExpression::torchType);
        if (type.isPresent() && !type.get().equals(layer.type()) && !layer.function()) {
            return true;
        }
        return !calls.containsKey(layer.path()) && ModuleNames.above(layer.path()).filter(classes::containsKey)
                .findFirst().map(classes::get).filter(owner -> !owner.definition().methods("forward").isEmpty())
                .filter(owner -> !Mentions.allMembers(owner))
                .filter(owner -> Mentions.in(owner.computations(), layer).isEmpty()).isPresent();
    }

    /** The best place there is: the definition, or else the call. */
    public Optional<SourceLocation> place(String path) {
        return definition(path).or(() -> call(path));
    }

    /** The expression that constructs a layer or group: {@code nn.Dropout(0.8)}. */
    public Optional<SourceExpression> constructor(String path) {
        return Optional.ofNullable(constructors.get(path));
    }

    /** The file that holds the model's class. */
    public Optional<PythonSource> program() {
        return modelClass().map(ModuleClass::source);
    }

    /** The model's class. */
    public Optional<ModuleClass> modelClass() {
        return Optional.ofNullable(classes.get(""));
    }

    /** The classes of this project that the model is made of, by the paths of their modules; the model's is empty. */
    public Map<String, ModuleClass> classes() {
        return classes;
    }

    /**
     * What those classes construct, by path: more than the model's layers where the file left something out, as
     * exporters do with dropout.
     */
    public Map<String, SourceExpression> declared() {
        return declared;
    }

    /** The programs that were looked at. */
    public PythonProject project() {
        return project;
    }

    /** The files that the found places are in, in no particular order. */
    public List<String> files() {
        return Stream.concat(classes.values().stream().map(ModuleClass::source),
                classes.isEmpty() ? constructors.values().stream().map(SourceExpression::source) : Stream.empty())
                .map(PythonSource::file).distinct().toList();
    }

    private static final class NoSources implements SourceTree {
        @Override
        public List<String> files() {
            return List.of();
        }

        @Override
        public String read(String file) throws IOException {
            throw new IOException("no file " + file);
        }
    }
}
