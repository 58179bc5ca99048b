/** The side panel of the graph editor: all preferences of the figure, each with a control. */
package org.lamina.ui.graph.panel;
