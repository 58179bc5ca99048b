package org.lamina.ui.graph.editing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.Arrangement;
import org.lamina.figure.FigureNote;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneNode;
import org.lamina.ui.graph.canvas.Drawn;

/** From what people do in a drawing to the notes and positions of its preferences. */
public final class FigureArrangement {

    private FigureArrangement() {
    }

    /** Moves glyphs and notes by a distance in pixels of the scene. */
    public static FigurePreferences moved(FigurePreferences figure, Drawn drawn, List<SceneNode> nodes,
            Point distance) {
        double dx = distance.x() / drawn.scale();
        double dy = distance.y() / drawn.scale();
        Arrangement arrangement = figure.options().arrangement();
        Set<String> glyphs = new LinkedHashSet<>();
        for (SceneNode node : nodes) {
            if (node.role() == SceneNode.Role.NOTE) {
                arrangement = arrangement.with(index(node), note(arrangement, node).moved(dx, dy));
            } else if (glyphs.add(drawn.parts().get(node.id()).glyph())) {
                arrangement = arrangement.moved(drawn.parts().get(node.id()).glyph(), dx, dy);
            }
        }
        return with(figure, arrangement);
    }

    /** Puts all glyphs where they are by themselves. */
    public static FigurePreferences reset(FigurePreferences figure) {
        return with(figure, figure.options().arrangement().reset());
    }

    /**
     * Adds a note.
     *
     * @param glyph the node that it belongs to, if it belongs to one
     * @param at its upper left corner in the scene
     */
    public static FigurePreferences noted(FigurePreferences figure, Drawn drawn, Optional<SceneNode> glyph, Point at,
            String text) {
        Arrangement arrangement = figure.options().arrangement();
        Optional<SceneNode> first = drawn.index().scene().nodes().stream().findFirst();
        if (text.isBlank() || first.isEmpty()) {
            return figure;
        }
        Rect near = glyph.orElse(first.get()).bounds();
        Point moved = glyph.isPresent() ? new Point(0, 0)
                : arrangement.moves().getOrDefault(first.get().id(), new Point(0, 0));
        return with(figure, arrangement.with(new FigureNote(text.strip(), glyph.map(SceneNode::id),
                (at.x() - near.x()) / drawn.scale() + moved.x(), (at.y() - near.y()) / drawn.scale() + moved.y())));
    }

    /** Gives a note another text; takes it out if that is blank. */
    public static FigurePreferences written(FigurePreferences figure, SceneNode node, String text) {
        Arrangement arrangement = figure.options().arrangement();
        return with(figure, arrangement.with(index(node), note(arrangement, node).withText(text.strip())));
    }

    /** Takes notes out. */
    public static FigurePreferences without(FigurePreferences figure, List<SceneNode> nodes) {
        List<FigureNote> left = new ArrayList<>(figure.options().arrangement().notes());
        left.removeAll(nodes.stream().map(node -> note(figure.options().arrangement(), node)).toList());
        return with(figure, figure.options().arrangement().withNotes(left));
    }

    private static int index(SceneNode node) {
        return Integer.parseInt(node.id().substring(FigureNote.ID.length()));
    }

    private static FigureNote note(Arrangement arrangement, SceneNode node) {
        return arrangement.notes().get(index(node));
    }

    private static FigurePreferences with(FigurePreferences figure, Arrangement arrangement) {
        return figure.with(figure.options().withArrangement(arrangement), figure.page());
    }
}
