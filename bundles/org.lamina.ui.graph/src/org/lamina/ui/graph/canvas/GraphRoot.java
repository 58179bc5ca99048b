package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.ScalableFreeformLayeredPane;
import org.eclipse.draw2d.Viewport;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.Request;
import org.eclipse.gef.editparts.ScalableFreeformRootEditPart;
import org.eclipse.gef.requests.SelectionRequest;

/** The root of the viewer: zooms without loss of sharpness and centres what is smaller than the window. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class GraphRoot extends ScalableFreeformRootEditPart {

    /** Is told when the zoom has changed. */
    void onZoom(Runnable listener) {
        ((SharpPane) getScaledLayers()).onScale(listener);
    }

    @Override
    protected ScalableFreeformLayeredPane createScaledLayers() {
        SharpPane pane = new SharpPane();
        pane.add(getPrintableLayers(), PRINTABLE_LAYERS);
        FreeformLayer feedback = new FreeformLayer();
        feedback.setEnabled(false);
        pane.add(feedback, SCALED_FEEDBACK_LAYER);
        return pane;
    }

    @Override
    protected IFigure createFigure() {
        Viewport plain = (Viewport) super.createFigure();
        IFigure layers = plain.getContents();
        plain.setContents(null);
        Viewport centred = new CentredViewport();
        centred.setContents(layers);
        return centred;
    }

    /** The background belongs to the root, not to the drawing, as the layers have holes where nothing is painted. */
    @Override
    public DragTracker getDragTracker(Request request) {
        boolean selects = request instanceof SelectionRequest selection && selection.isShiftKeyPressed();
        return selects ? new MarqueeTracker() : new PanTracker();
    }
}
