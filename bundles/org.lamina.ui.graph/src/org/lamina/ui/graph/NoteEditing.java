package org.lamina.ui.graph;

import java.nio.file.Path;
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
import org.lamina.ui.graph.editing.FigureFile;

/** What people write into the drawing of one editor, put elsewhere in it, or take from another figure. */
final class NoteEditing {

    /** How far below a glyph a new note is put. */
    private static final double NOTE_GAP = 30;

    private final EditorArea area;
    private final GraphCanvas canvas;
    private final Supplier<Optional<Drawn>> drawn;

    /**
     * @param drawn what is shown
     */
    NoteEditing(EditorArea area, Supplier<Optional<Drawn>> drawn) {
        this.area = area;
        this.canvas = area.canvas();
        this.drawn = drawn;
        canvas.onMove((nodes, distance) -> drawn.get().ifPresent(shown -> area.panel().change(
                Messages.GraphSession_move, figure -> FigureArrangement.moved(figure, shown, nodes, distance))));
    }

    /** Lets people write in a note. */
    void edit(SceneNode note) {
        canvas.editText(note.bounds(), note.title(), text -> area.panel().change(Messages.GraphSession_editNote,
                figure -> FigureArrangement.written(figure, note, text)));
    }

    /** Adds a note to what is selected, or else in the middle of the window; its text is edited in place. */
    void add() {
        drawn.get().filter(shown -> !shown.parts().isEmpty()).ifPresent(shown -> {
            Optional<SceneNode> glyph = canvas.nodes().stream().findFirst()
                    .filter(node -> shown.parts().containsKey(node.id()));
            Rect window = canvas.window().visible();
            Rect place = glyph.map(SceneNode::bounds).map(at -> new Rect(at.x(), at.bottom() + NOTE_GAP, 1, 1))
                    .orElse(new Rect(window.centerX(), window.centerY(), 1, 1));
            canvas.editText(place, "", text -> area.panel().change(Messages.GraphSession_addNote,
                    figure -> FigureArrangement.noted(figure, shown, glyph, new Point(place.x(), place.y()), text)));
        });
    }

    /** Takes the preferences in a file, in place of those that there are. */
    void importPreferences(Path other) {
        UiQueue queue = new UiQueue(area.control());
        new PreferencesJob(other, outcome -> queue.later(() -> {
            if (outcome instanceof Outcome.Done<FigureFile> done) {
                if (!done.value().unreadable()) {
                    area.panel().change(Messages.GraphSession_import, figure -> done.value().preferences());
                }
                area.panel().warn(done.value().problems());
                area.showPanel(true);
            }
        })).schedule();
    }
}
