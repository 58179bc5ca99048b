package org.lamina.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Progress;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.ClassDefinition;

/**
 * The cross entropies with which a project trains a model. A file trains the model if it constructs or imports the
 * model's class, or holds it, and makes a loss. Where it uses other models as well, only a loss counts that is seen to
 * get this model's output.
 */
final class TrainingPrograms {

    private final LayerSources sources;
    private final ModuleClass model;

    private TrainingPrograms(LayerSources sources, ModuleClass model) {
        this.sources = sources;
        this.model = model;
    }

    /** The losses; none where the model's class is not known. */
    static List<LossUse> losses(LayerSources sources, Progress progress) {
        return sources.modelClass().map(model -> new TrainingPrograms(sources, model).losses(progress))
                .orElse(List.of());
    }

    private List<LossUse> losses(Progress progress) {
        List<LossUse> losses = new ArrayList<>();
        for (PythonSource program : sources.project().matching(TrainingPrograms::mentionsLoss, progress)) {
            Set<ModuleClass> used = usedModels(program);
            if (used.contains(model)) {
                LossSearch search = new LossSearch(program, sources.project(), model);
                losses.addAll(search.losses(used.size() == 1));
            }
        }
        boolean oneKind = losses.stream().filter(loss -> !loss.certain()).map(LossUse::kind).distinct().count() <= 1;
        return oneKind ? losses : losses.stream().filter(LossUse::certain).toList();
    }

    private static boolean mentionsLoss(String text) {
        return Stream.of(LossUse.Kind.values())
                .anyMatch(kind -> text.contains(kind.module()) || text.contains(kind.function()));
    }

    /**
     * The models that a program constructs or, if it constructs none, imports or holds; parts of this model are none.
     */
    private Set<ModuleClass> usedModels(PythonSource program) {
        Set<ModuleClass> constructed =
                models(program, program.calls().flatMap(call -> call.callee().dotted().stream()));
        if (!constructed.isEmpty()) {
            return constructed;
        }
        Set<ModuleClass> imported =
                models(program, program.imports().flatMap(statement -> statement.names().keySet().stream()));
        return !imported.isEmpty() ? imported
                : models(program, program.classes().stream().map(ClassDefinition::name));
    }

    private Set<ModuleClass> models(PythonSource program, Stream<String> names) {
        return names.distinct().flatMap(name -> sources.project().findClass(program, name).stream())
                .filter(this::isModel).collect(Collectors.toSet());
    }

    private boolean isModel(ModuleClass candidate) {
        return candidate.equals(model) || hasForward(candidate.definition())
                && !sources.classes().containsValue(candidate);
    }

    private static boolean hasForward(ClassDefinition definition) {
        return !definition.methods("forward").isEmpty();
    }
}
