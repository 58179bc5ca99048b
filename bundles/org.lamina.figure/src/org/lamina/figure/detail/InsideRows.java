package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.detail.Inside.Step;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.figure.scene.Theme;

/** The lower part of a box: a row for each operation, and below it, set in, one for each variable that it uses. */
final class InsideRows {

    private static final double ROW = 20;
    private static final double PAD = 5;
    private static final double LEFT = 16;
    private static final double INDENT = 18;
    private static final double PICTURE = 14;
    private static final double RIGHT = 12;
    private static final double GAP = 12;
    private static final double SIZE = 11;
    private static final double SMALL = 10;

    private final Theme theme;
    private final Rgb accent;

    InsideRows(Theme theme, Rgb accent) {
        this.theme = theme;
        this.accent = accent;
    }

    /** The height that steps need; 0 for none. */
    static double height(List<Step> steps) {
        return steps.isEmpty() ? 0 : steps.size() * ROW + 2 * PAD;
    }

    /** The width of a box that they need; 0 for none. */
    static double width(List<Step> steps) {
        double width = 0;
        for (Step step : steps) {
            width = Math.max(width, textStart(step) + TextMetrics.width(step.name(), SIZE, Weight.NORMAL) + RIGHT
                    + (step.detail().isEmpty() ? 0 : GAP + TextMetrics.width(step.detail(), SMALL, Weight.NORMAL)));
        }
        return width;
    }

    private static double textStart(Step step) {
        return LEFT + (step.form().isVariable() ? INDENT : 0) + PICTURE + 8;
    }

    /** The marks of steps in their part of the box. */
    List<Primitive> of(List<Step> steps, Rect area) {
        List<Primitive> marks = new ArrayList<>();
        if (!steps.isEmpty()) {
            marks.add(new Polyline(List.of(new Point(area.x() + 8, area.y()), new Point(area.right() - 8, area.y())),
                    Stroke.solid(theme.frameBorder(), 1)));
        }
        for (int i = 0; i < steps.size(); i++) {
            add(marks, steps.get(i), area, area.y() + PAD + i * ROW);
        }
        return marks;
    }

    private void add(List<Primitive> marks, Step step, Rect area, double top) {
        double left = area.x() + LEFT + (step.form().isVariable() ? INDENT : 0);
        Rect picture = new Rect(left, top + (ROW - PICTURE) / 2, PICTURE, PICTURE);
        Rgb ink = step.form().isVariable() || accent.contrast(theme.surface()) < 3 ? theme.mutedText() : accent;
        marks.addAll(Pictogram.of(step, picture, ink));
        double base = top + ROW / 2 + SIZE * TextMetrics.CAP_HEIGHT / 2;
        double start = area.x() + textStart(step);
        double room = area.right() - RIGHT - start;
        String name = TextMetrics.fitted(step.name(), SIZE, Weight.NORMAL, room);
        marks.add(new Text(name, new Point(start, base), SIZE, Weight.NORMAL, Align.START, 0, theme.text()));
        double rest = room - GAP - TextMetrics.width(name, SIZE, Weight.NORMAL);
        String detail = TextMetrics.fitted(step.detail(), SMALL, Weight.NORMAL, rest);
        if (!detail.isEmpty() && !detail.equals("…")) {
            marks.add(new Text(detail, new Point(area.right() - RIGHT, base), SMALL, Weight.NORMAL, Align.END, 0,
                    theme.mutedText()));
        }
    }
}
