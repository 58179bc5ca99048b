package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.views.contentoutline.ContentOutline;
import org.junit.jupiter.api.Test;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

class MiniatureTest extends OpenEditor {

    private static final int WIDTH = 100;
    private static final int HEIGHT = 60;

    @Test
    void showsTheLinesOfADrawingThatIsMuchLarger() throws Exception {
        ContentOutline view = Workbench.view(IPageLayout.ID_OUTLINE, ContentOutline.class);
        Workbench.page().activate(editor.part());
        editor.awaitQuiet();
        Canvas miniature = Controls.find((Composite) view.getCurrentPage().getControl(), Canvas.class,
                canvas -> canvas.getData(GraphCanvas.OWN_COLORS) != null);
        miniature.setSize(WIDTH, HEIGHT);
        assertTrue(scene().height() > 10 * HEIGHT, "the drawing is small");
        int seen = seen(miniature, HEIGHT / 2);
        assertTrue(seen >= 20, seen + " pixels in the lower half");
    }

    /** So many pixels below a line stand out from the ground. */
    private static int seen(Canvas canvas, int top) {
        Image image = new Image(canvas.getDisplay(), WIDTH, HEIGHT);
        Event event = new Event();
        event.gc = new GC(image);
        try {
            Controls.send(canvas, SWT.Paint, event);
            ImageData data = image.getImageData(100);
            int seen = 0;
            for (int y = top; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    seen += data.palette.getRGB(data.getPixel(x, y)).green < 205 ? 1 : 0;
                }
            }
            return seen;
        } finally {
            event.gc.dispose();
            image.dispose();
        }
    }
}
