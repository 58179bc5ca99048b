package org.lamina.checks.tensors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.FindingBuilder;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleText;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.query.TensorStatistics;

/**
 * A check that looks at the floating-point tensors of a checkpoint, one after the other. A tensor that can't be read,
 * or whose values have a type that can't be decoded, is left out.
 */
abstract class TensorCheck implements Check {

    private final RuleInfo rule;

    TensorCheck(String id) {
        rule = RuleText.rule(id);
    }

    @Override
    public final RuleInfo rule() {
        return rule;
    }

    @Override
    public final void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        if (context.tensors().isEmpty()) {
            return;
        }
        TensorSource source = context.tensors().get();
        List<Measured> measured = new ArrayList<>();
        Optional<Set<String>> weights = context.model().map(TensorCheck::weights);
        for (TensorInfo tensor : source.tensors()) {
            progress.checkCancelled();
            if (weights.map(names -> !names.contains(tensor.name())).orElse(false)) {
                continue;
            }
            if (tensor.dtype().isFloatingPoint() && tensor.count() > 0 && concerns(tensor)) {
                progress.report(rule.title() + ": " + tensor.name(), Double.NaN);
                read(tensor, source, progress).ifPresent(measured::add);
            }
        }
        look(measured, new Report(context, findings), progress);
    }

    /** The tensors of a model's layers; a file may hold others too, as the state of an optimizer. */
    private static Set<String> weights(Model model) {
        return model.layers().stream().flatMap(layer -> layer.parameters().stream())
                .map(parameter -> parameter.tensor().name()).collect(Collectors.toSet());
    }

    private Optional<Measured> read(TensorInfo tensor, TensorSource source, Progress progress) {
        try {
            return Optional.of(measure(tensor, source, progress));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads what the check needs of a tensor. */
    Measured measure(TensorInfo tensor, TensorSource source, Progress progress) throws IOException {
        return new Measured(tensor, TensorStatistics.of(source.values(tensor.name()), progress), 0);
    }

    /** Whether the check is about this tensor. */
    boolean concerns(TensorInfo tensor) {
        return true;
    }

    /** Judges what was read, in the order of the file. */
    abstract void look(List<Measured> tensors, Report report, Progress progress);

    /**
     * A tensor that was read.
     *
     * @param tensor the tensor
     * @param statistics of its values; null where the check computes something else
     * @param value what a check computed of it
     */
    record Measured(TensorInfo tensor, TensorStatistics statistics, double value) {
    }

    /** Where findings about tensors go. */
    final class Report {

        private final CheckContext context;
        private final Consumer<Finding> findings;

        private Report(CheckContext context, Consumer<Finding> findings) {
            this.context = context;
            this.findings = findings;
        }

        double parameter(String name) {
            return context.parameter(rule, name);
        }

        /** Raises a finding about a tensor, at the line that makes its layer. */
        void raise(TensorInfo tensor, String title, double confidence, String sentence) {
            Optional<SourceLocation> place = context.model().flatMap(model -> model.layers().stream()
                    .filter(layer -> holds(layer, tensor)).findFirst())
                    .flatMap(layer -> context.sources().place(layer.path()));
            findings.accept(new FindingBuilder(rule, new UnitOfAnalysis.OfTensor(context.subject(), tensor.name()),
                    title).evidence(Evidence.TENSOR).confidence(confidence).context(sentence).at(place).build());
        }

        private static boolean holds(Layer layer, TensorInfo tensor) {
            return layer.parameters().stream().map(Parameter::tensor).anyMatch(held -> held.name().equals(
                    tensor.name()));
        }
    }
}
