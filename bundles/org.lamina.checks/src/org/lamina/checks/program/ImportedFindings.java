package org.lamina.checks.program;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Finding;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfSource;
import org.lamina.source.program.Program;
import org.lamina.source.python.PythonSource;

/**
 * What a program shows in the files that it imports alone, as where it gives a class there a dropout rate. What such a
 * file shows by itself is left to its own check. Others may import the file as well, so that only what is sure counts,
 * and all of it is mended by hand. For the use of one thread.
 */
final class ImportedFindings {

    private static final double SURE = 0.85;

    private final Program program;
    private final Function<PythonSource, List<Finding>> check;
    private final Map<String, Set<String>> known = new HashMap<>();

    /**
     * @param check what a file shows by itself
     */
    ImportedFindings(Program program, Function<PythonSource, List<Finding>> check) {
        this.program = program;
        this.check = check;
    }

    /** A finding as one of the file that it marks; empty where it is not sure or that file shows it by itself. */
    Optional<Finding> find(Finding finding) {
        if (finding.confidence() < SURE) {
            return Optional.empty();
        }
        SourceLocation place = finding.source().orElseThrow();
        return program.imported().stream().filter(source -> source.file().equals(place.file())).findFirst()
                .filter(source -> Collections.disjoint(lines(finding, source), known.computeIfAbsent(source.file(),
                        file -> check.apply(source).stream().flatMap(own -> lines(own, source).stream())
                                .collect(Collectors.toSet()))))
                .map(source -> in(source, finding, place.line()));
    }

    /** What a rule says of the lines of a file. */
    private static Set<String> lines(Finding finding, PythonSource source) {
        return Stream.concat(finding.source().stream(), finding.related().stream())
                .filter(place -> place.file().equals(source.file()))
                .map(place -> finding.rule() + "|" + place.line()).collect(Collectors.toSet());
    }

    /** Several classes of a file may have layers of one name, and several programs show the same line. */
    private static Finding in(PythonSource source, Finding finding, int line) {
        UnitOfAnalysis unit = finding.unit() instanceof OfSource named
                ? new OfSource(source.file(), named.name() + " in line " + line) : finding.unit();
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(), unit, finding.source(),
                finding.related(), finding.epochs(), Optional.empty());
    }
}
