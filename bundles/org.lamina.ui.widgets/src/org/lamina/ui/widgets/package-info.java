/**
 * What a tool is: it is applied to a unit of analysis, asks the checkpoint or the engine for data, and answers with the
 * view model of a widget (iNNspector, section 5.1.2). Nothing here knows how a widget looks.
 */
package org.lamina.ui.widgets;
