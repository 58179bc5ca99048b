package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Training;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** Gradients that add up from step to step. */
final class Gradients extends ProgramCheck {

    private static final Pattern CLEARS = Pattern.compile(
            "zero_grad|grad\\s*=\\s*None|grad\\.(data\\.)?zero_|grad\\.detach_|closure");

    Gradients() {
        super("zero-grad");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        boolean never = events.stream().noneMatch(event -> event.kind() == LoopEvent.Kind.ZERO_GRAD)
                && !look.program().text().contains("zero_grad");
        if (look.program().text().contains("dist_autograd")) {
            return;
        }
        Optional<LoopEvent> step = events.stream().filter(event -> event.kind() == LoopEvent.Kind.STEP)
                .filter(event -> !event.loops().isEmpty() && (never || isUncleared(event, events, look))).findFirst();
        Optional<LoopEvent> backward = step.flatMap(found -> events.stream()
                .filter(event -> event.kind() == LoopEvent.Kind.BACKWARD)
                .filter(event -> event.loops().equals(found.loops())).findFirst());
        if (backward.isPresent()) {
            boolean trains = events.stream().anyMatch(event -> event.kind() == LoopEvent.Kind.LOSS);
            TextRange range = backward.get().range();
            FindingBuilder finding = look.finding("gradients", range, never ? "Gradients are never set to zero"
                    : "Gradients are not set to zero in this loop")
                    .severity(trains ? Severity.CRITICAL : Severity.WARNING).confidence(trains ? 0.95 : 0.6)
                    .context("The loop computes gradients here and steps in " + look.place(step.get().range())
                            + ", but nothing clears them in between.")
                    .related(look.program(), step.get().range());
            String optimizer = step.get().subject();
            if (optimizer.matches("[A-Za-z_.]+")) {
                finding.snippet(optimizer + ".zero_grad()");
                String line = line(look.program().text(), range);
                String indent = line.substring(0, line.length() - line.stripLeading().length());
                finding.fix("Clear the gradients first", look.program(), new TextRange(range.offset(), 0, range.line(),
                        range.column()), optimizer + ".zero_grad()\n" + indent);
            }
            look.raise(range, finding);
        }
    }

    /** Whether nothing clears gradients in the loops of a step, though something does elsewhere in the program. */
    private static boolean isUncleared(LoopEvent step, List<LoopEvent> events, Look look) {
        boolean cleared = events.stream().anyMatch(event -> event.kind() == LoopEvent.Kind.ZERO_GRAD
                && !event.loops().isEmpty() && event.loops().get(0).equals(step.loops().get(0)));
        if (cleared || look.isJava()) {
            return false;
        }
        Optional<TextRange> around = look.program().code().statements().stream().filter(Gradients::isScope)
                .map(Statement::range).filter(range -> range.contains(step.range().offset())).findFirst();
        return around.isPresent() && !clears(around.get(), look);
    }

    private static boolean isScope(Statement statement) {
        return statement instanceof FunctionDefinition
                || statement instanceof Block block && block.keyword().matches("for|while");
    }

    /** Whether a piece of a program clears gradients, or calls a function of the program that does. */
    private static boolean clears(TextRange piece, Look look) {
        String text = look.program().text(piece);
        return CLEARS.matcher(text).find() || look.program().code().functions().stream()
                .filter(function -> CLEARS.matcher(look.program().text(function.range())).find())
                .anyMatch(function -> Pattern.compile("\\b" + Pattern.quote(function.name()) + "\\b").matcher(text)
                        .find());
    }

    private static String line(String text, TextRange range) {
        int start = range.offset() - range.column() + 1;
        return text.substring(start, range.offset());
    }
}
