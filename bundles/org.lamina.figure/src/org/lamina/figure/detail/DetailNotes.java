package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lamina.figure.FigureNote;
import org.lamina.figure.glyph.NoteMarks;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Shift;

/** The notes of the detail style. Those of boxes that are folded away are left out with them. */
final class DetailNotes {

    private static final double MARGIN = 24;
    private static final double FONT = 12;

    private DetailNotes() {
    }

    /** A scene with notes, made larger where they lie outside. */
    static Scene added(List<FigureNote> notes, Scene scene) {
        if (notes.isEmpty() || scene.nodes().isEmpty()) {
            return scene;
        }
        Map<String, SceneNode> byId = scene.nodes().stream()
                .collect(Collectors.toMap(SceneNode::id, Function.identity(), (first, second) -> first));
        List<SceneNode> nodes = new ArrayList<>(scene.nodes());
        Rect all = new Rect(MARGIN, MARGIN, scene.width() - 2 * MARGIN, scene.height() - 2 * MARGIN);
        for (int i = 0; i < notes.size(); i++) {
            FigureNote note = notes.get(i);
            SceneNode box = byId.get(note.glyph().orElse(scene.nodes().get(0).id()));
            if (box != null) {
                SceneNode node = NoteMarks.node(i, note, new Point(box.bounds().x() + note.x(),
                        box.bounds().y() + note.y()), FONT);
                nodes.add(node);
                all = all.union(node.bounds());
            }
        }
        Shift shift = new Shift(MARGIN - all.x(), MARGIN - all.y());
        return new Scene(scene.title(), all.width() + 2 * MARGIN, all.height() + 2 * MARGIN, scene.background(),
                nodes.stream().map(shift::node).toList(), scene.edges().stream().map(shift::edge).toList(),
                scene.decorations().stream().map(shift::mark).toList());
    }
}
