package org.lamina.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.model.Finding;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/**
 * Findings as {@code check} prints them for people: a line as compilers write them, and below it what was seen, why it
 * harms and what to do. The same fault on the same line of several checkpoints is printed once, and so is what several
 * findings of a rule have in common.
 */
final class FindingsText {

    private static final int WIDTH = 80;
    private static final String INDENT = "    ";
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[33m";
    private static final String PLAIN = "\u001B[0m";
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed();

    private final CheckReport report;
    private final Session session;
    private final PrintStream out;
    private final Set<String> said = new HashSet<>();

    FindingsText(CheckReport report, Session session) {
        this.report = report;
        this.session = session;
        this.out = session.out();
    }

    void print() {
        Map<String, List<Finding>> faults = report.findings().stream().sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(this::fault, LinkedHashMap::new, Collectors.toList()));
        faults.values().forEach(this::print);
        out.println(summary(faults.values().stream().map(same -> same.get(0).severity()).toList()));
        report.skipped().forEach(one -> out.println("Skipped " + session.shown(one.path()) + ": " + one.reason()));
    }

    /** What makes two findings one for people. */
    private String fault(Finding finding) {
        return finding.rule() + "|" + finding.severity() + "|" + place(finding) + "|" + finding.title();
    }

    private void print(List<Finding> same) {
        Finding finding = same.get(0);
        out.println(place(finding) + ": " + shown(finding.severity()) + ": " + finding.title() + " [" + finding.rule()
                + "]");
        paragraph("Seen: ", String.join(" ", finding.context()));
        once("Why: ", finding.why());
        once("What to do: ", finding.advice());
        finding.fix().ifPresent(fix -> paragraph("Fix: ", fix.title()));
        if (!finding.related().isEmpty()) {
            paragraph("See also: ", finding.related().stream().map(this::shown).collect(Collectors.joining(", ")));
        }
        String checkpoints = same.stream().filter(one -> !(one.unit() instanceof UnitOfAnalysis.OfSource))
                .map(one -> session.shown(checkpoint(one.unit()))).distinct().collect(Collectors.joining(", "));
        if (!checkpoints.isEmpty()) {
            paragraph("In: ", checkpoints);
        }
        out.println();
    }

    private String shown(Severity severity) {
        String name = severity.name().toLowerCase(Locale.ROOT);
        return session.hasColors() ? (severity == Severity.WARNING ? YELLOW : RED) + name + PLAIN : name;
    }

    /** Prints what was not printed before. */
    private void once(String head, String text) {
        if (said.add(head + text)) {
            paragraph(head, text);
        }
    }

    /** The line of the program or, where it is not known, the checkpoint. */
    private String place(Finding finding) {
        return finding.source().map(source -> shown(source) + ":" + source.column())
                .orElseGet(() -> session.shown(checkpoint(finding.unit())));
    }

    private String shown(SourceLocation source) {
        return session.shown(source.file()) + ":" + source.line();
    }

    private static String checkpoint(UnitOfAnalysis unit) {
        if (unit instanceof UnitOfAnalysis.OfLayer layer) {
            return layer.checkpoint();
        }
        if (unit instanceof UnitOfAnalysis.OfSource source) {
            return source.file();
        }
        if (unit instanceof UnitOfAnalysis.OfTensor tensor) {
            return tensor.checkpoint();
        }
        return unit instanceof UnitOfAnalysis.OfModel model ? model.checkpoint() : unit.label();
    }

    private String summary(List<Severity> severities) {
        String checked = checked();
        if (severities.isEmpty()) {
            return "No findings in " + checked + ".";
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.ERROR, Severity.WARNING)) {
            long count = severities.stream().filter(severity::equals).count();
            if (count > 0) {
                parts.add(count + " " + severity.name().toLowerCase(Locale.ROOT));
            }
        }
        return (severities.size() == 1 ? "1 finding (" : severities.size() + " findings (") + String.join(", ", parts)
                + ") in " + checked + ".";
    }

    private String checked() {
        List<String> parts = new ArrayList<>();
        if (!report.models().isEmpty()) {
            parts.add(report.models().size() == 1 ? "1 model" : report.models().size() + " models");
        }
        if (!report.programs().isEmpty() || parts.isEmpty()) {
            parts.add(report.programs().size() == 1 ? "1 program" : report.programs().size() + " programs");
        }
        return String.join(" and ", parts);
    }

    private void paragraph(String head, String text) {
        StringBuilder line = new StringBuilder(INDENT).append(head.strip());
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(INDENT + INDENT).append(word);
            } else {
                line.append(' ').append(word);
            }
        }
        out.println(line);
    }
}
