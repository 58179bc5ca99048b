/** Tests of the rules that look at programs, architectures and tensors. */
package org.lamina.checks.rules;
