package org.lamina.checks.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.checks.RuleSettings;
import org.lamina.model.Severity;

/**
 * How a project is checked.
 *
 * @param rules thresholds and severities
 * @param whenSaved whether the IDE checks a program when it is saved or opened; empty where this is left to others
 */
public record CheckSettings(RuleSettings rules, Optional<Boolean> whenSaved) {

    /** Everything as it comes. */
    public static final CheckSettings DEFAULTS = new CheckSettings(RuleSettings.DEFAULTS, Optional.empty());

    /** Whether the IDE checks a program when it is saved or opened. */
    public boolean onSave() {
        return whenSaved.orElse(true);
    }

    /** These settings where they say something, and others where they do not. */
    public CheckSettings over(CheckSettings others) {
        Map<String, Map<String, Double>> parameters = new HashMap<>(others.rules.parameters());
        rules.parameters().forEach((rule, values) -> {
            Map<String, Double> both = new HashMap<>(parameters.getOrDefault(rule, Map.of()));
            both.putAll(values);
            parameters.put(rule, both);
        });
        Map<String, Severity> severities = new HashMap<>(others.rules.severities());
        severities.putAll(rules.severities());
        Set<String> disabled = new HashSet<>(others.rules.disabled());
        disabled.removeAll(rules.severities().keySet());
        disabled.addAll(rules.disabled());
        return new CheckSettings(new RuleSettings(parameters, severities, disabled,
                rules.task().over(others.rules.task())), whenSaved.or(others::whenSaved));
    }
}
