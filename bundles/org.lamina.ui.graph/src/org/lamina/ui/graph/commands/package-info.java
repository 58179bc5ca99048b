/** What the commands of the graph editor do; the plug-in manifest names keys, menus and tool bars for them. */
package org.lamina.ui.graph.commands;
