package org.lamina.eclipse.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.model.Severity;
import org.osgi.service.prefs.BackingStoreException;

/**
 * The settings of the checks for the whole workspace, in its preferences: {@code onSave}, and for each rule
 * {@code rule:<id>:severity} and {@code rule:<id>:parameter:<name>}.
 */
public final class WorkspaceSettings {

    private static final String ON_SAVE = "onSave";
    private static final String RULE = "rule:";
    private static final String SEVERITY = "severity";
    private static final String OFF = "OFF";

    private WorkspaceSettings() {
    }

    /** The node that holds them; who listens to it learns of changes. */
    static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(LaminaCore.BUNDLE + ".checks");
    }

    /** The settings as they are now. */
    public static CheckSettings read() {
        Map<String, Map<String, Double>> parameters = new HashMap<>();
        Map<String, Severity> severities = new HashMap<>();
        Set<String> disabled = new HashSet<>();
        IEclipsePreferences node = node();
        try {
            for (String key : node.keys()) {
                String[] parts = key.split(":");
                String value = node.get(key, "");
                if (parts.length == 3 && key.startsWith(RULE) && value.equals(OFF)) {
                    disabled.add(parts[1]);
                } else if (parts.length == 3 && key.startsWith(RULE)) {
                    severities.put(parts[1], Severity.valueOf(value));
                } else if (parts.length == 4 && key.startsWith(RULE)) {
                    parameters.computeIfAbsent(parts[1], rule -> new HashMap<>()).put(parts[3],
                            Double.valueOf(value));
                }
            }
        } catch (BackingStoreException | IllegalArgumentException e) {
            warn(e);
        }
        return new CheckSettings(new RuleSettings(parameters, severities, disabled),
                Optional.of(node.getBoolean(ON_SAVE, true)));
    }

    /** What tells these settings, and the rules of this version of Lamina, from others. */
    static String stamp() {
        IEclipsePreferences node = node();
        StringBuilder text = new StringBuilder();
        try {
            Stream.of(node.keys()).sorted().forEach(key -> text.append(key).append('=').append(node.get(key, ""))
                    .append('\n'));
        } catch (BackingStoreException e) {
            warn(e);
        }
        return Platform.getBundle(LaminaCore.BUNDLE).getVersion() + " "
                + Integer.toHexString(text.toString().hashCode());
    }

    /** Stores settings. */
    public static void write(CheckSettings settings) {
        IEclipsePreferences node = node();
        try {
            node.clear();
            node.putBoolean(ON_SAVE, settings.onSave());
            RuleSettings rules = settings.rules();
            rules.severities().forEach((rule, severity) -> node.put(RULE + rule + ":" + SEVERITY, severity.name()));
            rules.disabled().forEach(rule -> node.put(RULE + rule + ":" + SEVERITY, OFF));
            rules.parameters().forEach((rule, values) -> values.forEach(
                    (name, value) -> node.putDouble(RULE + rule + ":parameter:" + name, value)));
            node.flush();
        } catch (BackingStoreException e) {
            warn(e);
        }
    }

    private static void warn(Exception problem) {
        LaminaCore.log().log(new Status(IStatus.WARNING, LaminaCore.BUNDLE, problem.getMessage(), problem));
    }
}
