package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Training;

/**
 * Steps with gradients that are not those of the batch: computed too late, cleared too early or too seldom, or not
 * computed at all. A program with several optimizers may mean anything by the order of its calls.
 */
final class GradientOrder extends ProgramCheck {

    private static final Set<Kind> OF_GRADIENTS = Set.of(Kind.ZERO_GRAD, Kind.BACKWARD, Kind.STEP);
    /** What may compute gradients without a call of backward(). */
    private static final Pattern OTHERWISE = Pattern.compile("backward|\\.grad\\b|autograd|closure|minimize|func\\.");
    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*(?::[^=]+)?=[^=]*$");

    GradientOrder() {
        super("zero-grad");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        List<LoopEvent> steps = events.stream().filter(event -> event.kind() == Kind.STEP).toList();
        if (look.isJava() || !look.isTorchStep(steps)) {
            return;
        }
        boolean one = steps.stream().map(LoopEvent::subject).distinct().count() == 1
                && steps.stream().noneMatch(step -> takesClosure(step, look));
        if (!one) {
            return;
        }
        for (List<Integer> loop : steps.stream().map(LoopEvent::loops).filter(loops -> !loops.isEmpty())
                .collect(Collectors.toSet())) {
            List<LoopEvent> all = events.stream().filter(event -> event.loops().equals(loop)
                    && OF_GRADIENTS.contains(event.kind())).toList();
            LoopEvent step = first(all, Kind.STEP).orElseThrow();
            List<LoopEvent> within = all.stream().filter(event -> !isCase(event, step)).toList();
            look(within, events, look);
        }
    }

    private static void look(List<LoopEvent> within, List<LoopEvent> events, Look look) {
        LoopEvent step = first(within, Kind.STEP).orElseThrow();
        Optional<LoopEvent> backward = first(within, Kind.BACKWARD);
        Optional<LoopEvent> zero = first(within, Kind.ZERO_GRAD);
        boolean plain = events.stream().filter(event -> event.kind() == Kind.ZERO_GRAD)
                .noneMatch(event -> event.subject().isEmpty()
                        || !look.program().text(event.range()).contains("zero_grad"));
        if (backward.isEmpty()) {
            missing(step, events, look);
        } else if (plain && zero.isPresent() && isLost(within)) {
            boolean early = within.indexOf(step) < within.indexOf(backward.get());
            lost(early ? step : zero.get(), backward.get(), early, look);
        } else if (plain && zero.isEmpty()) {
            events.stream().filter(event -> event.kind() == Kind.ZERO_GRAD).reduce((one, other) -> other)
                    .filter(event -> isAround(event, step) && events.stream().filter(other -> other.kind()
                            == Kind.ZERO_GRAD).allMatch(other -> isAround(other, step)))
                    .ifPresent(event -> seldom(event, backward.get(), look));
        }
    }

    /** Whether gradients are cleared in a case of its own, as where they are no numbers. */
    private static boolean isCase(LoopEvent event, LoopEvent step) {
        return event.kind() == Kind.ZERO_GRAD && event.function().equals(step.function())
                && event.range().column() > step.range().column();
    }

    private static Optional<LoopEvent> first(List<LoopEvent> events, Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst();
    }

    /** Whether the step is one of another loop inside that of the event, in the same function. */
    private static boolean isAround(LoopEvent event, LoopEvent step) {
        return !event.loops().isEmpty() && event.loops().size() < step.loops().size()
                && step.loops().subList(0, event.loops().size()).equals(event.loops())
                && event.function().equals(step.function());
    }

    /** Whether gradients are always cleared after they are computed and before a step, as the loop goes round. */
    private static boolean isLost(List<LoopEvent> within) {
        for (int i = 0; i < within.size(); i++) {
            if (within.get(i).kind() == Kind.BACKWARD) {
                int next = i;
                do {
                    next = (next + 1) % within.size();
                } while (within.get(next).kind() == Kind.BACKWARD);
                if (within.get(next).kind() == Kind.STEP) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean takesClosure(LoopEvent step, Look look) {
        String call = look.program().text(step.range());
        return call.contains("closure") || call.contains("lambda");
    }

    private static void lost(LoopEvent wrong, LoopEvent backward, boolean early, Look look) {
        FindingBuilder finding = look.finding("gradients", wrong.range(), early
                ? "Optimizer steps before the gradients are computed" : "Gradients are cleared before the step")
                .severity(Severity.CRITICAL).confidence(0.9)
                .context(early ? "backward() computes the gradients in " + look.place(backward.range())
                        + ", after the step, and they are cleared before the next one."
                        : "backward() computes the gradients in " + look.place(backward.range())
                                + ", and this clears them before the optimizer uses them.")
                .why("The step moves the weights by the gradients that are there. If they have been cleared and not "
                        + "computed again, all are zero, and the network does not learn at all.")
                .advice("Keep the order zero_grad(), backward(), step().")
                .related(look.program(), backward.range());
        List<TextEdit> moved = look.moveLine(wrong.range(), backward.range(), early);
        if (!moved.isEmpty()) {
            finding.fix(early ? "Step after backward()" : "Clear the gradients before backward()", moved);
        }
        look.raise(wrong.range(), finding);
    }

    private static void seldom(LoopEvent zero, LoopEvent backward, Look look) {
        FindingBuilder finding = look.finding("gradients", zero.range(),
                "Gradients are cleared once a round of the outer loop, not before each step")
                .severity(Severity.ERROR).confidence(0.75)
                .context("The inner loop computes gradients in " + look.place(backward.range())
                        + " and steps, so that they add up from batch to batch.")
                .related(look.program(), backward.range());
        List<TextEdit> moved = look.moveLine(zero.range(), backward.range(), false);
        if (!moved.isEmpty()) {
            finding.fix("Clear the gradients before backward()", moved);
        }
        look.raise(zero.range(), finding);
    }

    private static void missing(LoopEvent step, List<LoopEvent> events, Look look) {
        Optional<LoopEvent> loss = events.stream().filter(event -> event.kind() == Kind.LOSS
                && event.loops().equals(step.loops())).findFirst();
        if (loss.isEmpty() || OTHERWISE.matcher(look.program().text()).find()) {
            return;
        }
        FindingBuilder finding = look.finding("gradients", step.range(), "Nothing computes gradients for the step")
                .severity(Severity.CRITICAL).confidence(0.9)
                .context("A loss is computed in " + look.place(loss.get().range()) + ", but nothing calls backward().")
                .why("The step moves the weights by the gradients that backward() computes. Without it there are "
                        + "none, and the network does not learn at all.")
                .advice("Call backward() on the loss before the step.")
                .snippet("loss.backward()").related(look.program(), loss.get().range());
        Matcher name = ASSIGNED.matcher(look.line(loss.get().range()));
        if (name.find()) {
            look.lineBefore(step.range(), name.group(1) + ".backward()")
                    .ifPresent(edit -> finding.fix("Compute the gradients first", List.of(edit)));
        }
        look.raise(step.range(), finding);
    }
}
