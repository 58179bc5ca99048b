package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.lamina.model.Finding;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/** Findings for tests. */
final class Findings {

    private Findings() {
    }

    /** A finding on a line of a program. */
    static Finding onLine(String rule, Severity severity, String checkpoint, String layer, Path program, int line) {
        return finding(rule, severity, checkpoint, layer,
                Optional.of(new SourceLocation(program.toString().replace('\\', '/'), line, 1, "")));
    }

    /** A finding whose line is not known. */
    static Finding withoutLine(String rule, Severity severity, String checkpoint, String layer) {
        return finding(rule, severity, checkpoint, layer, Optional.empty());
    }

    /** A finding of one kind of evidence on a line, that has to do with another line. */
    static Finding between(String rule, Finding.Evidence evidence, String holder, SourceLocation line,
            SourceLocation other) {
        Finding plain = finding(rule, Severity.CRITICAL, holder, "softmax", Optional.of(line));
        return new Finding(rule, plain.severity(), plain.title(), plain.why(), plain.context(), plain.advice(),
                plain.snippet(), plain.confidence(), List.of(evidence), plain.unit(), plain.source(), List.of(other),
                plain.epochs(), plain.fix());
    }

    private static Finding finding(String rule, Severity severity, String checkpoint, String layer,
            Optional<SourceLocation> source) {
        return new Finding(rule, severity, "Something is wrong with " + layer, "Because.", List.of("Seen in " + layer),
                "Mend " + layer + ".", "", 1, List.of(Finding.Evidence.GRAPH),
                new UnitOfAnalysis.OfLayer(checkpoint, layer), source, List.of(), List.of(), Optional.empty());
    }
}
