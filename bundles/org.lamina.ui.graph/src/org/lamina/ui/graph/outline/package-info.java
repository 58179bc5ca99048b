/** The Outline of a graph: the tree of groups and layers, and the miniature of the drawing. */
package org.lamina.ui.graph.outline;
