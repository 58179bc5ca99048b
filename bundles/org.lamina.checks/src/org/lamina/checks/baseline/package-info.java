/** Findings that are known already: a project that takes Lamina up later is told only what is new. */
package org.lamina.checks.baseline;
