package org.lamina.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.scene.Point;

/**
 * What the user has put into a figure by hand, or elsewhere.
 *
 * @param notes notes
 * @param moves how far glyphs were moved from the places that they have by themselves, in pixels of the figure before
 *        it is made to fit a page, by id; ids that the figure lacks play no part
 */
public record Arrangement(List<FigureNote> notes, Map<String, Point> moves) {

    /** Nothing. */
    public static final Arrangement NONE = new Arrangement(List.of(), Map.of());

    public Arrangement {
        notes = List.copyOf(notes);
        moves = Map.copyOf(moves);
    }

    /** The same with a glyph moved further. */
    public Arrangement moved(String glyph, double dx, double dy) {
        Map<String, Point> all = new HashMap<>(moves);
        all.put(glyph, all.getOrDefault(glyph, new Point(0, 0)).plus(dx, dy));
        return new Arrangement(notes, all);
    }

    /** The same with all glyphs in the places that they have by themselves. */
    public Arrangement reset() {
        return new Arrangement(notes, Map.of());
    }

    /** The same with other notes. */
    public Arrangement withNotes(List<FigureNote> other) {
        return new Arrangement(other, moves);
    }

    /** The same with a further note. */
    public Arrangement with(FigureNote note) {
        List<FigureNote> all = new ArrayList<>(notes);
        all.add(note);
        return withNotes(all);
    }

    /** The same with another note in the place of one; one with no text is taken out. */
    public Arrangement with(int index, FigureNote note) {
        List<FigureNote> all = new ArrayList<>(notes);
        if (note.text().isBlank()) {
            all.remove(index);
        } else {
            all.set(index, note);
        }
        return withNotes(all);
    }
}
