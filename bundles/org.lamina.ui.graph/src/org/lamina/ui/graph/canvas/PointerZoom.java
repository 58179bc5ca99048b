package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.swt.widgets.Event;

/** Zooms with the mouse wheel; the point under the pointer stays where it is. */
final class PointerZoom implements MouseWheelHandler {

    private static final double STEP = 1.12;

    private final ZoomManager zoom;

    PointerZoom(ZoomManager zoom) {
        this.zoom = zoom;
    }

    @Override
    public void handleMouseWheel(Event event, EditPartViewer viewer) {
        double before = zoom.getZoom();
        Viewport viewport = zoom.getViewport();
        Point location = viewport.getViewLocation().getCopy();
        zoom.setZoom(before * (event.count > 0 ? STEP : 1 / STEP));
        double factor = zoom.getZoom() / before;
        if (factor != 1) {
            viewport.validate();
            zoom.setViewLocation(new Point((int) Math.round((location.x + event.x) * factor) - event.x,
                    (int) Math.round((location.y + event.y) * factor) - event.y));
        }
        event.doit = false;
    }
}
