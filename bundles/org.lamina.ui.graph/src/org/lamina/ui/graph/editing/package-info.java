/** Changes of the figure that an editor shows: what can be undone, and the file where it is kept. */
package org.lamina.ui.graph.editing;
