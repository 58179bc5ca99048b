package org.lamina.checks.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfSource;
import org.lamina.source.program.Program;
import org.lamina.source.python.PythonSource;

/**
 * What a program shows in the files that it imports alone, as where it gives a class there a dropout rate. What such a
 * file shows by itself is left to its own check. For the use of one thread.
 */
final class ImportedFindings {

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

    /** A finding as one of the file that it marks; empty where that file shows it by itself. */
    Optional<Finding> find(Finding finding) {
        SourceLocation place = finding.source().orElseThrow();
        return program.imported().stream().filter(source -> source.file().equals(place.file())).findFirst()
                .filter(source -> !known.computeIfAbsent(source.file(), file -> lines(source))
                        .contains(line(finding, place)))
                .map(source -> in(source, finding));
    }

    private Set<String> lines(PythonSource source) {
        return check.apply(source).stream().flatMap(finding -> finding.source().stream().map(
                place -> line(finding, place))).collect(Collectors.toSet());
    }

    private static String line(Finding finding, SourceLocation place) {
        return finding.rule() + "|" + place.line();
    }

    private static Finding in(PythonSource source, Finding finding) {
        UnitOfAnalysis unit = finding.unit() instanceof OfSource named ? new OfSource(source.file(), named.name())
                : finding.unit();
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(), unit, finding.source(),
                finding.related(), finding.epochs(), finding.fix().flatMap(fix -> in(source, fix)));
    }

    /** A repair with its places as they are in the file; empty if it is one of several files. */
    private static Optional<Fix> in(PythonSource source, Fix fix) {
        boolean own = fix.edits().stream().allMatch(edit -> source.origin() <= edit.offset()
                && edit.offset() + edit.length() <= source.end());
        return own ? Optional.of(new Fix(fix.title(), fix.edits().stream().map(edit -> new TextEdit(source.file(),
                edit.offset() - source.origin(), edit.length(), edit.text())).toList())) : Optional.empty();
    }
}
