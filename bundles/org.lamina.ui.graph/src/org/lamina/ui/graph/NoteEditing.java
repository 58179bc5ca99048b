package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.editing.FigureArrangement;
import org.lamina.ui.graph.editing.FigureDocument;
import org.lamina.ui.graph.editing.FigureFile;

/**
 * What people write into the drawing of one editor, put elsewhere in it, or take from another figure; each a step that
 * can be undone. To be used by the UI thread.
 */
public final class NoteEditing {

    /** How far from a glyph or box a new note is put. */
    private static final double NOTE_GAP = 30;

    private final EditorArea area;
    private final GraphCanvas canvas;
    private final Supplier<Optional<Drawn>> drawn;
    private final Supplier<Style> style;

    /**
     * @param drawn what is shown
     * @param style its style
     */
    NoteEditing(EditorArea area, Supplier<Optional<Drawn>> drawn, Supplier<Style> style) {
        this.area = area;
        this.canvas = area.canvas();
        this.drawn = drawn;
        this.style = style;
        canvas.onMove((nodes, distance) -> drawn.get().ifPresent(shown -> change(Messages.GraphSession_move,
                figure -> arranged().moved(figure, shown, nodes, distance))));
    }

    private FigureArrangement arranged() {
        return new FigureArrangement(style.get());
    }

    private void change(String label, FigureDocument.Change change) {
        area.panel().change(label, change);
    }

    /** Lets people write in a note. */
    void edit(SceneNode note) {
        canvas.editText(note.bounds(), note.title(), text -> change(Messages.GraphSession_editNote,
                figure -> arranged().written(figure, note, text)));
    }

    /** Lets people write in the note that is selected; whether just one is. */
    public boolean editSelected() {
        List<SceneNode> nodes = canvas.nodes();
        boolean note = nodes.size() == 1 && nodes.get(0).role() == SceneNode.Role.NOTE;
        if (note) {
            edit(nodes.get(0));
        }
        return note;
    }

    /** Adds a note to what is selected, or else in the middle of the window; its text is edited in place. */
    public void add() {
        drawn.get().ifPresent(shown -> {
            Optional<SceneNode> selected = canvas.nodes().stream().findFirst()
                    .filter(node -> shown.moved(node).isPresent());
            Rect window = canvas.window().visible();
            Rect place = selected.map(SceneNode::bounds).map(this::below)
                    .orElse(new Rect(window.centerX(), window.centerY(), 1, 1));
            Point at = new Point(place.x(), place.y());
            Optional<SceneNode> beside = selected.or(() -> style.get() == Style.GLYPHS ? Optional.empty()
                    : nearest(shown, at));
            canvas.editText(place, "", text -> change(Messages.GraphSession_addNote,
                    figure -> arranged().noted(figure, shown, beside, at, text)));
        });
    }

    /** Below a glyph, whose labels stand there; beside a box, where there is room. */
    private Rect below(Rect node) {
        return style.get() == Style.GLYPHS ? new Rect(node.x(), node.bottom() + NOTE_GAP, 1, 1)
                : new Rect(node.right() + NOTE_GAP, node.y(), 1, 1);
    }

    /** The box that a note in the detail style stays beside, wherever that is after folding. */
    private static Optional<SceneNode> nearest(Drawn shown, Point at) {
        return shown.index().scene().nodes().stream().filter(node -> node.role() == SceneNode.Role.LAYER)
                .min(Comparator.comparingDouble(node -> Math.hypot(node.bounds().centerX() - at.x(),
                        node.bounds().centerY() - at.y())));
    }

    /** Takes the selected notes out. */
    public void delete() {
        List<SceneNode> notes = canvas.nodes().stream().filter(node -> node.role() == SceneNode.Role.NOTE).toList();
        if (!notes.isEmpty()) {
            change(Messages.GraphSession_deleteNote, figure -> arranged().without(figure, notes));
        }
    }

    /** Puts everything where it is by itself. */
    public void reset() {
        change(Messages.GraphSession_reset, figure -> arranged().reset(figure));
    }

    /** Takes the look that a file tells; the panel tells what of it has no counterpart. */
    public void importPreferences(Path other) {
        UiQueue queue = new UiQueue(area.control());
        new PreferencesJob(other, outcome -> queue.later(() -> {
            if (outcome instanceof Outcome.Done<FigureFile> done) {
                if (!done.value().unreadable()) {
                    change(Messages.GraphSession_import, figure -> figure.withLookOf(done.value().preferences()));
                }
                area.panel().warn(done.value().problems());
                area.showPanel(true);
            }
        })).schedule();
    }
}
