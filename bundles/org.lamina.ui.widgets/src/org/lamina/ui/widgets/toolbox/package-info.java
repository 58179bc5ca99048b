/** The Toolbox view: the tools for the unit that is selected somewhere in the workbench. */
package org.lamina.ui.widgets.toolbox;
