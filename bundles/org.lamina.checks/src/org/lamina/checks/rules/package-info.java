/**
 * The rules that look at programs and, as far as they are about architecture, at models alike. The text of each rule
 * lies beside its class.
 */
package org.lamina.checks.rules;
