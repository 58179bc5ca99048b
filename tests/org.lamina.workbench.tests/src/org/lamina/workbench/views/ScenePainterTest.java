package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;
import org.lamina.ui.scene.ScenePainter;

class ScenePainterTest {

    private static final int SIZE = 200;
    private static final Rgb RED = new Rgb(255, 0, 0);
    private static final Rgb BLUE = new Rgb(0, 0, 255);

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final Display display = Display.getCurrent();
    private final ScenePainter painter = new ScenePainter(display);

    @AfterEach
    void dispose() {
        painter.dispose();
    }

    private ImageData paint(Primitive... primitives) {
        return paint(1, primitives);
    }

    private ImageData paint(double zoom, Primitive... primitives) {
        Image image = new Image(display, SIZE, SIZE);
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            graphics.scale(zoom);
            painter.picture(List.of(primitives)).paint(graphics);
            return image.getImageData(100);
        } finally {
            graphics.dispose();
            gc.dispose();
            image.dispose();
        }
    }

    private static RGB at(ImageData data, int x, int y) {
        PaletteData palette = data.palette;
        return palette.getRGB(data.getPixel(x, y));
    }

    /** The rectangle around all pixels that are not white. */
    private static Rect ink(ImageData data) {
        int left = SIZE;
        int top = SIZE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < data.height; y++) {
            for (int x = 0; x < data.width; x++) {
                RGB rgb = at(data, x, y);
                if (rgb.red < 200 || rgb.green < 200 || rgb.blue < 200) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        assertTrue(right >= 0, "nothing was painted");
        return new Rect(left, top, right - left + 1, bottom - top + 1);
    }

    private static void assertInside(Rect inner, Rect outer, String what) {
        assertTrue(inner.x() >= outer.x() && inner.y() >= outer.y() && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom(), what + ": " + inner + " is not inside " + outer);
    }

    @Test
    void fillsAndOutlinesAShape() {
        ImageData data = paint(new Primitive.RoundedRectangle(new Rect(20, 20, 100, 60), 0,
                Paint.of(RED, Stroke.solid(BLUE, 3))));
        assertEquals(new RGB(255, 0, 0), at(data, 70, 50));
        assertEquals(new RGB(0, 0, 255), at(data, 20, 50));
        assertEquals(new RGB(255, 255, 255), at(data, 10, 10));
    }

    @Test
    void paintsEachKindOfMarkWithinItsBounds() {
        List<Point> triangle = List.of(new Point(30, 150), new Point(100, 30), new Point(160, 150));
        for (Primitive mark : List.of(new Primitive.Polygon(triangle, Paint.filled(RED)),
                new Primitive.Ellipse(new Rect(40, 50, 90, 70), Paint.filled(RED)),
                new Primitive.RoundedRectangle(new Rect(40, 50, 90, 70), 8, Paint.filled(RED)),
                new Primitive.Polyline(triangle, Stroke.solid(RED, 1)))) {
            Rect ink = ink(paint(mark));
            assertInside(ink, mark.bounds().grown(2), mark.toString());
            assertTrue(ink.width() > mark.bounds().width() * 0.9, mark.toString());
        }
    }

    @Test
    void keepsTextWhereTheSceneHasIt() {
        for (Align align : Align.values()) {
            for (int rotation : new int[] {0, 90, -90}) {
                Primitive.Text text = new Primitive.Text("Conv2d 3x3", new Point(100, 100), 14, Weight.NORMAL, align,
                        rotation, Rgb.BLACK);
                Rect ink = ink(paint(text));
                assertInside(ink, text.bounds().grown(4), align + ", turned by " + rotation);
                double length = rotation == 0 ? ink.width() : ink.height();
                assertTrue(length > text.length() * 0.85, align + ", turned by " + rotation + ": " + ink);
            }
        }
    }

    @Test
    void keepsTheSmallPartsOfPictogramsAsTheyAre() {
        int zoom = 20;
        double side = 1.5;
        int pixels = (int) (zoom * side);
        List<Primitive> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(new Primitive.RoundedRectangle(new Rect(2 * side * i, 4, side, side), 0, Paint.filled(RED)));
        }
        ImageData data = paint(zoom, parts.toArray(Primitive[]::new));
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < 6 * pixels; x++) {
            row.append(at(data, x, (int) (4.75 * zoom)).green < 128 ? '#' : ' ');
        }
        assertEquals(("#".repeat(pixels) + " ".repeat(pixels)).repeat(3), row.toString());
    }

    @Test
    void givesWordsTheWidthOfTheirFontInEachSize() {
        for (double size = 7; size <= 12; size += 0.5) {
            Primitive.Text text = new Primitive.Text("kernel 64 \u00d7 1 \u00d7 3", new Point(2, 40), size,
                    Weight.NORMAL, Align.START, 0, Rgb.BLACK);
            double width = ink(paint(1.5, text)).width() / 1.5;
            assertEquals(text.length(), width, 0.035 * text.length(), "with " + size + " pixels");
        }
    }

    @Test
    void leavesGapsInADashedLine() {
        ImageData data = paint(new Primitive.Polyline(List.of(new Point(0, 100), new Point(SIZE, 100)),
                new Stroke(RED, 1, List.of(6.0, 6.0))));
        int painted = 0;
        for (int x = 0; x < SIZE; x++) {
            painted += at(data, x, 100).green < 128 || at(data, x, 99).green < 128 ? 1 : 0;
        }
        assertTrue(painted > SIZE * 0.35 && painted < SIZE * 0.65, painted + " of " + SIZE);
    }
}
