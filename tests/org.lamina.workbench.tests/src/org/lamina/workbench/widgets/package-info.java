/** Tests of the Toolbox and Widgets views in a workbench. */
package org.lamina.workbench.widgets;
