/**
 * The architecture graph editor: reads a checkpoint in the background, shows its drawing, and links it with outline,
 * properties, source lines and findings.
 */
package org.lamina.ui.graph;
