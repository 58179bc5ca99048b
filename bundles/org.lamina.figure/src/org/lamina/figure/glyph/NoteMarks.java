package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.figure.FigureNote;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;

/** Draws notes: lines of text in a thin frame. */
public final class NoteMarks {

    private static final double PADDING = 0.5;
    private static final double LINE = 1.25;
    private static final Rgb PAPER = Rgb.of(0xFFFBE6);
    private static final Rgb FRAME = Rgb.of(0x8A8155);

    private NoteMarks() {
    }

    /**
     * The node of a note.
     *
     * @param number its place among the notes
     * @param at its upper left corner
     * @param font the size of its text's em
     */
    public static SceneNode node(int number, FigureNote note, Point at, double font) {
        List<String> lines = note.text().lines().toList();
        double width = lines.stream().mapToDouble(line -> TextMetrics.width(line, font, Weight.NORMAL)).max().orElse(0);
        Rect bounds = new Rect(at.x(), at.y(), width + 2 * PADDING * font,
                (Math.max(1, lines.size()) - 1) * LINE * font + font + 2 * PADDING * font);
        List<Primitive> marks = new ArrayList<>();
        marks.add(new RoundedRectangle(bounds, 2, Paint.of(PAPER, Stroke.solid(FRAME, 1))));
        double base = at.y() + PADDING * font + (1 + TextMetrics.CAP_HEIGHT) / 2 * font;
        for (String line : lines) {
            marks.add(new Text(line, new Point(at.x() + PADDING * font, base), font, Weight.NORMAL, Align.START, 0,
                    Rgb.BLACK));
            base += LINE * font;
        }
        return new SceneNode(FigureNote.ID + number, SceneNode.Role.NOTE, note.text(), Optional.empty(), bounds, marks);
    }
}
