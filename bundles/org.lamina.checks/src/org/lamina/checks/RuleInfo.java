package org.lamina.checks;

import java.util.List;
import java.util.Set;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;

/**
 * What a rule is about.
 *
 * @param id its name, for good: {@code dropout-rate}
 * @param title what is wrong where it raises a finding, a noun phrase
 * @param severity how bad its findings are by default; one may be milder
 * @param evidence what it looks at
 * @param parameters its thresholds
 * @param why the theory: why this harms
 * @param advice what to do
 * @param reference where the rule comes from
 */
public record RuleInfo(String id, String title, Severity severity, Set<Evidence> evidence,
        List<RuleParameter> parameters, String why, String advice, String reference) {

    public RuleInfo {
        evidence = Set.copyOf(evidence);
        parameters = List.copyOf(parameters);
    }

    /**
     * The threshold of this name.
     *
     * @throws IllegalArgumentException if the rule has none of this name
     */
    public double parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no parameter " + name)).value();
    }
}
