package org.lamina.ui.widgets.panel;

import java.util.List;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.figure.scene.Theme;

/** What is laid over a chart to tell about one bin: a frame around its column, and a line of text in a box. */
final class BinLabel {

    private static final double SIZE = 11;
    private static final double PADDING = 5;
    private static final double RADIUS = 3;

    private BinLabel() {
    }

    /** The marks, in the coordinates of the chart, all inside it where there is room. */
    static List<Primitive> marks(SceneNode bin, String text, Scene chart, Theme theme) {
        Rect column = bin.bounds();
        double width = TextMetrics.width(text, SIZE, Text.Weight.NORMAL) + 2 * PADDING;
        double height = SIZE + 2 * PADDING;
        double left = Math.max(0, Math.min(chart.width() - width - 1, column.x() + column.width() / 2 - width / 2));
        double top = Math.max(0, column.y());
        Stroke mark = Stroke.solid(theme.mark(), 1);
        return List.of(new RoundedRectangle(column, 0, Paint.outlined(mark)),
                new RoundedRectangle(new Rect(left, top, width, height), RADIUS, Paint.of(theme.surface(), mark)),
                new Text(text, new Point(left + PADDING, top + PADDING + SIZE * TextMetrics.ASCENT), SIZE,
                        Text.Weight.NORMAL, Text.Align.START, 0, theme.text()));
    }
}
