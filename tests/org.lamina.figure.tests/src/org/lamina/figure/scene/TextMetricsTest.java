package org.lamina.figure.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;

final class TextMetricsTest {

    @Test
    void addsUpTheAdvanceWidthsOfHelvetica() {
        // C 722, o 556, n 556, v 500, 2 556, d 556
        assertEquals(34.46, TextMetrics.width("Conv2d", 10, Weight.NORMAL), 1e-9);
        // C 722, o 611, n 611, v 556, 2 556, d 611
        assertEquals(36.67, TextMetrics.width("Conv2d", 10, Weight.BOLD), 1e-9);
        // 6 556 twice, 4 556 twice, × 584
        assertEquals(28.08, TextMetrics.width("64×64", 10, Weight.NORMAL), 1e-9);
    }

    @Test
    void takesAnAccentedLetterAsWideAsTheBareOne() {
        assertEquals(TextMetrics.width("Zahler", 12, Weight.NORMAL), TextMetrics.width("Zähler", 12, Weight.NORMAL));
    }

    @Test
    void givesAnIdeographAWholeEm() {
        assertEquals(24, TextMetrics.width("卷积", 12, Weight.NORMAL), 1e-9);
    }

    @Test
    void cutsWhatDoesNotFitAndMarksTheCut() {
        String cut = TextMetrics.fitted("features.denseblock4.denselayer16", 12, Weight.NORMAL, 100);
        assertTrue(cut.endsWith("…") && cut.startsWith("features."), cut);
        assertTrue(TextMetrics.width(cut, 12, Weight.NORMAL) <= 100);
        assertEquals("conv1", TextMetrics.fitted("conv1", 12, Weight.NORMAL, 100));
    }

    @Test
    void turnsTheBoxOfTurnedText() {
        Text down = new Text("64×64", new Point(100, 50), 10, Weight.NORMAL, Align.START, 90, Rgb.BLACK);
        assertEquals(new Rect(97.9, 50, 9.3, 28.08), rounded(down.bounds()));
        Text up = new Text("64×64", new Point(100, 50), 10, Weight.NORMAL, Align.START, -90, Rgb.BLACK);
        assertEquals(new Rect(92.8, 21.92, 9.3, 28.08), rounded(up.bounds()));
        Text level = new Text("64×64", new Point(100, 50), 10, Weight.NORMAL, Align.END, 0, Rgb.BLACK);
        assertEquals(new Rect(71.92, 42.8, 28.08, 9.3), rounded(level.bounds()));
    }

    private static Rect rounded(Rect rect) {
        return new Rect(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height()));
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
