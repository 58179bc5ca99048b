package org.lamina.model;

import java.util.List;
import java.util.Optional;

/**
 * What a check found: the explanation of a symptom, in the words of a senior colleague (UMLAUT, section 3: title,
 * theory, context, what to do).
 *
 * @param rule id of the rule: {@code dropout-rate}
 * @param severity how bad it is
 * @param title one line that names fault and layer
 * @param why the theory: why this harms
 * @param context the values and layer names that raised it, one sentence each
 * @param advice what to do
 * @param snippet code that shows the repair, empty if there is none
 * @param confidence 0 to 1: how sure the evidence makes us
 * @param evidence the kinds of evidence that showed it
 * @param unit what it is about
 * @param source the place in the program to mend, if it was found
 * @param related other places that play a part: the loss line, the call site
 * @param epochs the epochs in which it was seen; empty for what is not seen in training
 * @param fix a mechanical repair, if there is one
 */
public record Finding(String rule, Severity severity, String title, String why, List<String> context, String advice,
        String snippet, double confidence, List<Evidence> evidence, UnitOfAnalysis unit,
        Optional<SourceLocation> source, List<SourceLocation> related, List<Integer> epochs, Optional<Fix> fix) {

    /** The kinds of evidence that a rule looks at. */
    public enum Evidence {
        SOURCE, GRAPH, TRAINING, TENSOR
    }

    /**
     * A repair that can be applied as it is.
     *
     * @param title what it does, imperative
     * @param edits replacements that belong together
     */
    public record Fix(String title, List<TextEdit> edits) {
        public Fix {
            edits = List.copyOf(edits);
        }
    }

    /**
     * Replaces a range of a file.
     *
     * @param file the file
     * @param offset first character, from 0
     * @param length number of characters to replace
     * @param text what to put there
     */
    public record TextEdit(String file, int offset, int length, String text) {
    }

    public Finding {
        context = List.copyOf(context);
        evidence = List.copyOf(evidence);
        related = List.copyOf(related);
        epochs = List.copyOf(epochs);
    }

    /** What stays the same when the same fault is found again: rule and unit. */
    public String key() {
        return rule + "|" + unit;
    }

    /** The same finding, worse or milder. */
    public Finding withSeverity(Severity chosen) {
        return new Finding(rule, chosen, title, why, context, advice, snippet, confidence, evidence, unit, source,
                related, epochs, fix);
    }

    /** The same finding, to be mended at another place. */
    public Finding at(Optional<SourceLocation> place) {
        return new Finding(rule, severity, title, why, context, advice, snippet, confidence, evidence, unit, place,
                related, epochs, fix);
    }

    /** The same finding, about another unit. */
    public Finding of(UnitOfAnalysis other) {
        return new Finding(rule, severity, title, why, context, advice, snippet, confidence, evidence, other, source,
                related, epochs, fix);
    }
}
