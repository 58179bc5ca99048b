/**
 * Tests of the parts that all of Lamina's workbench shares: perspective, Experiments, Findings, painting, navigation.
 */
package org.lamina.workbench.views;
