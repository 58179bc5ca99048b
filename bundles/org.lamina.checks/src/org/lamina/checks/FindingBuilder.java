package org.lamina.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.program.Program;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.TextRange;

/** Makes a finding step by step; what is not said comes from the rule. */
public final class FindingBuilder {

    private final RuleInfo rule;
    private final UnitOfAnalysis unit;
    private final String title;
    private final List<String> context = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<SourceLocation> related = new ArrayList<>();
    private Severity severity;
    private String why;
    private String advice;
    private String snippet = "";
    private double confidence = 1;
    private Optional<SourceLocation> source = Optional.empty();
    private Optional<Fix> fix = Optional.empty();

    /**
     * @param title one line that names fault and layer
     */
    public FindingBuilder(RuleInfo rule, UnitOfAnalysis unit, String title) {
        this.rule = rule;
        this.unit = unit;
        this.title = title;
        this.severity = rule.severity();
        this.why = rule.why();
        this.advice = rule.advice();
    }

    /** A value or layer that raised the finding: one sentence; nothing if it is empty. */
    public FindingBuilder context(String sentence) {
        if (!sentence.isEmpty()) {
            context.add(sentence);
        }
        return this;
    }

    public FindingBuilder evidence(Evidence... kinds) {
        evidence.addAll(List.of(kinds));
        return this;
    }

    public FindingBuilder severity(Severity milder) {
        severity = milder;
        return this;
    }

    /** Why this case harms, where it is not the rule's usual one. */
    public FindingBuilder why(String theory) {
        why = theory;
        return this;
    }

    /** What to do, where it is not what the rule usually advises. */
    public FindingBuilder advice(String advised) {
        advice = advised;
        return this;
    }

    public FindingBuilder snippet(String code) {
        snippet = code;
        return this;
    }

    /** How sure the evidence makes us, 0 to 1; 1 if nothing else is said. */
    public FindingBuilder confidence(double certainty) {
        confidence = certainty;
        return this;
    }

    /** The place to mend. */
    public FindingBuilder at(Optional<SourceLocation> place) {
        source = place;
        return this;
    }

    /** The place to mend, in a program. */
    public FindingBuilder at(Program program, TextRange range) {
        return at(Optional.of(program.location(range)));
    }

    /** Another place that plays a part, in a program. */
    public FindingBuilder related(Program program, TextRange range) {
        return related(Optional.of(program.location(range)));
    }

    /** Another place that plays a part. */
    public FindingBuilder related(Optional<SourceLocation> place) {
        place.filter(found -> !related.contains(found)).ifPresent(related::add);
        return this;
    }

    /** A repair: replaces a piece of the file in which an expression stands. */
    public FindingBuilder fix(String repair, SourceExpression in, TextRange range, String replacement) {
        fix = Optional.of(new Fix(repair,
                List.of(new TextEdit(in.source().file(), range.offset(), range.length(), replacement))));
        return this;
    }

    /** A repair: replaces a piece of a program; one of the same title becomes part of it. */
    public FindingBuilder fix(String repair, Program program, TextRange range, String replacement) {
        TextEdit edit = new TextEdit(program.file(), range.offset(), range.length(), replacement);
        List<TextEdit> edits = new ArrayList<>(fix.filter(known -> known.title().equals(repair)).map(Fix::edits)
                .orElse(List.of()));
        if (!edits.contains(edit)) {
            edits.add(edit);
        }
        return fix(repair, edits);
    }

    /** A repair of several pieces, which do not overlap. */
    public FindingBuilder fix(String repair, List<TextEdit> edits) {
        fix = Optional.of(new Fix(repair, edits));
        return this;
    }

    public Finding build() {
        source.ifPresent(related::remove);
        return new Finding(rule.id(), severity, title, why, context, advice, snippet, confidence, evidence, unit,
                source, related, List.of(), fix);
    }
}
