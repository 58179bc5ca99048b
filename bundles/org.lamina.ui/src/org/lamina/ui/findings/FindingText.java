package org.lamina.ui.findings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Finding;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UnitSelection;

/** The explanation of a finding as one text, with what stands out in it and where its links lead. */
final class FindingText {

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    /** How a part of the text looks. */
    enum Style {
        TITLE, HEADING, QUIET, CODE, BULLET
    }

    /** A part of the text that stands out. */
    record Span(int start, int length, Style style) {
    }

    /** Where a link leads. */
    sealed interface Target {
    }

    /** To the line where the marker is. */
    record ToMarker() implements Target {
    }

    /** To another line. */
    record ToSource(SourceLocation source) implements Target {
    }

    /** To the layer in a checkpoint's graph. */
    record ToUnit(UnitSelection unit) implements Target {
    }

    /** To the repair. */
    record ToFix() implements Target {
    }

    /** A part of the text that leads somewhere. */
    record Link(int start, int length, Target target) {
    }

    private FindingText() {
    }

    /** The explanation of a finding. */
    static FindingText of(MarkedFinding marked) {
        FindingText explanation = new FindingText();
        Finding finding = marked.finding();
        explanation.span(finding.title(), Style.TITLE);
        explanation.line();
        explanation.span(facts(finding), Style.QUIET);
        explanation.line();
        explanation.places(marked);
        explanation.section(Messages.FindingText_why, finding.why());
        explanation.bullets(Messages.FindingText_context, finding.context());
        explanation.section(Messages.FindingText_advice, finding.advice());
        explanation.code(finding.snippet());
        finding.fix().ifPresent(explanation::fix);
        explanation.related(finding.related());
        return explanation;
    }

    String text() {
        return text.toString();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    /** The link at an offset, if there is one. */
    Optional<Link> linkAt(int offset) {
        return links.stream().filter(link -> offset >= link.start() && offset < link.start() + link.length())
                .findFirst();
    }

    private static String facts(Finding finding) {
        String severity = FindingColumn.severity(finding.severity());
        return Double.isNaN(finding.confidence()) || finding.confidence() >= 1
                ? NLS.bind(Messages.FindingText_facts, severity, finding.rule())
                : NLS.bind(Messages.FindingText_factsWithConfidence,
                        new Object[] {severity, finding.rule(), Math.min(99, Math.round(finding.confidence() * 100))});
    }

    private void places(MarkedFinding marked) {
        line();
        if (marked.finding().source().isPresent()) {
            text.append(Messages.FindingText_line);
            link(FindingColumn.place(marked), new ToMarker());
            line();
        }
        if (marked.checkpoints().isEmpty()) {
            return;
        }
        text.append(marked.finding().unit() instanceof UnitOfAnalysis.OfLayer layer
                ? NLS.bind(Messages.FindingText_layer, layer.path()) : Messages.FindingText_model);
        String separator = "";
        for (Path checkpoint : marked.checkpoints()) {
            text.append(separator);
            link(checkpoint.getFileName().toString(),
                    new ToUnit(new UnitSelection(unitIn(checkpoint, marked.finding().unit()), checkpoint)));
            separator = ", ";
        }
        line();
    }

    private static UnitOfAnalysis unitIn(Path file, UnitOfAnalysis unit) {
        String checkpoint = OpenedModel.checkpoint(file);
        return unit instanceof UnitOfAnalysis.OfLayer layer ? new UnitOfAnalysis.OfLayer(checkpoint, layer.path())
                : new UnitOfAnalysis.OfModel(checkpoint);
    }

    private void section(String heading, String body) {
        if (!body.isBlank()) {
            heading(heading);
            text.append(body.strip());
            line();
        }
    }

    private void bullets(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(heading);
            for (String sentence : sentences) {
                span("\u2022 " + sentence, Style.BULLET);
                line();
            }
        }
    }

    private void code(String snippet) {
        if (!snippet.isBlank()) {
            line();
            span(snippet.stripTrailing(), Style.CODE);
            line();
        }
    }

    private void fix(Finding.Fix fix) {
        line();
        link(fix.title(), new ToFix());
        line();
    }

    private void related(List<SourceLocation> places) {
        if (!places.isEmpty()) {
            heading(Messages.FindingText_related);
            for (SourceLocation place : places) {
                link(place.fileName() + ":" + place.line(), new ToSource(place));
                if (!place.text().isEmpty()) {
                    text.append("  ");
                    span(place.text(), Style.QUIET);
                }
                line();
            }
        }
    }

    private void heading(String heading) {
        line();
        span(heading, Style.HEADING);
        line();
    }

    private void span(String part, Style style) {
        spans.add(new Span(text.length(), part.length(), style));
        text.append(part);
    }

    private void link(String part, Target target) {
        links.add(new Link(text.length(), part.length(), target));
        text.append(part);
    }

    private void line() {
        text.append('\n');
    }
}
