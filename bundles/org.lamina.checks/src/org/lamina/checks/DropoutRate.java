package org.lamina.checks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/**
 * Dropout that drops half of the units or more. Sees the rate in the model's configuration and in the program; where
 * the program has been mended since the model was saved, the program counts.
 */
final class DropoutRate implements Check {

    private static final RuleInfo RULE = RuleText.rule("dropout-rate");

    private static final String LEFT_OUT =
            "The checkpoint does not show it: exporters leave dropout out of a model that predicts.";

    /** A usual rate, offered as repair. */
    private static final String USUAL_RATE = "0.25";
    /** PyTorch's default. */
    private static final double DEFAULT_RATE = 0.5;

    @Override
    public RuleInfo rule() {
        return RULE;
    }

    @Override
    public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        if (context.model().isEmpty()) {
            return;
        }
        Model model = context.model().get();
        LayerGraph graph = new LayerGraph(model);
        for (Layer layer : model.layers()) {
            if (layer.kind() == LayerKind.DROPOUT) {
                inModel(layer, graph, context, findings);
            }
        }
        context.sources().declared().forEach((path, constructor) -> {
            if (model.layer(path).isEmpty() && isDropout(constructor)) {
                inProgram(path, constructor, context, findings);
            }
        });
        context.sources().classes().forEach((module, owner) -> functions(module, owner, model, context, findings));
    }

    private void inModel(Layer layer, LayerGraph graph, CheckContext context, Consumer<Finding> findings) {
        if (context.sources().isGone(layer)) {
            return;
        }
        Optional<SourceExpression> written = layer.function()
                ? context.sources().callExpression(layer.path()).filter(DropoutRate::isDropoutFunction)
                : context.sources().constructor(layer.path()).filter(DropoutRate::isDropout);
        Optional<Double> writtenRate = written.flatMap(call -> rate(call, layer.function()));
        Optional<Double> rate = writtenRate.or(() -> recordedRate(layer));
        if (rate.isEmpty() || rate.get() < context.parameter(RULE, "rate")
                || isUsual(layer, rate.get(), graph, context)) {
            return;
        }
        FindingBuilder finding = finding(layer.path(), rate.get(), context).evidence(Evidence.GRAPH)
                .at(context.sources().place(layer.path())).related(context.sources().call(layer.path())
                        .filter(call -> context.sources().constructor(layer.path()).isPresent()));
        if (writtenRate.isPresent()) {
            finding.evidence(Evidence.SOURCE);
        }
        written.ifPresent(call -> repair(finding, call, layer.function()));
        findings.accept(finding.build());
    }

    /** Half of a very wide dense layer is what dropout was made for. */
    private static boolean isUsual(Layer dropout, double rate, LayerGraph graph, CheckContext context) {
        List<Layer> before = graph.predecessors(dropout);
        while (before.size() == 1 && (before.get(0).kind() == LayerKind.ACTIVATION
                || before.get(0).kind() == LayerKind.NORMALISATION)) {
            before = graph.predecessors(before.get(0));
        }
        return rate <= context.parameter(RULE, "usual") && before.size() == 1 && before.get(0).type().equals("Linear")
                && before.get(0).config().get("out_features") instanceof Number units
                && units.doubleValue() >= context.parameter(RULE, "wide");
    }

    private void inProgram(String path, SourceExpression constructor, CheckContext context,
            Consumer<Finding> findings) {
        rate(constructor, false).filter(rate -> rate >= context.parameter(RULE, "rate")).ifPresent(rate -> {
            FindingBuilder finding = finding(path, rate, context).evidence(Evidence.SOURCE).confidence(0.9)
                    .context(LEFT_OUT)
                    .at(Optional.of(constructor.location()));
            repair(finding, constructor, false);
            findings.accept(finding.build());
        });
    }

    /** Calls of {@code F.dropout} that the model does not show. */
    private void functions(String module, ModuleClass owner, Model model, CheckContext context,
            Consumer<Finding> findings) {
        boolean shown = model.layers().stream().anyMatch(layer -> layer.function()
                && layer.kind() == LayerKind.DROPOUT && layer.parent().equals(module));
        if (shown) {
            return;
        }
        int[] number = new int[1];
        owner.computations().flatMap(Statement::calls).map(call -> new SourceExpression(owner.source(), call))
                .filter(DropoutRate::isDropoutFunction).forEach(call -> {
                    String suffix = number[0]++ == 0 ? "" : "_" + (number[0] - 1);
                    String path = (module.isEmpty() ? "" : module + ".") + "dropout" + suffix;
                    rate(call, true).filter(rate -> rate >= context.parameter(RULE, "rate")).ifPresent(rate -> {
                        FindingBuilder finding = finding(path, rate, context).evidence(Evidence.SOURCE).confidence(0.9)
                                .context(LEFT_OUT)
                                .at(Optional.of(call.location()));
                        repair(finding, call, true);
                        findings.accept(finding.build());
                    });
                });
    }

    private static FindingBuilder finding(String path, double rate, CheckContext context) {
        return new FindingBuilder(RULE, context.unit(path), "Dropout rate of " + rate + " in " + path)
                .context(path + " sets " + Math.round(100 * rate) + " % of its inputs to zero at each training step; "
                        + "findings start at " + Math.round(100 * context.parameter(RULE, "rate")) + " %.")
                .snippet("nn.Dropout(" + USUAL_RATE + ")");
    }

    private static void repair(FindingBuilder finding, SourceExpression expression, boolean function) {
        Call call = expression.call().orElseThrow();
        Optional<Argument> rate = rateArgument(call, function);
        if (rate.isPresent() && rate.get().value() instanceof Literal literal) {
            finding.fix("Lower the dropout rate to " + USUAL_RATE, expression, literal.range(), USUAL_RATE);
        } else if (rate.isEmpty() && !function && call.arguments().isEmpty()) {
            TextRange range = call.range();
            finding.fix("Set the dropout rate to " + USUAL_RATE, expression,
                    new TextRange(range.end() - 1, 0, range.line(), range.column()), USUAL_RATE);
        }
    }

    private static Optional<Double> recordedRate(Layer layer) {
        return Optional.ofNullable(layer.config().get("p")).filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue());
    }

    /** The rate that a call sets or leaves at its default; empty where the program computes it. */
    private static Optional<Double> rate(SourceExpression expression, boolean function) {
        Call call = expression.call().orElseThrow();
        Optional<Argument> argument = rateArgument(call, function);
        if (argument.isPresent()) {
            return argument.map(Argument::value).filter(Literal.class::isInstance)
                    .flatMap(literal -> ((Literal) literal).number());
        }
        boolean plain = call.arguments().stream().noneMatch(Argument::unpacked);
        return plain ? Optional.of(DEFAULT_RATE) : Optional.empty();
    }

    private static Optional<Argument> rateArgument(Call call, boolean function) {
        return call.argument("p", function ? 1 : 0);
    }

    private static boolean isDropout(SourceExpression constructor) {
        return constructor.torchType().filter(type -> LayerKind.of(type) == LayerKind.DROPOUT).isPresent();
    }

    private static boolean isDropoutFunction(SourceExpression expression) {
        Expression callee = expression.call().orElseThrow().callee();
        return expression.source().qualify(callee)
                .filter(name -> name.matches("torch\\.nn\\.functional\\.(alpha_)?dropout[123]?d?|torch\\.dropout"))
                .isPresent();
    }
}
