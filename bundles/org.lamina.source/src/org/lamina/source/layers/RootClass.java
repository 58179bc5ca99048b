package org.lamina.source.layers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Layer;
import org.lamina.model.Progress;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.python.PythonSource;

/**
 * Finds the class of a model by what it is made of: its attributes must cover three quarters of the model's top-level
 * modules (exporters rename some), and what they construct must not contradict the layers' types. A class of the
 * model's own name wins, then the one with fewest modules that one has and the other lacks, then the one with most
 * layers of the right type. A tie is no answer.
 */
final class RootClass {

    /** Modules that exporters drop or fold into others. */
    private static final Set<String> VANISHING =
            Set.of("Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout",
                    "Identity", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "Flatten", "CrossEntropyLoss", "NLLLoss");

    private final ModuleNames names;
    private final ModuleMembers members;

    RootClass(ModuleNames names, ModuleMembers members) {
        this.names = names;
        this.members = members;
    }

    private record Scored(ModuleClass found, boolean named, int unexplained, int fitting) {

        static final Comparator<Scored> BEST_FIRST = Comparator.comparing(Scored::named).reversed()
                .thenComparing(Scored::unexplained).thenComparing(Comparator.comparing(Scored::fitting).reversed());

        boolean ties(Scored other) {
            return BEST_FIRST.compare(this, other) == 0 && !isCopyOf(other);
        }

        private boolean isCopyOf(Scored other) {
            return found.source().text(found.definition().range())
                    .equals(other.found.source().text(other.found.definition().range()));
        }
    }

    /** The class among those of these files, nearest first. */
    Optional<ModuleClass> among(Collection<PythonSource> sources, Progress progress) {
        List<String> modules = names.topLevel();
        List<Scored> scored = new ArrayList<>();
        for (PythonSource source : sources) {
            progress.checkCancelled();
            source.classes().forEach(definition -> score(new ModuleClass(source, definition), modules)
                    .ifPresent(scored::add));
        }
        scored.sort(Scored.BEST_FIRST);
        boolean unique = scored.size() == 1 || scored.size() > 1
                && scored.stream().skip(1).noneMatch(other -> other.ties(scored.get(0)));
        return unique ? Optional.of(scored.get(0).found()) : Optional.empty();
    }

    private Optional<Scored> score(ModuleClass candidate, List<String> modules) {
        boolean named = candidate.name().equals(names.modelClass());
        long covered = modules.stream().filter(name -> !members.resolve(candidate, List.of(name)).isEmpty()).count();
        if (modules.isEmpty() ? !named : covered * 4 < modules.size() * (named ? 2 : 3)) {
            return Optional.empty();
        }
        int fitting = 0;
        int unexplained = modules.size() - (int) covered;
        for (Layer layer : names.members()) {
            Optional<Candidates.Fit> fit = fit(candidate, layer);
            if (fit.filter(Set.of(Candidates.Fit.CONTRADICTS, Candidates.Fit.OTHER_VALUES)::contains).isPresent()) {
                if (!named) {
                    return Optional.empty();
                }
                unexplained++;
            } else if (fit.filter(Candidates.Fit.SAME_TYPE::equals).isPresent()) {
                fitting++;
            }
        }
        if (!named && fitting == 0) {
            return Optional.empty();
        }
        unexplained += (int) members.attributes(candidate).entrySet().stream()
                .filter(attribute -> !modules.contains(attribute.getKey()))
                .flatMap(attribute -> attribute.getValue().stream())
                .flatMap(value -> value.torchType().stream()).filter(type -> !VANISHING.contains(type)).count();
        return Optional.of(new Scored(candidate, named, unexplained, fitting));
    }

    /** How well the program fits a layer; empty where it does not tell. */
    private Optional<Candidates.Fit> fit(ModuleClass candidate, Layer layer) {
        if (layer.function()) {
            boolean own = ModuleNames.parent(layer.path()).isEmpty();
            boolean called = own && !Mentions.in(candidate.computations(), layer).isEmpty();
            return called ? Optional.of(Candidates.Fit.SAME_TYPE) : Optional.empty();
        }
        return members.resolve(candidate, ModuleNames.segments(layer.path())).stream()
                .map(expression -> Candidates.fit(expression, layer)).max(Comparator.naturalOrder());
    }
}
