package org.lamina.ui.graph.canvas;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.lamina.ui.scene.ScenePicture;

/** The sheet that carries all nodes and edges; it is as large as the scene with a margin, wherever they lie. */
final class DrawingFigure extends FreeformLayer {

    private final Drawing drawing;
    private final ScenePicture decorations;

    DrawingFigure(Drawing drawing) {
        this.drawing = drawing;
        this.decorations = drawing.painter().picture(drawing.scene().decorations());
        setLayoutManager(new FreeformLayout());
    }

    @Override
    public Rectangle getFreeformExtent() {
        return Geometry.pixels(drawing.scene().bounds(), Drawing.MARGIN);
    }

    @Override
    protected void paintClientArea(Graphics graphics) {
        super.paintClientArea(graphics);
        decorations.paint(graphics);
    }
}
