/** The Widgets view: a column of widgets, each with the progress, the problem or the chart of one applied tool. */
package org.lamina.ui.widgets.panel;
