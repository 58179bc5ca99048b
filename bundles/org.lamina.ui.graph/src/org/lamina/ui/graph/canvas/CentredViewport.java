package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.FreeformFigure;
import org.eclipse.draw2d.FreeformViewport;
import org.eclipse.draw2d.geometry.Rectangle;

/** A viewport that shows its contents in the middle where they are smaller than itself. */
final class CentredViewport extends FreeformViewport {

    @Override
    protected void readjustScrollBars() {
        if (!(getContents() instanceof FreeformFigure contents)) {
            return;
        }
        Rectangle area = getClientArea();
        Rectangle extent = contents.getFreeformExtent().getCopy();
        extent.expand(Math.max(0, area.width - extent.width + 1) / 2, Math.max(0, area.height - extent.height + 1) / 2);
        extent.width = fitted(extent.width, area.width);
        extent.height = fitted(extent.height, area.height);
        contents.setFreeformBounds(extent);
        getVerticalRangeModel().setAll(extent.y, area.height, extent.bottom());
        getHorizontalRangeModel().setAll(extent.x, area.width, extent.right());
    }

    /** Halves of odd numbers leave one pixel too much or too few, which would show a scroll bar. */
    private static int fitted(int extent, int area) {
        return Math.abs(extent - area) <= 1 ? area : extent;
    }
}
