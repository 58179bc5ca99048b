package org.lamina.checks;

/**
 * A threshold of a rule.
 *
 * @param name its name within the rule: {@code rate}
 * @param value its value
 * @param unit what it counts: {@code "fraction of units"}
 * @param meaning what happens at it, one sentence
 * @param source where the value comes from
 */
public record RuleParameter(String name, double value, String unit, String meaning, String source) {
}
