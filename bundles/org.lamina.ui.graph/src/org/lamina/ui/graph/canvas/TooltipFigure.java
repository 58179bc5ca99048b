package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.ColorConstants;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.PositionConstants;

/** Lines of plain text in the colours of the system's tool tips. */
final class TooltipFigure extends Label {

    TooltipFigure(String text) {
        super(text);
        setBorder(new MarginBorder(4, 6, 4, 6));
        setLabelAlignment(PositionConstants.LEFT);
        setOpaque(true);
        setForegroundColor(ColorConstants.tooltipForeground);
        setBackgroundColor(ColorConstants.tooltipBackground);
    }
}
