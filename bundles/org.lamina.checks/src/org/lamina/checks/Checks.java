package org.lamina.checks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;

/** The checks there are, and the way they are run. */
public final class Checks {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed()
            .thenComparing(finding -> finding.source().map(SourceLocation::file).orElse(""))
            .thenComparing(finding -> finding.source().map(SourceLocation::line).orElse(0))
            .thenComparing(Finding::rule).thenComparing(finding -> finding.unit().label());

    private final List<Check> all;

    /** These checks, in this order. */
    public Checks(List<Check> checks) {
        all = List.copyOf(checks);
    }

    /** The checks that come with Lamina. */
    public static Checks builtin() {
        return new Checks(List.of(new DropoutRate(), new MissingNonlinearity(), new SoftmaxBeforeCrossEntropy()));
    }

    /** The rules of these checks. */
    public List<RuleInfo> rules() {
        return all.stream().map(Check::rule).toList();
    }

    /**
     * Runs all checks.
     *
     * @return the findings, worst first, then by their place; of each rule and unit one
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<Finding> run(CheckContext context, Progress progress) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            progress.checkCancelled();
            progress.report("Checking " + all.get(i).rule().title(), (double) i / all.size());
            all.get(i).run(context, finding -> findings.merge(finding.key(), finding, Checks::merged));
        }
        return findings.values().stream().sorted(WORST_FIRST).toList();
    }

    /** The same fault seen twice: the one that is surer tells, with the evidence of both. */
    private static Finding merged(Finding first, Finding second) {
        Finding sure = first.confidence() >= second.confidence() ? first : second;
        Finding other = sure == first ? second : first;
        return new Finding(sure.rule(), max(first, second), sure.title(), sure.why(),
                union(sure.context(), other.context()), sure.advice(),
                sure.snippet().isEmpty() ? other.snippet() : sure.snippet(), sure.confidence(),
                union(first.evidence(), second.evidence()), sure.unit(), sure.source().or(other::source),
                union(sure.related(), other.related()), union(first.epochs(), second.epochs()),
                sure.fix().or(other::fix));
    }

    private static Severity max(Finding first, Finding second) {
        return first.severity().compareTo(second.severity()) >= 0 ? first.severity() : second.severity();
    }

    private static <T> List<T> union(List<T> first, List<T> second) {
        Set<T> all = new LinkedHashSet<>();
        Stream.concat(first.stream(), second.stream()).forEach(all::add);
        return List.copyOf(all);
    }
}
