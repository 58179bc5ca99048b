package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.SamplePicture;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;

/** Draws samples as pictures, and knows how large they are. */
final class SampleMarks {

    private SampleMarks() {
    }

    /** The room beside a glyph for a sample; none in a figure of one row, where nothing lies beyond its ends. */
    static double room(GlyphOptions options) {
        return options.samples() == GlyphOptions.Samples.NONE || options.sizes().rowWidth() == 0 ? 0
                : side(options.sizes()) + gap(options.sizes());
    }

    /** The side of its square. */
    static double side(GlyphSizes sizes) {
        return Math.min(sizes.maxHeight(), 2 * sizes.minHeight());
    }

    /** The length of the line between it and the glyph, shorter in rows. */
    static double gap(GlyphSizes sizes) {
        return sizes.rowWidth() > 0 ? sizes.horizontal() : 2 * sizes.horizontal();
    }

    /**
     * Each cell reaches to the lower right corner, under all that come behind it, so that no paper shows between them
     * at any zoom; equal ones beside each other are one.
     */
    static List<Primitive> cells(Rect square, SamplePicture picture) {
        List<Primitive> cells = new ArrayList<>();
        double width = square.width() / picture.columns();
        double height = square.height() / picture.rows();
        for (int row = 0; row < picture.rows(); row++) {
            int from = 0;
            while (from < picture.columns()) {
                Rgb color = picture.cells().get(row * picture.columns() + from);
                int to = from + 1;
                while (to < picture.columns() && picture.cells().get(row * picture.columns() + to).equals(color)) {
                    to++;
                }
                double left = square.x() + from * width;
                double top = square.y() + row * height;
                cells.add(new RoundedRectangle(new Rect(left, top, square.right() - left, square.bottom() - top), 0,
                        Paint.filled(color)));
                from = to;
            }
        }
        return cells;
    }
}
