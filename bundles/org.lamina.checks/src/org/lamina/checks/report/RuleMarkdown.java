package org.lamina.checks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleParameter;

/** Rules explained in Markdown. */
public final class RuleMarkdown {

    private RuleMarkdown() {
    }

    /** The explanation without a heading, for a viewer that has shown the title. */
    public static String body(RuleInfo rule) {
        StringBuilder text = new StringBuilder();
        paragraph(text, "Why", rule.why());
        paragraph(text, "How to recognise it", rule.recognise());
        paragraph(text, "What to do", rule.advice());
        if (!rule.snippet().isBlank()) {
            text.append("```\n").append(rule.snippet().strip()).append("\n```\n\n");
        }
        paragraph(text, "Quick fix", capital(rule.repair()));
        if (!rule.parameters().isEmpty()) {
            text.append("| threshold | default | meaning | source |\n| --- | --- | --- | --- |\n");
            rule.parameters().forEach(parameter -> text.append(row(parameter)));
            text.append('\n');
        }
        paragraph(text, "Further reading", rule.reading());
        paragraph(text, "Source", rule.reference());
        return text.toString().stripTrailing() + "\n";
    }

    /** The explanation with id, title, severity and evidence above it. */
    public static String section(RuleInfo rule) {
        return "## " + rule.id() + "\n\n" + rule.title() + ": *" + lower(rule.severity()) + "*; looks at "
                + evidence(rule) + ".\n\n" + body(rule);
    }

    /** A page of rules, with a table of them at the top. */
    public static String page(List<RuleInfo> rules) {
        StringBuilder text = new StringBuilder("# The rules\n\n")
                .append("This page is what `lamina rules --markdown` prints, worst first.\n\n");
        text.append("| rule | finds | severity | looks at |\n| --- | --- | --- | --- |\n");
        List<RuleInfo> sorted = rules.stream().sorted(Comparator.comparing(RuleInfo::severity).reversed()
                .thenComparing(RuleInfo::id)).toList();
        for (RuleInfo rule : sorted) {
            text.append("| [").append(rule.id()).append("](#").append(rule.id()).append(") | ")
                    .append(cell(rule.title())).append(" | ").append(lower(rule.severity())).append(" | ")
                    .append(evidence(rule)).append(" |\n");
        }
        sorted.forEach(rule -> text.append('\n').append(section(rule)));
        return text.toString();
    }

    /** A number without needless decimals: {@code 0.5}, {@code 10}, {@code 1.0E-7}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String evidence(RuleInfo rule) {
        return rule.evidence().stream().sorted().map(RuleMarkdown::lower).collect(Collectors.joining(", "));
    }

    private static void paragraph(StringBuilder text, String heading, String body) {
        if (!body.isBlank()) {
            boolean list = body.strip().startsWith("- ");
            text.append("**").append(heading).append(".**").append(list ? "\n\n" : " ").append(body.strip())
                    .append("\n\n");
        }
    }

    private static String row(RuleParameter parameter) {
        return "| " + parameter.name() + " | " + number(parameter.value()) + " " + cell(parameter.unit()) + " | "
                + cell(parameter.meaning()) + " | " + cell(parameter.source()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
