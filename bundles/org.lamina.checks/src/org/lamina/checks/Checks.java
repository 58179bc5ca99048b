package org.lamina.checks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.checks.rules.ProgramRules;
import org.lamina.checks.tensors.TensorRules;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

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
        List<Check> checks = new ArrayList<>(List.of(new DropoutRate(), new MissingNonlinearity(),
                new SoftmaxBeforeCrossEntropy()));
        checks.addAll(ProgramRules.all());
        checks.addAll(TensorRules.all());
        return new Checks(checks);
    }

    /** The rules of these checks, each once. */
    public List<RuleInfo> rules() {
        return all.stream().map(Check::rule).distinct().toList();
    }

    /** The rule of this id. */
    public Optional<RuleInfo> rule(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /**
     * Runs the checks for which there is evidence.
     *
     * @return the findings, worst first, then by their place; of each rule and unit one
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<Finding> run(CheckContext context, Progress progress) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        Set<Evidence> evidence = context.evidence();
        for (int i = 0; i < all.size(); i++) {
            RuleInfo rule = all.get(i).rule();
            if (context.settings().isEnabled(rule) && !Collections.disjoint(rule.evidence(), evidence)) {
                progress.checkCancelled();
                progress.report("Checking " + rule.title(), (double) i / all.size());
                all.get(i).run(context, progress, finding -> findings.merge(finding.key(),
                        context.settings().severity(rule).map(finding::withSeverity).orElse(finding),
                        Checks::merged));
            }
        }
        return merge(findings.values());
    }

    /**
     * Findings of several runs together: what was found of the same rule on the same line in the program alone and in a
     * model is one finding with the evidence of both.
     *
     * @return worst first, then by place
     */
    public static List<Finding> merge(Collection<Finding> found) {
        Map<String, Finding> byKey = new LinkedHashMap<>();
        found.forEach(finding -> byKey.merge(finding.key(), finding, Checks::merged));
        Map<String, Finding> inModels = new HashMap<>();
        byKey.values().stream().filter(finding -> !isOfSource(finding))
                .forEach(finding -> inModels.putIfAbsent(place(finding), finding));
        for (Finding finding : List.copyOf(byKey.values())) {
            Finding twin = inModels.get(place(finding));
            if (twin != null && isOfSource(finding) && finding.source().isPresent()) {
                byKey.remove(finding.key());
                byKey.merge(twin.key(), finding, (first, second) -> merged(first, second).of(twin.unit()));
            }
        }
        return byKey.values().stream().sorted(WORST_FIRST).toList();
    }

    private static boolean isOfSource(Finding finding) {
        return finding.unit() instanceof UnitOfAnalysis.OfSource;
    }

    private static String place(Finding finding) {
        return finding.rule() + finding.source().map(source -> "|" + source.file() + "|" + source.line())
                .orElse("|" + finding.unit());
    }

    /**
     * The same fault seen twice: the one that is surer tells, with the evidence of both. Different kinds of evidence
     * make it surer still.
     */
    private static Finding merged(Finding first, Finding second) {
        Finding sure = first.confidence() >= second.confidence() ? first : second;
        Finding other = sure == first ? second : first;
        return new Finding(sure.rule(), max(first, second), sure.title(), sure.why(),
                union(sure.context(), other.context()), sure.advice(),
                sure.snippet().isEmpty() ? other.snippet() : sure.snippet(), confidence(sure, other),
                union(first.evidence(), second.evidence()), sure.unit(), sure.source().or(other::source),
                union(sure.related(), other.related()), union(first.epochs(), second.epochs()),
                sure.fix().or(other::fix));
    }

    private static double confidence(Finding sure, Finding other) {
        boolean more = !sure.evidence().containsAll(other.evidence());
        return more ? 1 - (1 - sure.confidence()) * (1 - other.confidence()) : sure.confidence();
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
