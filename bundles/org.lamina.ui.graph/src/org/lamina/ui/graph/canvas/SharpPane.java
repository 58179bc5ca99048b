package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.ScalableFreeformLayeredPane;

/**
 * Zooms by a transformation of the graphics context. The default way rounds every coordinate and every font to whole
 * pixels after scaling, so that text leaves its box at some zooms.
 */
final class SharpPane extends ScalableFreeformLayeredPane {

    private Runnable listener = () -> {
        // nobody asked to be told
    };

    /** Is told after the scale has changed. */
    void onScale(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void setScale(double scale) {
        super.setScale(scale);
        listener.run();
    }

    @Override
    protected void paintClientArea(Graphics graphics) {
        graphics.pushState();
        graphics.scale(getScale());
        paintChildren(graphics);
        graphics.popState();
    }
}
