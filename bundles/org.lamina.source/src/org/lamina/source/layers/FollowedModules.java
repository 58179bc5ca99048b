package org.lamina.source.layers;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.program.ModuleTree;
import org.lamina.source.program.ModuleTree.Made;
import org.lamina.source.program.Setting;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.PythonSource;

/**
 * The layers of a model in modules that a program makes when it is followed: in loops, by helper functions, as blocks
 * that are made of arguments. Of all the modules that are made, the one that has nearly all the layers, none of another
 * kind or size, and little else.
 */
final class FollowedModules {

    /** The axes of the weight that have a size. */
    private static final Map<String, Integer> AXES =
            Map.of("out_features", 0, "out_channels", 0, "num_features", 0, "in_features", 1);
    private static final int MAX_PROGRAMS = 30;
    private static final List<String> SIZES = List.of("out_features", "in_features", "out_channels", "in_channels",
            "num_features", "num_embeddings", "embedding_dim", "hidden_size");

    private final List<Layer> layers;
    private final PythonProject project;

    /** For the layers of a model that have weights. */
    FollowedModules(Collection<Layer> layers, PythonProject project) {
        this.project = project;
        this.layers = layers.stream().filter(layer -> !layer.function() && !layer.parameters().isEmpty()).toList();
    }

    private record Found(ModuleTree tree, int fitting, int others) {

        static final Comparator<Found> BEST_FIRST = Comparator.comparing(Found::fitting).reversed()
                .thenComparing(Found::others);

        boolean says(Found other, Layer layer) {
            Made made = tree.layers().get(layer.path());
            Made otherwise = other.tree.layers().get(layer.path());
            return made.constructor().equals(otherwise.constructor()) && made.file().equals(otherwise.file());
        }
    }

    /**
     * Where the layers of a model are made whose class is known, by path.
     *
     * @param users programs that may make the model, where its own file does not tell how it is made
     */
    Map<String, SourceExpression> find(ModuleClass model, Supplier<List<PythonSource>> users, Progress progress) {
        Map<String, SourceExpression> own = places(found(Optional.of(model), List.of(model.source()), progress));
        return own.isEmpty() ? places(found(Optional.of(model), users.get(), progress)) : own;
    }

    /** Where the layers of a model are made that one of these programs may make, by path. */
    Map<String, SourceExpression> find(List<PythonSource> programs, Progress progress) {
        return places(found(Optional.empty(), programs, progress));
    }

    private List<Found> found(Optional<ModuleClass> model, List<PythonSource> programs, Progress progress) {
        return layers.isEmpty() ? List.of() : programs.stream().limit(MAX_PROGRAMS).flatMap(source -> {
            progress.checkCancelled();
            return Programs.modules(source, project.modules()).stream()
                    .filter(tree -> model.isEmpty() || tree.file().equals(model.get().source().file())
                            && tree.definition().equals(model.get().definition().range()))
                    .flatMap(tree -> found(tree).stream());
        }).sorted(Found.BEST_FIRST).toList();
    }

    private Map<String, SourceExpression> places(List<Found> found) {
        Map<String, SourceExpression> places = new HashMap<>();
        if (!found.isEmpty()) {
            Found best = found.get(0);
            List<Found> equal = found.stream().filter(other -> Found.BEST_FIRST.compare(best, other) == 0).toList();
            layers.stream().filter(layer -> best.tree().layers().containsKey(layer.path()))
                    .filter(layer -> equal.stream().allMatch(other -> other.tree().layers().containsKey(layer.path())
                            && other.says(best, layer)))
                    .forEach(layer -> expression(best.tree().layers().get(layer.path()))
                            .ifPresent(place -> places.put(layer.path(), place)));
        }
        return places;
    }

    private Optional<SourceExpression> expression(Made made) {
        return project.source(made.file()).map(source -> DjlSources.expression(source, made.constructor()));
    }

    /** How well a module fits; empty if it is not the model. */
    private Optional<Found> found(ModuleTree tree) {
        int fitting = 0;
        for (Layer layer : layers) {
            Made made = tree.layers().get(layer.path());
            if (made != null && contradicts(layer, made)) {
                return Optional.empty();
            }
            fitting += made != null ? 1 : 0;
        }
        return fitting * 4 < layers.size() * 3 ? Optional.empty()
                : Optional.of(new Found(tree, fitting, tree.layers().size() - fitting));
    }

    private static boolean contradicts(Layer layer, Made made) {
        LayerKind stored = LayerKind.of(layer.type());
        LayerKind written = LayerKind.of(made.type());
        boolean other = stored != LayerKind.OTHER && written != LayerKind.OTHER && stored != written;
        return other || SIZES.stream().anyMatch(size -> Optional.ofNullable(made.config().get(size))
                .flatMap(Setting::number).filter(number -> size(layer, size).filter(known -> !known.equals(number))
                        .isPresent()).isPresent());
    }

    /** A size of a layer, as the file tells it, or else as its weight has it. */
    private static Optional<Double> size(Layer layer, String name) {
        if (layer.config().get(name) instanceof Number known) {
            return Optional.of(known.doubleValue());
        }
        int axis = AXES.getOrDefault(name, -1);
        return layer.parameters().stream().filter(parameter -> axis >= 0 && parameter.name().endsWith("weight")
                && !layer.type().contains("Transpose") && parameter.tensor().shape().rank() > axis)
                .map(parameter -> (double) parameter.tensor().shape().dimension(axis)).findFirst();
    }
}
