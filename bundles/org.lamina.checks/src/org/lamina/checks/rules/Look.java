package org.lamina.checks.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lamina.checks.CheckContext;
import org.lamina.checks.FindingBuilder;
import org.lamina.checks.RuleInfo;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Finding;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Task;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/**
 * One program or model that a rule looks at, and where its findings go. A rule raises one finding a place: a layer in a
 * loop, or a block that is used several times, is mended once.
 */
final class Look {

    private final RuleInfo rule;
    private final CheckContext context;
    private final Optional<Program> program;
    private final Consumer<Finding> findings;
    private final Set<Object> places = new HashSet<>();
    private final Optional<Excuses> excuses;
    private Optional<Training> training = Optional.empty();

    /**
     * @param program the program; null for the model of the context
     */
    Look(RuleInfo rule, CheckContext context, Program program, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.program = Optional.ofNullable(program);
        this.findings = findings;
        this.excuses = this.program.map(Excuses::new);
    }

    /** A threshold of the rule. */
    double parameter(String name) {
        return context.parameter(rule, name);
    }

    /** What the networks are for: as declared, else as inferred from the program. */
    Task task() {
        return program.map(context::task).orElse(context.settings().task());
    }

    /** Whether it is a model that is looked at. */
    boolean isModel() {
        return program.isEmpty();
    }

    /** The program. */
    Program program() {
        return program.orElseThrow();
    }

    /** Begins a finding about a layer, at its constructor. */
    FindingBuilder finding(NetworkLayer layer, String title) {
        if (program.isEmpty()) {
            return new FindingBuilder(rule, context.unit(layer.name()), title).evidence(Evidence.GRAPH)
                    .at(context.sources().place(layer.name()));
        }
        return new FindingBuilder(rule, context.unit(program.get(), layer), title).evidence(Evidence.SOURCE)
                .at(program.get(), layer.constructor());
    }

    /** Begins a finding about something else in a program, named so that it is told from others of the rule. */
    FindingBuilder finding(String unit, TextRange place, String title) {
        return new FindingBuilder(rule, context.unit(program(), unit), title).evidence(Evidence.SOURCE)
                .at(program(), place);
    }

    /** Names another layer that plays a part. */
    void relate(FindingBuilder finding, NetworkLayer layer) {
        if (program.isPresent()) {
            finding.related(program.get(), layer.constructor());
        } else {
            finding.related(context.sources().place(layer.name()));
        }
    }

    /** Raises a finding about a layer, unless the rule has raised one at its constructor. */
    void raise(NetworkLayer layer, FindingBuilder finding) {
        raise(isModel() ? layer.name() : layer.constructor(), finding);
    }

    /** Raises a finding, unless the rule has raised one at this place; what is not trained on anything is mild. */
    void raise(Object place, FindingBuilder finding) {
        if (places.add(place)) {
            Finding built = finding.build();
            boolean severe = built.severity() != Severity.WARNING;
            Optional<String> excuse = severe ? excuses.flatMap(known -> known.of(training)) : Optional.empty();
            findings.accept(excuse.isEmpty() ? built : finding.severity(Severity.WARNING)
                    .confidence(built.confidence() / 2).context(excuse.get()).build());
        }
    }

    /** Whether there are steps, all as PyTorch has them; in other frameworks gradients and modes are no calls. */
    boolean isTorchStep(List<LoopEvent> steps) {
        return !steps.isEmpty() && steps.stream().allMatch(step -> program().text(step.range()).contains("step("));
    }

    /** Whether it is a program in Java that is looked at. */
    boolean isJava() {
        return program.filter(read -> read.file().endsWith(".java")).isPresent();
    }

    /** What is looked at from now on; null for the program as a whole. */
    void at(Training looked) {
        training = Optional.ofNullable(looked);
    }

    /** Offers to replace a value that is written, in a program; the new value is spelt as in Python. */
    void replace(FindingBuilder finding, String repair, Optional<Setting> setting, String replacement) {
        setting.flatMap(Setting::range).filter(range -> program.isPresent()).ifPresent(range ->
                (isJava() ? inJava(replacement, program().text(range)) : Optional.of(replacement))
                        .ifPresent(value -> finding.fix(repair, program(), range, value)));
    }

    /** A value as Java spells it, of the type that the old one has; Java has no names of activations. */
    private static Optional<String> inJava(String value, String old) {
        if (value.equals("True") || value.equals("False")) {
            return Optional.of(value.toLowerCase(Locale.ROOT));
        }
        boolean single = old.endsWith("f") || old.endsWith("F");
        return value.matches("[-+\\d.e]+") ? Optional.of(single ? value + "f" : value) : Optional.empty();
    }

    /** Offers to take a layer out of a program. */
    void remove(FindingBuilder finding, String repair, NetworkLayer layer) {
        program.flatMap(read -> new LayerEdits(read).removal(layer))
                .ifPresent(edit -> finding.fix(repair, List.of(edit)));
    }

    /** Offers to put a line before that of a step, with its indentation; not where the line goes on with another. */
    Optional<TextEdit> lineBefore(TextRange step, String line) {
        String text = program().text();
        int start = text.lastIndexOf('\n', step.offset() - 1) + 1;
        String before = text.substring(start, step.offset());
        String above = text.substring(0, start).stripTrailing();
        boolean begins = before.matches("\\s*([\\w.,\\[\\] ]+=|return|with|for \\w.*)?\\s*")
                && !above.matches("(?s).*[\\\\(\\[{,+]");
        String indent = before.substring(0, before.length() - before.stripLeading().length());
        return begins ? Optional.of(new TextEdit(program().file(), start, 0, indent + line + "\n"))
                : Optional.empty();
    }

    /** A place as people are told of it: {@code line 12}, and in which file where that is not the program's own. */
    String place(TextRange range) {
        SourceLocation place = program().location(range);
        return "line " + place.line() + (program().isOwn(range.offset()) ? ""
                : " of " + place.file().substring(place.file().lastIndexOf('/') + 1));
    }

    /** The line of a place up to it. */
    String line(TextRange place) {
        String text = program().text();
        return text.substring(text.lastIndexOf('\n', place.offset() - 1) + 1, place.offset());
    }

    /**
     * Moves a statement that has a line of its own before or behind the line of another, with that one's indentation;
     * empty where either shares its line.
     */
    List<TextEdit> moveLine(TextRange statement, TextRange other, boolean behind) {
        String text = program().text();
        int end = text.indexOf('\n', statement.end()) < 0 ? text.length() : text.indexOf('\n', statement.end());
        int otherEnd = text.indexOf('\n', other.end()) < 0 ? text.length() : text.indexOf('\n', other.end());
        boolean alone = line(statement).isBlank() && text.substring(statement.end(), end).matches("\\s*(#.*)?")
                && line(other).isBlank() && text.substring(other.end(), otherEnd).matches("\\s*(#.*)?");
        if (!alone || end == text.length()) {
            return List.of();
        }
        int start = statement.offset() - line(statement).length();
        String moved = line(other) + text.substring(statement.offset(), end);
        TextEdit put = behind ? new TextEdit(program().file(), otherEnd, 0, "\n" + moved)
                : new TextEdit(program().file(), other.offset() - line(other).length(), 0, moved + "\n");
        return List.of(new TextEdit(program().file(), start, end + 1 - start, ""), put);
    }

    /** Adds a call to those of a builder, in a program in Java; none where nothing is built. */
    Optional<TextEdit> option(TextRange built, String option) {
        int at = program().text(built).lastIndexOf(".build()");
        return at < 0 ? Optional.empty()
                : Optional.of(new TextEdit(program().file(), built.offset() + at, 0, option));
    }

    /** Offers to add an argument to a call, in a program. */
    void addArgument(FindingBuilder finding, String repair, TextRange call, String argument) {
        if (program.isEmpty() || isJava() || !program().text(call).endsWith(")")) {
            return;
        }
        String text = program().text(call);
        String before = text.substring(0, text.length() - 1).stripTrailing();
        String separator = before.endsWith("(") ? "" : before.endsWith(",") ? " " : ", ";
        TextRange end = new TextRange(call.offset() + before.length(), 0, call.line(), call.column());
        finding.fix(repair, program(), end, separator + argument);
    }
}
