package org.lamina.ui.graph.commands;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.scene.ScenePage;
import org.lamina.ui.scene.ScenePainter;

/** Pictures of scenes. */
final class ScenePicture {

    private ScenePicture() {
    }

    /**
     * A picture on the scene's background, white where it has none. To be used by the UI thread.
     *
     * @param scale dots for a pixel of the scene
     */
    static ImageData of(Scene scene, ScenePainter painter, double scale) {
        Rect bounds = scene.bounds();
        int width = (int) Math.ceil(bounds.width() * scale);
        int height = (int) Math.ceil(bounds.height() * scale);
        Image image = new Image(Display.getCurrent(), width, height);
        GC gc = new GC(image);
        try {
            gc.setBackground(painter.color(scene.background().orElse(Rgb.WHITE)));
            gc.fillRectangle(0, 0, width, height);
            ScenePage.paint(scene, painter, gc, new Rectangle(0, 0, width, height), scale);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
