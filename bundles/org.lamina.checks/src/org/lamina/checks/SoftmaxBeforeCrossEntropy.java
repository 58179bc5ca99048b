package org.lamina.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/**
 * A softmax too many or too few in front of a cross entropy. Compares the end of the graph, and what the training
 * program does between model and loss, with what the loss expects. Without a loss in the project's programs it says
 * nothing, nor where the model behaves otherwise while it trains.
 */
final class SoftmaxBeforeCrossEntropy implements Check {

    private static final RuleInfo RULE = RuleText.rule("softmax-before-cross-entropy");

    private static final String WHY_LOG_PROBABILITIES =
            """
                    NLLLoss picks the entry of the right class and changes its sign; it takes no logarithm and \
                    applies no softmax. It is a cross entropy only if the model ends in a log-softmax. With anything \
                    else the loss has no lower bound or no meaning: the model can lower it by making its outputs \
                    large, right or wrong.""";

    private static final String WHY_HARMLESS = """
            A log-softmax of a log-softmax changes nothing, so the model trains as it should, but it does the work \
            twice, and whoever reads the program must find out that it does no harm.""";

    @Override
    public RuleInfo rule() {
        return RULE;
    }

    @Override
    public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        if (context.model().filter(found -> found.outputs().size() == 1).isEmpty()
                || behavesOtherwiseInTraining(context)) {
            return;
        }
        Model model = context.model().get();
        Optional<Layer> last = lastLayer(model, new LayerGraph(model));
        for (LossUse loss : TrainingPrograms.losses(context.sources(), progress)) {
            last.ifPresent(layer -> judge(layer, loss, context).ifPresent(findings));
        }
    }

    private static Optional<Finding> judge(Layer last, LossUse loss, CheckContext context) {
        boolean squashedByModel = Squashing.isType(last.type()) && !context.sources().isGone(last);
        Optional<String> squashing = loss.squashing().map(LossUse.SquashingCall::type)
                .or(() -> squashedByModel ? Optional.of(last.type()) : Optional.empty());
        boolean logits = LinearLayer.of(last).isPresent();
        if (loss.kind() == LossUse.Kind.LOGITS) {
            return squashing.map(type -> doubled(type, last, loss, context));
        }
        if (squashing.filter("LogSoftmax"::equals).isPresent()) {
            return Optional.empty();
        }
        return squashing.isPresent() ? Optional.of(withoutLogarithm(squashing.get(), last, loss, context))
                : logits && loss.certain() ? Optional.of(missing(last, loss, context)) : Optional.empty();
    }

    private static Finding doubled(String type, Layer last, LossUse loss, CheckContext context) {
        boolean harmless = type.equals("LogSoftmax");
        boolean sigmoid = type.equals("Sigmoid");
        FindingBuilder finding = base(last, loss, context, sigmoid
                ? "Sigmoid before " + loss.kind().module() + ", which expects logits"
                : "Softmax applied twice: in " + where(last, loss) + " and in " + loss.kind().module());
        finding.context(where(last, loss) + " (" + type + ") is the last step before the loss, and "
                + loss.kind().module() + " applies a softmax of its own.");
        if (harmless) {
            finding.severity(Severity.WARNING).why(WHY_HARMLESS)
                    .advice("Use NLLLoss with a log-softmax, or CrossEntropyLoss without.");
        }
        dropSquashing(finding, last, loss, context);
        return finding.build();
    }

    private static Finding withoutLogarithm(String type, Layer last, LossUse loss, CheckContext context) {
        FindingBuilder finding = base(last, loss, context,
                loss.kind().module() + " gets probabilities instead of their logarithms")
                .why(WHY_LOG_PROBABILITIES)
                .advice("End the model in a log-softmax, or return the logits and use CrossEntropyLoss: it does both.")
                .context(where(last, loss) + " (" + type + ") is the last step before the loss.");
        squashingPlace(last, loss, context).filter(place -> type.equals("Softmax"))
                .ifPresent(place -> renamed(finding, place, "Use a log-softmax",
                        name -> Character.isUpperCase(name.charAt(0)) ? "LogSoftmax" : "log_softmax"));
        return finding.build();
    }

    private static Finding missing(Layer last, LossUse loss, CheckContext context) {
        FindingBuilder finding = new FindingBuilder(RULE, context.unit(last),
                "No log-softmax before " + loss.kind().module())
                .evidence(Evidence.GRAPH, Evidence.SOURCE).confidence(0.9).why(WHY_LOG_PROBABILITIES)
                .advice("Use CrossEntropyLoss, which takes logits, or apply a log-softmax before the loss.")
                .context("The model ends in " + last.path() + " (" + last.type() + "), so that the loss gets logits.")
                .at(Optional.of(loss.place().location())).related(context.sources().place(last.path()));
        renamed(finding, loss.place(), "Use the cross entropy of logits", name -> Character.isUpperCase(name.charAt(0))
                ? LossUse.Kind.LOGITS.module() : LossUse.Kind.LOGITS.function());
        return finding.build();
    }

    private static FindingBuilder base(Layer last, LossUse loss, CheckContext context, String title) {
        Optional<SourceExpression> inProgram = loss.squashing().map(LossUse.SquashingCall::expression);
        UnitOfAnalysis unit = inProgram.isPresent() ? context.unit() : context.unit(last);
        FindingBuilder finding = new FindingBuilder(RULE, unit, title)
                .confidence(loss.certain() ? 0.95 : 0.8).evidence(Evidence.SOURCE)
                .at(inProgram.map(SourceExpression::location).or(() -> context.sources().place(last.path())))
                .related(Optional.of(loss.place().location()));
        if (inProgram.isEmpty()) {
            finding.evidence(Evidence.GRAPH).related(context.sources().call(last.path()));
        }
        return finding;
    }

    private static String where(Layer last, LossUse loss) {
        return loss.squashing().map(call -> call.expression().text()).orElse(last.path());
    }

    /** The expression that computes or constructs the softmax. */
    private static Optional<SourceExpression> squashingPlace(Layer last, LossUse loss, CheckContext context) {
        return loss.squashing().map(LossUse.SquashingCall::expression)
                .or(() -> last.function() ? context.sources().callExpression(last.path())
                        : context.sources().constructor(last.path()));
    }

    /** Replaces a call by what it is applied to, or a member of a container by one that does nothing. */
    private static void dropSquashing(FindingBuilder finding, Layer last, LossUse loss, CheckContext context) {
        Optional<SourceExpression> call = loss.squashing().map(LossUse.SquashingCall::expression)
                .or(() -> context.sources().callExpression(last.path()));
        Optional<Expression> input = call.flatMap(expression -> input(expression, last));
        if (input.isPresent()) {
            SourceExpression expression = call.orElseThrow();
            String text = expression.source().text(input.get().range());
            finding.snippet(expression.location().text().replace(expression.text(), text))
                    .fix("Return the logits: " + text, expression, expression.expression().range(), text);
            return;
        }
        context.sources().constructor(last.path()).ifPresent(
                constructor -> renamed(finding, constructor, "Replace the softmax by a layer that does nothing",
                        name -> "Identity"));
    }

    private static Optional<Expression> input(SourceExpression expression, Layer last) {
        Call call = expression.call().orElseThrow();
        boolean module = call.callee().dotted().filter(("self." + last.name())::equals).isPresent();
        return module ? call.positional(0).map(Argument::value)
                : Squashing.type(expression).flatMap(type -> Squashing.input(expression.source(), call));
    }

    /** Gives the called name of an expression another last segment; {@code nn.Softmax} to {@code nn.Identity}. */
    private static void renamed(FindingBuilder finding, SourceExpression expression, String title,
            UnaryOperator<String> name) {
        expression.call().map(Call::callee).filter(Attribute.class::isInstance).map(Attribute.class::cast)
                .ifPresent(callee -> {
                    TextRange range = callee.nameRange();
                    finding.fix(title, expression, range, name.apply(callee.name()));
                });
    }

    /** The layer whose values the model returns, seen through changes of shape. */
    private static Optional<Layer> lastLayer(Model model, LayerGraph graph) {
        List<String> paths = model.outputs().get(0).layers();
        Optional<Layer> last = paths.size() == 1 ? model.layer(paths.get(0)) : Optional.empty();
        while (last.isPresent() && isNeutral(last.get()) && graph.predecessors(last.get()).size() == 1) {
            last = Optional.of(graph.predecessors(last.get()).get(0));
        }
        return last;
    }

    private static boolean isNeutral(Layer layer) {
        return layer.kind() == LayerKind.IDENTITY || Set.of("Squeeze", "Flatten", "Reshape", "Unsqueeze", "Permute",
                "Transpose").contains(layer.type());
    }

    /** Whether the model's computation asks if it is being trained: a saved graph shows one of two behaviours. */
    private static boolean behavesOtherwiseInTraining(CheckContext context) {
        List<Statement> computing = context.sources().modelClass().stream().flatMap(ModuleClass::computations)
                .flatMap(Statement::walk).toList();
        Stream<Expression> headers = computing.stream().filter(Statement.Block.class::isInstance)
                .flatMap(statement -> statement.expressions().stream());
        Stream<Expression> conditional = computing.stream().flatMap(statement -> statement.expressions().stream())
                .flatMap(Expression::walk).filter(expression -> expression instanceof Expression.Operation operation
                        && operation.operators().contains("if"));
        return Stream.concat(headers.flatMap(Expression::walk),
                conditional.flatMap(expression -> expression.children().stream()))
                .anyMatch(expression -> expression.dotted().filter("self.training"::equals).isPresent());
    }
}
