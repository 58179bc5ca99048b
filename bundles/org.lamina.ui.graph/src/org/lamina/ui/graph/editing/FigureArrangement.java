package org.lamina.ui.graph.editing;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.Drawn;

/**
 * From what people do in a drawing to the notes and positions of its preferences.
 *
 * @param style the style of the drawing; each has notes and positions of its own
 */
public record FigureArrangement(Style style) {

    /** Moves glyphs, boxes with all that is in them, and notes by a distance in pixels of the scene. */
    public FigurePreferences moved(FigurePreferences figure, Drawn drawn, List<SceneNode> nodes, Point distance) {
        double dx = distance.x() / drawn.scale();
        double dy = distance.y() / drawn.scale();
        Arrangement arrangement = of(figure);
        Set<String> moved = new LinkedHashSet<>();
        for (SceneNode node : nodes) {
            if (node.role() == SceneNode.Role.NOTE) {
                arrangement = arrangement.with(index(node), note(arrangement, node).moved(dx, dy));
            } else if (nodes.stream().noneMatch(frame -> holds(frame, node))) {
                Optional<String> id = drawn.moved(node).filter(moved::add);
                arrangement = id.isPresent() ? arrangement.moved(id.get(), dx, dy) : arrangement;
            }
        }
        return with(figure, arrangement);
    }

    private static boolean holds(SceneNode frame, SceneNode node) {
        return frame != node && frame.role() == SceneNode.Role.GROUP
                && frame.bounds().union(node.bounds()).equals(frame.bounds());
    }

    /** Puts everything where it is by itself; notes stay. */
    public FigurePreferences reset(FigurePreferences figure) {
        return with(figure, of(figure).reset());
    }

    /**
     * Adds a note.
     *
     * @param glyph the node that it belongs to, if it belongs to one
     * @param at its upper left corner in the scene
     */
    public FigurePreferences noted(FigurePreferences figure, Drawn drawn, Optional<SceneNode> glyph, Point at,
            String text) {
        Arrangement arrangement = of(figure);
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
    public FigurePreferences written(FigurePreferences figure, SceneNode node, String text) {
        Arrangement arrangement = of(figure);
        return with(figure, arrangement.with(index(node), note(arrangement, node).withText(text.strip())));
    }

    /** Takes notes out. */
    public FigurePreferences without(FigurePreferences figure, List<SceneNode> nodes) {
        Arrangement arrangement = of(figure);
        List<FigureNote> left = new ArrayList<>(arrangement.notes());
        nodes.stream().map(FigureArrangement::index).sorted(Comparator.reverseOrder())
                .forEach(index -> left.remove((int) index));
        return with(figure, arrangement.withNotes(left));
    }

    private static int index(SceneNode node) {
        return Integer.parseInt(node.id().substring(FigureNote.ID.length()));
    }

    private static FigureNote note(Arrangement arrangement, SceneNode node) {
        return arrangement.notes().get(index(node));
    }

    private Arrangement of(FigurePreferences figure) {
        return style == Style.GLYPHS ? figure.options().arrangement() : figure.details().arrangement();
    }

    private FigurePreferences with(FigurePreferences figure, Arrangement arrangement) {
        return style == Style.GLYPHS ? figure.with(figure.options().withArrangement(arrangement), figure.page())
                : figure.with(figure.details().withArrangement(arrangement));
    }
}
