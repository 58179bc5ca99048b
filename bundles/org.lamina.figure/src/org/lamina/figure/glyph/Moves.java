package org.lamina.figure.glyph;

import java.util.stream.Stream;
import org.lamina.figure.Arrangement;
import org.lamina.figure.parts.Part;
import org.lamina.figure.scene.Point;

/** Glyphs that the user has moved. */
record Moves(Arrangement arrangement) {

    /** How far a glyph is moved: as far as all of its parts together. */
    Point of(Glyph glyph) {
        return Stream.concat(Stream.of(glyph.head()), glyph.slim().stream()).map(Part::id)
                .filter(arrangement.moves()::containsKey).map(arrangement.moves()::get)
                .reduce(new Point(0, 0), (a, b) -> a.plus(b.x(), b.y()));
    }

    /** Whether a line between two glyphs needs another way, since they are moved apart. */
    boolean bend(Glyph from, Glyph to) {
        return !of(from).equals(of(to));
    }
}
