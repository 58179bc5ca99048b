/**
 * What there is to tell about a unit of an open checkpoint: rows for the Properties view, lines for tool tips, one line
 * for the editor's head.
 */
package org.lamina.ui.graph.properties;
