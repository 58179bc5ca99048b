package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.TextRange;

/** Gradients that are used while they are still multiplied by what a GradScaler multiplied the loss by. */
final class GradientScaling extends ProgramCheck {

    GradientScaling() {
        super("gradient-scaling");
    }

    @Override
    void look(Look look) {
        if (look.isJava() || !look.program().text().contains("GradScaler(")) {
            return;
        }
        Code code = look.program().code();
        code.made().stream().filter(made -> ((Call) made.value()).name().equals("GradScaler"))
                .flatMap(Assignment::names).distinct().forEach(scaler -> look(scaler, code, look));
    }

    private static void look(String scaler, Code code, Look look) {
        List<Call> steps = code.methodsOf(scaler, "step");
        for (Call backward : code.methods("backward")) {
            if (((Attribute) backward.callee()).target() instanceof Call scaled && scaled.name()
                    .equals("scale") && scaled.owner().filter(scaler::equals).isPresent()) {
                scaled(scaler, backward, steps, code, look);
            }
        }
        if (!steps.isEmpty() && code.methodsOf(scaler, "update").isEmpty()) {
            raise(look.finding("factor of " + scaler, steps.get(0).range(), scaler + " is never updated")
                    .confidence(0.9)
                    .context("Without update() the factor stays what it was in the first step: it is not lowered when "
                            + "gradients overflow.").snippet(scaler + ".update()")
                    .fix("Update it behind the step", List.of(new LineEdits(look.program()).behind(
                            steps.get(0).range(), scaler + ".update()"))), steps.get(0), look);
        }
    }

    private static void scaled(String scaler, Call backward, List<Call> steps, Code code, Look look) {
        List<Call> behind = behind(backward, code);
        boolean stepped = behind.stream().anyMatch(steps::contains);
        Optional<Call> unscaled = behind.stream().filter(call -> call.name().equals("unscale_")).findFirst();
        Optional<String> optimizer = behind.stream().filter(steps::contains).findFirst()
                .flatMap(step -> step.positional(0)).map(Argument::value).flatMap(Expression::dotted);
        behind.stream().filter(call -> call.name().startsWith("clip_grad")).findFirst()
                .filter(clip -> stepped && unscaled.filter(call -> call.range().offset() < clip.range().offset())
                        .isEmpty())
                .ifPresent(clip -> clipped(scaler, clip, backward, optimizer, look));
        behind.stream().filter(call -> call.name().equals("step") && !stepped && unscaled.isEmpty())
                .filter(call -> call.arguments().isEmpty() && isOptimizer(call, code)).findFirst()
                .ifPresent(step -> unscaled(scaler, step, backward, look));
    }

    private static boolean isOptimizer(Call step, Code code) {
        return step.owner().filter(name -> code.made().stream().anyMatch(made -> made.assigns(name)
                && code.qualify(((Call) made.value()).callee()).filter(called -> called.startsWith(
                        "torch.optim.") && !called.contains("lr_scheduler")).isPresent())).isPresent();
    }

    /** The calls behind a call in the same loop, or in its function where there is none. */
    private static List<Call> behind(Call backward, Code code) {
        List<Block> loops = code.loopsAt(backward.range());
        TextRange piece = loops.isEmpty() ? code.functionAt(backward.range())
                .map(function -> function.range()).orElseGet(() -> whole(code.file(backward.range())))
                : loops.get(loops.size() - 1).range();
        return code.calls(piece).stream().filter(call -> call.range().offset() > backward.range().offset()).toList();
    }

    private static TextRange whole(PythonSource file) {
        return new TextRange(file.origin(), file.text().length(), file.firstLine(), 1);
    }

    private static void clipped(String scaler, Call clip, Call backward, Optional<String> optimizer, Look look) {
        FindingBuilder finding = look.finding("clipping", clip.range(), "Gradients are clipped while they are scaled")
                .confidence(0.9)
                .context(scaler + ".unscale_() is not called between backward() and " + clip.name() + "().")
                .snippet(scaler + ".unscale_(optimizer)").related(look.program(), backward.range());
        optimizer.flatMap(name -> look.lineBefore(clip.range(), scaler + ".unscale_(" + name + ")"))
                .ifPresent(edit -> finding.fix("Bring them back to their size first", List.of(edit)));
        raise(finding, clip, look);
    }

    private static void unscaled(String scaler, Call step, Call backward, Look look) {
        String optimizer = step.owner().orElseThrow();
        FindingBuilder finding = look.finding("step", step.range(), optimizer + " steps with scaled gradients")
                .severity(Severity.CRITICAL).confidence(0.9)
                .context("The loss was multiplied by the factor of " + scaler + ", which starts at 65,536, and nothing "
                        + "divides the gradients by it.")
                .advice("Let the scaler step: " + scaler + ".step(" + optimizer + "), then " + scaler + ".update().")
                .snippet(scaler + ".step(" + optimizer + ")\n" + scaler + ".update()")
                .related(look.program(), backward.range());
        finding.fix("Let the scaler step", look.program(), step.range(), scaler + ".step(" + optimizer + ")");
        raise(finding, step, look);
    }

    private static void raise(FindingBuilder finding, Call at, Look look) {
        look.raise(at.range(), finding);
    }
}
