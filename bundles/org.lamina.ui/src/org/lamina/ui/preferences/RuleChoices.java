package org.lamina.ui.preferences;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Severity;

/** Severities and thresholds while they are chosen on a page. */
final class RuleChoices {

    private final Map<String, Map<String, Double>> parameters = new HashMap<>();
    private final Map<String, Severity> severities = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private final Optional<RuleSettings> workspace;

    /**
     * @param workspace what holds where a project chooses nothing; empty where the choices are those of the workspace
     */
    RuleChoices(Optional<RuleSettings> workspace) {
        this.workspace = workspace;
    }

    /** Starts from these settings. */
    void set(RuleSettings settings) {
        parameters.clear();
        settings.parameters().forEach((rule, values) -> parameters.put(rule, new HashMap<>(values)));
        severities.clear();
        severities.putAll(settings.severities());
        disabled.clear();
        disabled.addAll(settings.disabled());
    }

    /** What was chosen, without a declared task. */
    RuleSettings settings() {
        return new RuleSettings(parameters, severities, disabled);
    }

    /** Whether the choices are those of a project, which the workspace completes. */
    boolean isOfProject() {
        return workspace.isPresent();
    }

    /** What holds for a rule where nothing is chosen; none if it is off. */
    Optional<Severity> inherited(RuleInfo rule) {
        return workspace.isPresent() && !workspace.get().isEnabled(rule) ? Optional.empty()
                : Optional.of(workspace.flatMap(settings -> settings.severity(rule)).orElse(rule.severity()));
    }

    /** What a threshold is where nothing is chosen. */
    double inherited(RuleInfo rule, String name) {
        return workspace.orElse(RuleSettings.DEFAULTS).parameter(rule, name);
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
