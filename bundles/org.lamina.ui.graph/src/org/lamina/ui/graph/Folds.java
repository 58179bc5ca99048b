package org.lamina.ui.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lamina.figure.Details;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.structure.Folding;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.editing.FigureDocument;

/**
 * Opens and closes modules of the drawing of one editor, as steps that can be undone. To be used by the UI
 * thread.
 */
public final class Folds {

    private final FigureDocument document;
    private final Supplier<Optional<Drawn>> drawn;

    /**
     * @param document keeps what is folded
     * @param drawn what is shown, if it is in the detail style, the only one that folds modules
     */
    Folds(FigureDocument document, Supplier<Optional<Drawn>> drawn) {
        this.document = document;
        this.drawn = drawn;
    }

    /** Opens the modules that nodes stand for; tells whether they stand for any. */
    public boolean open(List<SceneNode> nodes) {
        List<String> closed = nodes.stream().flatMap(node -> Details.closedModule(node).stream()).toList();
        Folding opened = document.preferences().details().folding();
        for (String path : closed) {
            opened = opened.open(path);
        }
        document.fold(Messages.GraphSession_unfold, opened);
        return !closed.isEmpty();
    }

    /** Makes the modules one box each that nodes frame or stand in. */
    public void close(List<SceneNode> nodes) {
        drawn.get().ifPresent(shown -> {
            Folding closed = shown.folding();
            for (String path : nodes.stream().flatMap(node -> frame(shown, node).stream()).distinct().toList()) {
                closed = closed.close(path);
            }
            document.fold(Messages.GraphSession_fold, closed);
        });
    }

    /** Folds otherwise. */
    public void fold(Folding folding) {
        drawn.get().ifPresent(shown -> document.fold(
                folding.equals(Folding.NONE) ? Messages.GraphSession_unfold : Messages.GraphSession_fold, folding));
    }

    private static Optional<String> frame(Drawn drawn, SceneNode node) {
        Point centre = new Point(node.bounds().centerX(), node.bounds().centerY());
        return Details.openModule(node).or(() -> drawn.index().groupAt(centre).flatMap(Details::openModule));
    }
}
