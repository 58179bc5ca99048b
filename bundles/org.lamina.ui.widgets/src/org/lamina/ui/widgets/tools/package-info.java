/** The tools that come with Lamina. A third tool is a class beside these and a line in {@code Toolset.builtin()}. */
package org.lamina.ui.widgets.tools;
