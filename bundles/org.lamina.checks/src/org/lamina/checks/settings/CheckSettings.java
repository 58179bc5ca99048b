package org.lamina.checks.settings;

import org.lamina.checks.RuleSettings;

/**
 * How a project is checked.
 *
 * @param rules thresholds and severities
 * @param onSave whether the IDE checks a program when it is saved or opened
 */
public record CheckSettings(RuleSettings rules, boolean onSave) {

    /** Everything as it comes. */
    public static final CheckSettings DEFAULTS = new CheckSettings(RuleSettings.DEFAULTS, true);
}
