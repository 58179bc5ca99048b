package org.lamina.ui.findings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lamina.checks.RuleInfo;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
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
        TITLE, HEADING, QUIET, CODE, INLINE_CODE, BULLET
    }

    /** A part of the text that stands out. */
    record Span(int start, int length, Style style) {
    }

    /** Where a link leads. */
    sealed interface Target {
    }

    /** To the line where the marker is. */
    record ToMarker(MarkedFinding marked) implements Target {
    }

    /** To another line. */
    record ToSource(SourceLocation source) implements Target {
    }

    /** To the layer in a checkpoint's graph. */
    record ToUnit(UnitSelection unit) implements Target {
    }

    /** To a change of the program. */
    record ToFix(WorkbenchMarkerResolution fix, MarkedFinding marked) implements Target {
    }

    /** To the explanation of a finding among several, which opens and closes. */
    record ToExplanation(MarkedFinding marked) implements Target {
    }

    /** To a page to read on. */
    record ToPage(String address) implements Target {
    }

    /** A part of the text that leads somewhere. */
    record Link(int start, int length, Target target) {
    }

    private FindingText() {
    }

    /** The explanation of a finding. */
    static FindingText of(MarkedFinding marked) {
        return of(List.of(marked));
    }

    /** The explanations of several findings, one below the other. */
    static FindingText of(List<MarkedFinding> findings) {
        FindingText explanation = new FindingText();
        for (MarkedFinding marked : findings) {
            if (!explanation.text.isEmpty()) {
                explanation.line();
            }
            explanation.title(marked);
            explanation.explain(marked);
        }
        return explanation;
    }

    /** Several findings, one a line, and the explanation of the one that is open, if one is. */
    static FindingText of(List<MarkedFinding> findings, Optional<MarkedFinding> open) {
        FindingText list = new FindingText();
        for (MarkedFinding marked : findings) {
            boolean isOpen = open.filter(marked::equals).isPresent();
            list.link((isOpen ? "\u25be " : "\u25b8 ") + marked.finding().title(), new ToExplanation(marked));
            list.text.append("  ");
            if (isOpen) {
                list.line();
                list.explain(marked);
            } else {
                list.span(FindingColumn.severity(marked.finding().severity()), Style.QUIET);
            }
            list.line();
        }
        return list;
    }

    private void title(MarkedFinding marked) {
        span(marked.finding().title(), Style.TITLE);
        line();
    }

    private void explain(MarkedFinding marked) {
        Finding finding = marked.finding();
        span(facts(finding), Style.QUIET);
        line();
        places(marked);
        section(Messages.FindingText_why, finding.why());
        bullets(Messages.FindingText_context, finding.context());
        section(Messages.FindingText_advice, finding.advice());
        code(finding.snippet());
        fixes(marked);
        related(finding.related());
        reading(LaminaCore.rule(finding.rule()).map(RuleInfo::pages).orElse(List.of()));
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

    /** Severity, how sure it is and by what, and the rule. */
    private static String facts(Finding finding) {
        String severity = FindingColumn.severity(finding.severity());
        String evidence = finding.evidence().stream().map(FindingText::evidence).collect(Collectors.joining(" + "));
        if (evidence.isEmpty() || Double.isNaN(finding.confidence())) {
            return NLS.bind(Messages.FindingText_facts, severity, finding.rule());
        }
        return NLS.bind(Messages.FindingText_factsWithConfidence, new Object[] {severity, finding.rule(),
            percent(finding.confidence()), evidence});
    }

    /** A confidence in percent: nothing is sure. */
    static long percent(double confidence) {
        return Math.min(99, Math.round(confidence * 100));
    }

    /** A kind of evidence in words. */
    static String evidence(Evidence kind) {
        return switch (kind) {
            case SOURCE -> Messages.evidence_source;
            case GRAPH -> Messages.evidence_graph;
            case TRAINING -> Messages.evidence_training;
            case TENSOR -> Messages.evidence_tensor;
        };
    }

    private void places(MarkedFinding marked) {
        line();
        if (marked.finding().source().isPresent()) {
            text.append(Messages.FindingText_line);
            link(FindingColumn.place(marked), new ToMarker(marked));
            line();
        }
        if (marked.checkpoints().isEmpty()) {
            return;
        }
        UnitOfAnalysis unit = marked.finding().unit();
        text.append(unit instanceof UnitOfAnalysis.OfLayer ? NLS.bind(Messages.FindingText_layer, unit.label())
                : unit instanceof UnitOfAnalysis.OfTensor ? NLS.bind(Messages.FindingText_tensor, unit.label())
                        : Messages.FindingText_model);
        String separator = "";
        for (Path checkpoint : marked.checkpoints()) {
            text.append(separator);
            UnitOfAnalysis here = MarkedFinding.unitIn(checkpoint, unit);
            link(checkpoint.getFileName().toString(), new ToUnit(new UnitSelection(here, checkpoint)));
            separator = ", ";
        }
        line();
    }

    private void section(String heading, String body) {
        if (!body.isBlank()) {
            heading(heading);
            prose(body.strip());
            line();
        }
    }

    /** Text in which code stands between backticks. */
    private void prose(String body) {
        String[] pieces = body.split("`", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i % 2 == 1 && i < pieces.length - 1) {
                span(pieces[i], Style.INLINE_CODE);
            } else {
                text.append(pieces[i]);
            }
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

    private void fixes(MarkedFinding marked) {
        List<WorkbenchMarkerResolution> fixes = FindingFixes.of(marked);
        if (!fixes.isEmpty()) {
            heading(Messages.FindingText_fixes);
            for (WorkbenchMarkerResolution fix : fixes) {
                link(fix.getLabel(), new ToFix(fix, marked));
                line();
            }
        }
    }

    private void reading(List<RuleInfo.Page> pages) {
        if (!pages.isEmpty()) {
            heading(Messages.FindingText_reading);
            for (RuleInfo.Page page : pages) {
                link(page.title(), new ToPage(page.address()));
                line();
            }
        }
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
