package org.lamina.figure;

import java.util.Optional;

/**
 * A note in a figure: some text in a frame. Its place is told in pixels of the figure before it is made to fit a page.
 *
 * @param text what it says; may have several lines
 * @param glyph the id of the glyph that it belongs to and moves with; a note without one belongs to the first glyph, in
 *        the place which that has by itself
 * @param x from the left side of the glyph to its own left side
 * @param y from the upper side of the glyph to its own upper side
 */
public record FigureNote(String text, Optional<String> glyph, double x, double y) {

    /** What the id of a note's node begins with; its place among the notes follows. */
    public static final String ID = "note-";

    /** The same with another text. */
    public FigureNote withText(String other) {
        return new FigureNote(other, glyph, x, y);
    }

    /** The same at another place. */
    public FigureNote moved(double dx, double dy) {
        return new FigureNote(text, glyph, x + dx, y + dy);
    }
}
