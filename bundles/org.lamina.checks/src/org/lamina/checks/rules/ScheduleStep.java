package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement;

/** A schedule of the learning rate that is stepped too early, too often or too seldom. */
final class ScheduleStep extends ProgramCheck {

    private static final String PACKAGE = "torch.optim.lr_scheduler.";
    private static final Pattern EPOCHS = Pattern.compile("([\\w.]+[._])?(num_|n_|max_|total_)?epochs?(_num)?");
    private static final List<String> LENGTHS = List.of("T_max", "step_size", "total_iters", "T_0");

    ScheduleStep() {
        super("schedule-step");
    }

    @Override
    void look(Look look) {
        if (look.isJava() || !look.program().text().contains("lr_scheduler")) {
            return;
        }
        Code code = look.program().code();
        for (Assignment made : code.made()) {
            Call schedule = (Call) made.value();
            Optional<String> type = code.qualify(schedule.callee()).filter(name -> name.startsWith(PACKAGE))
                    .map(name -> name.substring(PACKAGE.length()));
            Optional<String> optimizer = schedule.argument("optimizer", 0).map(Argument::value)
                    .flatMap(Expression::dotted);
            if (type.isPresent() && optimizer.isPresent() && !type.get().equals("ReduceLROnPlateau")) {
                made.names().forEach(name -> look(name, type.get(), schedule, optimizer.get(), code, look));
            }
        }
    }

    private static void look(String name, String type, Call made, String optimizer, Code code, Look look) {
        List<Call> steps = code.methodsOf(name, "step");
        List<Block> loops = steps.size() == 1 ? code.loopsAt(steps.get(0).range()) : List.of();
        if (loops.isEmpty()) {
            return;
        }
        Call step = steps.get(0);
        Block loop = loops.get(loops.size() - 1);
        if (code.isInside(step.range(), "if|elif|else|try|except", loop.range())) {
            return;
        }
        List<Call> own = code.methodsOf(optimizer, "step");
        List<Call> moves = code.calls(loop.range()).stream()
                .filter(call -> own.contains(call) || isScaled(call, optimizer) || code.functions(call)
                        .anyMatch(function -> look.program().text(function.range()).contains("optimizer.step(")
                                || look.program().text(function.range()).contains(optimizer + ".step(")))
                .toList();
        if (moves.isEmpty()) {
            return;
        }
        boolean early = moves.stream().allMatch(move -> move.range().offset() > step.range().end())
                && own.stream().noneMatch(move -> move.range().offset() < step.range().offset()
                        && code.functionAt(move.range()).equals(code.functionAt(step.range())));
        boolean inner = moves.stream().allMatch(move -> code.loopsAt(move.range()).size() > loops.size());
        boolean same = moves.stream().allMatch(move -> code.loopsAt(move.range()).equals(loops)) && loops.size() > 1;
        if (type.equals("OneCycleLR") && inner && isOfBatches(made, look)) {
            seldom(name, step, made, moves.get(0), look);
        } else if (same && length(made, look).isPresent()) {
            often(name, step, made, length(made, look).get(), loop, look);
        } else if (early) {
            early(name, step, moves.get(0), loop, look);
        }
    }

    private static boolean isScaled(Call call, String optimizer) {
        return call.name().equals("step") && call.positional(0).map(Argument::value)
                .flatMap(Expression::dotted).filter(optimizer::equals).isPresent();
    }

    /** Whether the length of a cycle is told in batches. */
    private static boolean isOfBatches(Call made, Look look) {
        return made.argument("steps_per_epoch").isPresent() || made.argument("total_steps", 2).map(Argument::value)
                .filter(total -> look.program().text(total.range()).contains("len(")).isPresent();
    }

    /** The length of a schedule, where it is a number of epochs by its name. */
    private static Optional<String> length(Call made, Look look) {
        return made.arguments().stream().filter(argument -> argument.name().filter(LENGTHS::contains).isPresent()
                        || argument.name().isEmpty() && made.positional(1).filter(argument::equals).isPresent())
                .map(argument -> look.program().text(argument.value().range()))
                .filter(text -> EPOCHS.matcher(text).matches()).findFirst();
    }

    private static void early(String name, Call step, Call move, Block loop, Look look) {
        FindingBuilder finding = look.finding("step of " + name, step.range(), name
                + " steps before the optimizer").confidence(0.8)
                .context("The optimizer steps in " + look.place(move.range()) + ", behind it in the same loop: the "
                        + "first value of the schedule is never used.")
                .snippet("optimizer.step()\n" + name + ".step()").related(look.program(), move.range());
        Statement last = loop.body().get(loop.body().size() - 1);
        List<TextEdit> moved = new LineEdits(look.program()).move(step.range(), last.range());
        if (!moved.isEmpty()) {
            finding.fix("Step at the end of the loop", moved);
        }
        look.raise(step.range(), finding);
    }

    private static void seldom(String name, Call step, Call made, Call move, Look look) {
        FindingBuilder finding = look.finding("step of " + name, step.range(), name
                + " counts batches and steps once an epoch").severity(Severity.ERROR).confidence(0.85)
                .context("OneCycleLR was told how many batches there are; at one step an epoch, the training ends in "
                        + "the first part of the cycle.")
                .snippet("optimizer.step()\n" + name + ".step()").related(look.program(), made.range());
        List<TextEdit> moved = look.moveLine(step.range(), move.range(), true);
        if (!moved.isEmpty()) {
            finding.fix("Step after each batch", moved);
        }
        look.raise(step.range(), finding);
    }

    private static void often(String name, Call step, Call made, String length, Block loop, Look look) {
        FindingBuilder finding = look.finding("step of " + name, step.range(), name
                + " counts epochs and steps after each batch").severity(Severity.ERROR).confidence(0.8)
                .context("Its length is " + length + ", and it is through after as many batches.")
                .snippet("for epoch in range(epochs):\n    train(...)\n    " + name + ".step()")
                .related(look.program(), made.range());
        LineEdits lines = new LineEdits(look.program());
        lines.removal(step.range()).ifPresent(taken -> finding.fix("Step after each epoch",
                List.of(taken, lines.behind(loop.range(), look.program().text(step.range())))));
        look.raise(step.range(), finding);
    }
}
