package org.lamina.workbench.widgets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Theme;
import org.lamina.ui.widgets.panel.WidgetCard;
import org.lamina.ui.widgets.panel.WidgetsView;
import org.lamina.ui.widgets.tools.WeightHistogram;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class HistogramWidgetTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private DigitsProject digits;
    private WidgetsView view;
    private WidgetCard card;

    @BeforeEach
    void openWidget() throws Exception {
        digits = DigitsProject.create("histogram", "digits_traced.pt");
        view = Workbench.view(WidgetsView.ID, WidgetsView.class);
        card = view.apply(new WeightHistogram(), digits.layer("digits_traced.pt", "fc2"));
        Workbench.await("the histogram", () -> card.outcome().isPresent());
        Workbench.flush();
    }

    @AfterEach
    void closeEverything() throws Exception {
        view.closeAll();
        digits.close();
    }

    @Test
    void paintsBarsOnLightAndOnDarkGround() {
        Canvas canvas = chart();
        Color light = new Color(255, 255, 255);
        Color dark = new Color(47, 47, 47);
        Set<Integer> onLight = colours(paint(canvas, light));
        Set<Integer> onDark = colours(paint(canvas, dark));
        assertTrue(onLight.contains(0xFFFFFF) && onLight.contains(rgb(Theme.light().series())), onLight::toString);
        assertTrue(onDark.contains(0x2F2F2F) && onDark.contains(rgb(Theme.dark().series())), onDark::toString);
        assertFalse(onDark.contains(0xFFFFFF), "white shows through on dark");
    }

    @Test
    void tellsTheBinThatTheArrowKeysChoose() {
        Canvas canvas = chart();
        Color white = new Color(255, 255, 255);
        int[] before = paint(canvas, white);
        assertArrayEquals(before, paint(canvas, white), "painting twice gives the same");
        Event right = new Event();
        right.keyCode = SWT.ARROW_RIGHT;
        Controls.send(canvas, SWT.KeyDown, right);
        assertFalse(Arrays.equals(before, paint(canvas, white)), "nothing was laid over the chart");
    }

    @Test
    void showsABinARowAsTable() {
        card.showTables(true);
        Table table = Controls.find(card, Table.class, it -> true);
        int sum = 0;
        for (int row = 0; row < table.getItemCount(); row++) {
            sum += Integer.parseInt(table.getItem(row).getText(2));
        }
        assertEquals(640, sum);
    }

    @Test
    void tellsTheNumbersBelowTheBars() {
        Label summary = Controls.find(card, Label.class, label -> label.getText().startsWith("count"));
        assertTrue(summary.getText().startsWith("count\u00a0640") && summary.getText().contains("mean")
                && summary.getText().endsWith("NaN\u00a00  \u00b7  Inf\u00a00"), summary.getText());
    }

    private Canvas chart() {
        return Controls.find(card, Canvas.class, it -> it.getClass().getSimpleName().equals("HistogramCanvas"));
    }

    private static Set<Integer> colours(int[] pixels) {
        return Arrays.stream(pixels).boxed().collect(Collectors.toSet());
    }

    private static int rgb(Rgb colour) {
        return colour.red() << 16 | colour.green() << 8 | colour.blue();
    }

    /** What a control paints on a ground, as colours row by row. */
    private static int[] paint(Control control, Color ground) {
        control.setBackground(ground);
        Point size = control.getSize();
        assertTrue(size.x > 0 && size.y > 0, "the control has no size");
        Image image = new Image(control.getDisplay(), size.x, size.y);
        try {
            GC gc = new GC(image);
            try {
                Event event = new Event();
                event.gc = gc;
                control.notifyListeners(SWT.Paint, event);
            } finally {
                gc.dispose();
            }
            ImageData data = image.getImageData();
            int[] pixels = new int[data.width * data.height];
            for (int i = 0; i < pixels.length; i++) {
                RGB rgb = data.palette.getRGB(data.getPixel(i % data.width, i / data.width));
                pixels[i] = rgb.red << 16 | rgb.green << 8 | rgb.blue;
            }
            return pixels;
        } finally {
            image.dispose();
        }
    }
}
