/**
 * What the parts of the workbench share: their ids, the selection that links them, the ways to a source line and to a
 * unit, and the Experiments and Findings views.
 */
package org.lamina.ui;
