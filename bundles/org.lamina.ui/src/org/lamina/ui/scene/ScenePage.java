package org.lamina.ui.scene;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;

/** A scene on a sheet of paper, or on a picture: in the middle of the top, and smaller where it would not fit. */
public final class ScenePage {

    private ScenePage() {
    }

    /**
     * Paints a scene, as vectors where the graphics context is that of a printer. To be used by the UI thread.
     *
     * @param area where it may be painted
     * @param largest the dots of the sheet for a pixel of the scene in its own size; it is not made larger
     */
    public static void paint(Scene scene, ScenePainter painter, GC gc, Rectangle area, double largest) {
        Rect bounds = scene.bounds();
        double scale = Math.min(largest, Math.min(area.width / bounds.width(), area.height / bounds.height()));
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            graphics.translate((int) Math.round(area.x + (area.width - bounds.width() * scale) / 2), area.y);
            graphics.scale(scale);
            graphics.translate((int) -Math.floor(bounds.x()), (int) -Math.floor(bounds.y()));
            painter.picture(scene).paint(graphics);
        } finally {
            graphics.dispose();
        }
    }
}
