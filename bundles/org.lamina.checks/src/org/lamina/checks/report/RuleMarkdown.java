package org.lamina.checks.report;

import java.util.Locale;

import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleParameter;

/** A rule explained in Markdown: why, what to do, thresholds, source. */
public final class RuleMarkdown {

    private RuleMarkdown() {
    }

    /** The explanation without a heading, for a viewer that has shown the title. */
    public static String body(RuleInfo rule) {
        StringBuilder text = new StringBuilder();
        text.append("**Why.** ").append(rule.why().strip()).append("\n\n");
        text.append("**What to do.** ").append(rule.advice().strip()).append("\n");
        if (!rule.parameters().isEmpty()) {
            text.append("\n| parameter | default | meaning | source |\n| --- | --- | --- | --- |\n");
            rule.parameters().forEach(parameter -> text.append(row(parameter)));
        }
        if (!rule.reference().isBlank()) {
            text.append("\nSource: ").append(rule.reference().strip()).append("\n");
        }
        return text.toString();
    }

    /** The explanation with id, title and severity as heading. */
    public static String section(RuleInfo rule) {
        return "## " + rule.id() + ": " + rule.title().substring(0, 1).toLowerCase(Locale.ROOT)
                + rule.title().substring(1) + " (" + rule.severity().name().toLowerCase(Locale.ROOT) + ")\n\n"
                + body(rule);
    }

    /** A number without needless decimals: {@code 0.5}, {@code 10}, {@code 1.0E-7}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String row(RuleParameter parameter) {
        return "| " + parameter.name() + " | " + number(parameter.value()) + " | " + parameter.meaning() + " | "
                + parameter.source() + " |\n";
    }
}
