package org.lamina.ui.preferences;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.checks.RuleSettings;
import org.lamina.model.Severity;
import org.lamina.source.program.Task;

/** Severities and thresholds while they are chosen on a page. */
final class RuleChoices {

    private final Map<String, Map<String, Double>> parameters = new HashMap<>();
    private final Map<String, Severity> severities = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private Task task = Task.UNKNOWN;

    /** Starts from these settings. */
    void set(RuleSettings settings) {
        parameters.clear();
        settings.parameters().forEach((rule, values) -> parameters.put(rule, new HashMap<>(values)));
        severities.clear();
        severities.putAll(settings.severities());
        disabled.clear();
        disabled.addAll(settings.disabled());
        task = settings.task();
    }

    /** What was chosen, for the task that was declared. */
    RuleSettings settings() {
        return new RuleSettings(parameters, severities, disabled, task);
    }

    boolean isOff(String rule) {
        return disabled.contains(rule);
    }

    Optional<Severity> severity(String rule) {
        return Optional.ofNullable(severities.get(rule));
    }

    Optional<Double> parameter(String rule, String name) {
        return Optional.ofNullable(parameters.getOrDefault(rule, Map.of()).get(name));
    }

    /** Switches a rule off. */
    void switchOff(String rule) {
        severities.remove(rule);
        disabled.add(rule);
    }

    /** Chooses a severity; none leaves it as it comes. */
    void choose(String rule, Optional<Severity> severity) {
        disabled.remove(rule);
        severities.remove(rule);
        severity.ifPresent(chosen -> severities.put(rule, chosen));
    }

    /** Chooses a threshold; none leaves it as it comes. */
    void choose(String rule, String name, Optional<Double> value) {
        Map<String, Double> values = parameters.computeIfAbsent(rule, unused -> new HashMap<>());
        values.remove(name);
        value.ifPresent(chosen -> values.put(name, chosen));
        if (values.isEmpty()) {
            parameters.remove(rule);
        }
    }
}
