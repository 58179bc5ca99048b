package org.lamina.ui.graph.canvas;

import java.util.Optional;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.swt.SWT;
import org.lamina.figure.scene.Rect;

/** What of the drawing is to be seen in the window, and how large. To be used by the UI thread. */
public final class GraphWindow {

    private static final double[] ZOOMS = {0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4};
    /** Small graphs are not blown up beyond this to fill the window. */
    private static final double LARGEST_FIT = 1.5;
    /** Below this zoom a layer's name is hard to read; a larger graph opens at its place rather. */
    private static final double SMALLEST_FIRST_FIT = 0.65;
    private static final double FIRST_ZOOM = 0.9;

    private final FigureCanvas control;
    private final GraphRoot root;
    private Optional<Rect> drawing = Optional.empty();
    /** What of the drawing is to be seen first, as long as that view is still to come. */
    private Optional<Rect> place = Optional.empty();
    private boolean waiting;

    /**
     * What is in the window, to come back to it.
     *
     * @param zoom the zoom, 1 for the size of the scene
     * @param left the distance from the left of the drawing to that of the window, in pixels of the screen
     * @param top the same from top to top
     */
    public record View(double zoom, int left, int top) {

        /** The view that shows a place where this one shows another one; both in the plane of the scene. */
        View moved(Rect before, Rect after) {
            return new View(zoom, left + (int) Math.round((after.x() - before.x()) * zoom),
                    top + (int) Math.round((after.y() - before.y()) * zoom));
        }
    }

    GraphWindow(FigureCanvas control, GraphRoot root) {
        this.control = control;
        this.root = root;
        zoom().setZoomLevels(ZOOMS.clone());
        control.addListener(SWT.Resize, event -> begin());
    }

    /** The zoom of the viewer. */
    public ZoomManager zoom() {
        return root.getZoomManager();
    }

    /** Is told when the zoom has changed. */
    public void onZoom(Runnable listener) {
        root.onZoom(listener);
    }

    /** Is told when another part of the drawing has come into the window. */
    public void onScroll(Runnable listener) {
        viewport().getHorizontalRangeModel().addPropertyChangeListener(event -> listener.run());
        viewport().getVerticalRangeModel().addPropertyChangeListener(event -> listener.run());
    }

    /** The drawing is as large as this now. */
    void resize(Rect extent) {
        drawing = Optional.of(extent);
    }

    /** Makes the whole drawing fit into the window. */
    public void fit() {
        zoom().setZoom(Math.min(LARGEST_FIT, fittingZoom()));
    }

    private double fittingZoom() {
        Rectangle extent = drawing.map(bounds -> Geometry.pixels(bounds, Drawing.MARGIN))
                .orElse(new Rectangle(0, 0, 1, 1));
        org.eclipse.swt.graphics.Point size = control.getSize();
        return Math.min((double) size.x / extent.width, (double) size.y / extent.height);
    }

    /** Whether the first view is still to come, as the window has no size. */
    boolean isWaiting() {
        return waiting;
    }

    /**
     * Shows the drawing as it is seen first: everything if it can be read then, else a place in it.
     *
     * @param first what is to be seen, such as its first layer
     */
    void showFirst(Optional<Rect> first) {
        waiting = true;
        place = first;
        begin();
    }

    /** As soon as the window has a size. */
    private void begin() {
        if (waiting && control.getSize().x > 1 && control.getSize().y > 1) {
            double fitting = Math.min(1, fittingZoom());
            double zoom = fitting < SMALLEST_FIRST_FIT ? FIRST_ZOOM : fitting;
            org.eclipse.swt.graphics.Point size = control.getSize();
            show(new View(zoom, place.map(seen -> start(seen.x(), seen.right(), zoom, size.x)).orElse(-Drawing.MARGIN),
                    place.map(seen -> start(seen.y(), seen.bottom(), zoom, size.y)).orElse(-Drawing.MARGIN)));
        }
    }

    /** Where the window starts: with the drawing, or else so that a place far off is in its middle or starts there. */
    private static int start(double from, double to, double zoom, int room) {
        if (to * zoom + Drawing.MARGIN <= room) {
            return -Drawing.MARGIN;
        }
        double middle = (from + to) / 2 * zoom - room / 2.0;
        return (int) Math.round(Math.min(middle, from * zoom - Drawing.MARGIN));
    }

    /** The part of the plane of the scene that is in the window. */
    public Rect visible() {
        Point location = viewport().getViewLocation();
        double zoom = zoom().getZoom();
        Rectangle area = viewport().getClientArea();
        return new Rect(location.x / zoom, location.y / zoom, area.width / zoom, area.height / zoom);
    }

    /** Where the upper left corner of a place of the scene is in the control. */
    org.eclipse.swt.graphics.Point pixel(Rect place) {
        Point location = viewport().getViewLocation();
        double zoom = zoom().getZoom();
        return new org.eclipse.swt.graphics.Point((int) Math.round(place.x() * zoom) - location.x,
                (int) Math.round(place.y() * zoom) - location.y);
    }

    /** Brings a point of the scene into the middle of the window. */
    public void centre(double x, double y) {
        double zoom = zoom().getZoom();
        Rectangle area = viewport().getClientArea();
        zoom().setViewLocation(new Point((int) Math.round(x * zoom - area.width / 2.0),
                (int) Math.round(y * zoom - area.height / 2.0)));
    }

    /** What is in the window now. */
    public View view() {
        Point location = viewport().getViewLocation();
        return new View(zoom().getZoom(), location.x, location.y);
    }

    /** Brings back what was in the window. */
    public void show(View view) {
        waiting = false;
        zoom().setZoom(view.zoom());
        control.getLightweightSystem().getUpdateManager().performUpdate();
        zoom().setViewLocation(new Point(view.left(), view.top()));
    }

    private Viewport viewport() {
        return control.getViewport();
    }
}
