package org.lamina.checks;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Severity;
import org.lamina.source.program.Task;

/**
 * What a user has chosen other than the rules' defaults. Names of rules or thresholds that do not exist have no effect.
 *
 * @param parameters thresholds by rule id and name
 * @param severities severities by rule id; each finding of the rule gets it
 * @param disabled ids of the rules that are not run
 * @param task what networks are for, as far as somebody declared it; {@link Task#UNKNOWN} if nobody did
 */
public record RuleSettings(Map<String, Map<String, Double>> parameters, Map<String, Severity> severities,
        Set<String> disabled, Task task) {

    /** The defaults of all rules. */
    public static final RuleSettings DEFAULTS = new RuleSettings(Map.of(), Map.of(), Set.of());

    public RuleSettings {
        parameters = Map.copyOf(parameters);
        severities = Map.copyOf(severities);
        disabled = Set.copyOf(disabled);
    }

    /** Thresholds and severities, without a declared task. */
    public RuleSettings(Map<String, Map<String, Double>> parameters, Map<String, Severity> severities,
            Set<String> disabled) {
        this(parameters, severities, disabled, Task.UNKNOWN);
    }

    /** The same for networks of which somebody declared what they are for. */
    public RuleSettings with(Task declared) {
        return new RuleSettings(parameters, severities, disabled, declared);
    }

    /**
     * A threshold of a rule.
     *
     * @throws IllegalArgumentException if the rule has none of this name
     */
    public double parameter(RuleInfo rule, String name) {
        double byDefault = rule.parameter(name);
        return parameters.getOrDefault(rule.id(), Map.of()).getOrDefault(name, byDefault);
    }

    /** The severity that was chosen for a rule. */
    public Optional<Severity> severity(RuleInfo rule) {
        return Optional.ofNullable(severities.get(rule.id()));
    }

    /** Whether a rule is run. */
    public boolean isEnabled(RuleInfo rule) {
        return !disabled.contains(rule.id());
    }
}
