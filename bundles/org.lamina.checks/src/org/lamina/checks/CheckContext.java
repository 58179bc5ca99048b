package org.lamina.checks;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorSource;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Task;

/**
 * What a check looks at: programs, a model, tensors, or any of these together. Immutable.
 *
 * @param subject path of the file that is checked, absolute and '/'-separated, as units of analysis name it: the
 *        checkpoint, or else the program
 * @param model the architecture, if there is one
 * @param sources where the model's layers stand in the programs
 * @param programs what is understood of the programs
 * @param tensors the values of the checkpoint; empty if they are not to be looked at
 * @param settings the user's thresholds and severities
 * @param network the architecture as if a program had built it
 */
public record CheckContext(String subject, Optional<Model> model, LayerSources sources, List<Program> programs,
        Optional<TensorSource> tensors, RuleSettings settings, ModelNetwork network) {

    public CheckContext {
        programs = List.copyOf(programs);
    }

    /** A program alone, without any checkpoint. */
    public static CheckContext of(Program program) {
        return new CheckContext(program.file(), Optional.empty(), LayerSources.none(), List.of(program),
                Optional.empty(), RuleSettings.DEFAULTS, new ModelNetwork(Optional.empty()));
    }

    /**
     * A model, with where its layers stand in the programs.
     *
     * @param checkpoint path of the checkpoint's file
     */
    public static CheckContext of(String checkpoint, Model model, LayerSources sources) {
        return new CheckContext(checkpoint, Optional.of(model), sources, List.of(), Optional.empty(),
                RuleSettings.DEFAULTS, new ModelNetwork(Optional.of(model)));
    }

    /**
     * The tensors of a checkpoint alone.
     *
     * @param checkpoint path of the checkpoint's file
     */
    public static CheckContext of(String checkpoint, TensorSource tensors) {
        return new CheckContext(checkpoint, Optional.empty(), LayerSources.none(), List.of(), Optional.of(tensors),
                RuleSettings.DEFAULTS, new ModelNetwork(Optional.empty()));
    }

    /** The same with the programs that build or train the model. */
    public CheckContext with(List<Program> read) {
        return new CheckContext(subject, model, sources, read, tensors, settings, network);
    }

    /** The same with the values of the checkpoint, which stays open while checks run. */
    public CheckContext with(TensorSource values) {
        return new CheckContext(subject, model, sources, programs, Optional.of(values), settings, network);
    }

    /** The same under other thresholds and severities. */
    public CheckContext with(RuleSettings chosen) {
        return new CheckContext(subject, model, sources, programs, tensors, chosen, network);
    }

    /** The kinds of evidence that there are. */
    public Set<Evidence> evidence() {
        Set<Evidence> kinds = EnumSet.noneOf(Evidence.class);
        if (model.isPresent()) {
            kinds.add(Evidence.GRAPH);
        }
        if (!programs.isEmpty()) {
            kinds.add(Evidence.SOURCE);
        }
        if (tensors.isPresent()) {
            kinds.add(Evidence.TENSOR);
        }
        return kinds;
    }

    /** What a program's networks are for: as declared, else as inferred. */
    public Task task(Program program) {
        return settings.task().over(program.task());
    }

    /** A threshold of a rule. */
    public double parameter(RuleInfo rule, String name) {
        return settings.parameter(rule, name);
    }

    /** A layer of the model as unit of analysis. */
    public UnitOfAnalysis unit(Layer layer) {
        return unit(layer.path());
    }

    /** The layer of this path as unit of analysis; it may be one that the program has and the file left out. */
    public UnitOfAnalysis unit(String path) {
        return new UnitOfAnalysis.OfLayer(subject, path);
    }

    /** What is checked as unit of analysis. */
    public UnitOfAnalysis unit() {
        return model.isPresent() || tensors.isPresent() ? new UnitOfAnalysis.OfModel(subject)
                : new UnitOfAnalysis.OfSource(subject, "");
    }

    /** A layer of a program: the model's layer that stands on the same line, if there is one and no other. */
    public UnitOfAnalysis unit(Program program, NetworkLayer layer) {
        SourceLocation place = program.location(layer.constructor());
        List<Layer> here = model.stream().flatMap(found -> found.layers().stream())
                .filter(layerOf -> sources.place(layerOf.path()).filter(at -> sameLine(at, place)).isPresent())
                .toList();
        Stream<Layer> sameType = here.size() == 1 ? here.stream()
                : here.stream().filter(candidate -> candidate.type().equals(layer.type()));
        List<Layer> fitting = sameType.toList();
        return fitting.size() == 1 ? unit(fitting.get(0)) : unit(program, layer.name());
    }

    /** Something that a program makes, as unit of analysis. */
    public UnitOfAnalysis unit(Program program, String name) {
        return new UnitOfAnalysis.OfSource(program.file(), name);
    }

    private static boolean sameLine(SourceLocation first, SourceLocation second) {
        return first.line() == second.line() && first.file().equals(second.file());
    }
}
