package org.lamina.checks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.project.SourceExpression;

/**
 * Two linear layers in a row, which are worth no more than one. Left alone are the designs that put two in a row on
 * purpose: factorised ones (depthwise and pointwise, grouped, 1 × 3 and 3 × 1, narrow between wide as in linear
 * bottlenecks and low-rank heads), layers that several others share, and values that have another use as well, as with
 * skip connections and feature pyramids. Where one of the two only mixes channels, or the first feeds several, it may
 * be meant: a warning, and nothing where both is so.
 */
final class MissingNonlinearity implements Check {

    private static final RuleInfo RULE = RuleText.rule("missing-nonlinearity");

    @Override
    public RuleInfo rule() {
        return RULE;
    }

    @Override
    public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        if (context.model().isEmpty()) {
            return;
        }
        LayerGraph graph = new LayerGraph(context.model().get());
        LinearChain chain = new LinearChain(graph);
        for (Layer layer : graph.layers()) {
            LinearLayer.of(layer).ifPresent(second -> chain.before(layer)
                    .filter(before -> before.first().stream().noneMatch(
                            first -> isDeliberate(first, second, before.between(), graph)))
                    .filter(before -> !before.forks() || doubt(before.first().get(0), second, before.between())
                    .isEmpty())
                    .filter(before -> !isMended(before, context))
                    .ifPresent(before -> findings.accept(finding(before, second, context))));
        }
    }

    private static Finding finding(LinearChain.Before before, LinearLayer second, CheckContext context) {
        LinearLayer first = before.first().get(0);
        LayerSources sources = context.sources();
        String path = second.layer().path();
        String firsts = before.first().stream().map(layer -> layer.layer().path()).collect(Collectors.joining(", "));
        Optional<String> doubt = doubt(first, second, before);
        FindingBuilder finding = new FindingBuilder(RULE, context.unit(second.layer()),
                "No non-linearity between " + firsts + " and " + path)
                .severity(doubt.isPresent() ? Severity.WARNING : Severity.CRITICAL)
                .confidence(doubt.isPresent() ? 0.5 : 0.95)
                .evidence(Evidence.GRAPH)
                .context(before.first().stream().map(LinearLayer::described).collect(Collectors.joining(" and "))
                        + (before.first().size() > 1 ? " feed " : " feeds ") + second.described() + between(before)
                        + ".")
                .at(sources.place(path));
        before.first().forEach(layer -> finding.related(sources.place(layer.layer().path())));
        doubt.ifPresent(finding::context);
        if (before.first().size() == 1) {
            repair(finding, context, before.between().stream().filter(MissingNonlinearity::isNormalisation).findFirst()
                    .orElse(first.layer()));
        }
        return finding.build();
    }

    private static String between(LinearChain.Before before) {
        return before.between().isEmpty() ? " directly" : before.between().stream()
                .map(layer -> layer.path() + " (" + layer.type() + ")")
                .collect(Collectors.joining(", ", " with only ", " between"));
    }

    /** Whether the program, as it is now, puts an activation around one of the layers, or has it no longer. */
    private static boolean isMended(LinearChain.Before before, CheckContext context) {
        return Stream.concat(before.first().stream().map(LinearLayer::layer), before.between().stream())
                .anyMatch(layer -> context.sources().isGone(layer) || context.sources().callExpression(layer.path())
                        .filter(call -> ActivationCalls.surround(call, layer.parent(), context.sources())).isPresent());
    }

    /** Wraps the call of the layer in a ReLU, if it is called by itself. */
    private static void repair(FindingBuilder finding, CheckContext context, Layer behind) {
        Optional<SourceExpression> call = context.sources().callExpression(behind.path())
                .filter(expression -> expression.call().orElseThrow().callee().dotted()
                        .filter(callee -> callee.equals("self." + behind.name())).isPresent());
        String relu = call.map(MissingNonlinearity::relu).orElse("torch.relu");
        finding.snippet("x = " + relu + "(" + call.map(SourceExpression::text).orElse("self." + behind.name() + "(x)")
                + ")");
        call.filter(expression -> expression.source().imports().anyMatch(
                statement -> statement.names().containsKey(relu.substring(0, relu.indexOf('.')))))
                .ifPresent(expression -> finding.fix("Put a ReLU behind " + behind.path(), expression,
                        expression.expression().range(), relu + "(" + expression.text() + ")"));
    }

    private static String relu(SourceExpression call) {
        return call.source().qualify("F.relu").equals("torch.nn.functional.relu") ? "F.relu" : "torch.relu";
    }

    private static Optional<String> doubt(LinearLayer first, LinearLayer second, LinearChain.Before before) {
        return before.forks() ? Optional.of(first.layer().path()
                + " feeds other layers as well; if they are meant to share what it computes, leave it.")
                : doubt(first, second, before.between());
    }

    /** What may explain the pair other than an oversight: a sentence. */
    private static Optional<String> doubt(LinearLayer first, LinearLayer second, List<Layer> between) {
        if (first.in() == 0 || second.out() == 0) {
            return Optional.of("The file does not tell the sizes of both layers.");
        }
        if (first.isPointwise() || second.isPointwise()) {
            return Optional.of("One of the two only mixes channels; if they are meant as one layer in two steps, "
                    + "leave them.");
        }
        if (first.isTransposed() != second.isTransposed()) {
            return Optional.of("Only one of the two changes the resolution; if that is all it is for, leave it.");
        }
        boolean flattens = between.stream().anyMatch(layer -> layer.kind() == LayerKind.RESHAPE);
        return first.isDense() && flattens ? Optional.of(first.layer().path()
                + " works on each position by itself; if its weights are meant to be shared so, leave it.")
                : Optional.empty();
    }

    private static boolean isDeliberate(LinearLayer first, LinearLayer second, List<Layer> between, LayerGraph graph) {
        boolean grouped = first.groups() > 1 || second.groups() > 1;
        boolean bottleneck = first.out() < first.in() && second.in() < second.out();
        boolean reshaped = between.stream().anyMatch(layer -> layer.type().equals("Reshape"))
                && (first.isDense() || !second.isDense());
        boolean mixed = first.isDense() && !second.isDense();
        return grouped || bottleneck || reshaped || mixed || first.isSeparateFrom(second)
                || isInvertedBottleneck(first, second, graph);
    }

    /**
     * A pointwise projection in front of a pointwise expansion whose activated output goes to a depthwise convolution
     * (MobileNetV2): the narrow end stays linear on purpose, even where it is not narrower than what comes before.
     */
    private static boolean isInvertedBottleneck(LinearLayer first, LinearLayer second, LayerGraph graph) {
        if (!first.isPointwise() || !second.isPointwise() || second.in() >= second.out()) {
            return false;
        }
        List<Layer> next = graph.successors(second.layer());
        while (next.size() == 1 && (isNormalisation(next.get(0)) || next.get(0).kind() == LayerKind.ACTIVATION)) {
            next = graph.successors(next.get(0));
        }
        return next.stream().flatMap(layer -> LinearLayer.of(layer).stream()).anyMatch(layer -> layer.groups() > 1);
    }

    private static boolean isNormalisation(Layer layer) {
        return layer.kind() == LayerKind.NORMALISATION;
    }
}
