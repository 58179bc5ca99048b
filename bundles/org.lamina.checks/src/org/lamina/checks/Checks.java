package org.lamina.checks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.rules.ProgramRules;
import org.lamina.checks.tensors.TensorRules;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Progress;

/** The checks there are, and the way they are run. */
public final class Checks {

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
        List<Finding> findings = new ArrayList<>();
        Set<Evidence> evidence = context.evidence();
        for (int i = 0; i < all.size(); i++) {
            RuleInfo rule = all.get(i).rule();
            if (context.settings().isEnabled(rule) && !Collections.disjoint(rule.evidence(), evidence)) {
                progress.checkCancelled();
                progress.report("Checking " + rule.title(), (double) i / all.size());
                all.get(i).run(context, progress, finding -> findings
                        .add(context.settings().severity(rule).map(finding::withSeverity).orElse(finding)));
            }
        }
        return merge(findings);
    }

    /**
     * Findings of several runs together: what was found of the same rule on the same line in the program alone and in a
     * model, or between the same two lines, is one finding with the evidence of both.
     *
     * @return worst first, then by place
     */
    public static List<Finding> merge(Collection<Finding> found) {
        return new JoinedFindings(found).all();
    }
}
