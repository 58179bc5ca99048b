package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Gradients that add up from step to step. */
final class Gradients extends ProgramCheck {

    Gradients() {
        super("zero-grad");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        boolean zeroed = events.stream().anyMatch(event -> event.kind() == LoopEvent.Kind.ZERO_GRAD)
                || look.program().text().contains("zero_grad") || look.program().text().contains("dist_autograd");
        Optional<LoopEvent> step = events.stream().filter(event -> event.kind() == LoopEvent.Kind.STEP)
                .filter(event -> !event.loops().isEmpty()).findFirst();
        Optional<LoopEvent> backward = step.flatMap(found -> events.stream()
                .filter(event -> event.kind() == LoopEvent.Kind.BACKWARD)
                .filter(event -> event.loops().equals(found.loops())).findFirst());
        if (!zeroed && backward.isPresent()) {
            boolean trains = events.stream().anyMatch(event -> event.kind() == LoopEvent.Kind.LOSS);
            TextRange range = backward.get().range();
            FindingBuilder finding = look.finding("gradients", range, "Gradients are never set to zero")
                    .severity(trains ? Severity.CRITICAL : Severity.WARNING).confidence(trains ? 0.95 : 0.6)
                    .context("The loop computes gradients here and steps in line " + step.get().range().line()
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

    private static String line(String text, TextRange range) {
        int start = range.offset() - range.column() + 1;
        return text.substring(start, range.offset());
    }
}
