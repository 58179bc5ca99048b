package org.lamina.ui.graph;

import java.util.List;
import java.util.Optional;
import org.lamina.figure.Details;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.structure.Folding;
import org.lamina.ui.graph.canvas.Drawn;

/** Opens and closes modules at the nodes that are selected. */
final class Folds {

    private Folds() {
    }

    /** The folding with the modules opened that these nodes stand for; empty if they stand for none. */
    static Optional<Folding> opened(Folding folding, List<SceneNode> nodes) {
        List<String> closed = nodes.stream().flatMap(node -> Details.closedModule(node).stream()).toList();
        Folding opened = folding;
        for (String path : closed) {
            opened = opened.open(path);
        }
        return closed.isEmpty() ? Optional.empty() : Optional.of(opened);
    }

    /** The folding with the modules closed that these nodes frame or stand in; empty if they stand in none. */
    static Optional<Folding> closed(Drawn drawn, List<SceneNode> nodes) {
        List<String> open = nodes.stream().flatMap(node -> frame(drawn, node).stream()).distinct().toList();
        Folding closed = drawn.folding();
        for (String path : open) {
            closed = closed.close(path);
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(closed);
    }

    private static Optional<String> frame(Drawn drawn, SceneNode node) {
        Point centre = new Point(node.bounds().centerX(), node.bounds().centerY());
        return Details.openModule(node).or(() -> drawn.index().groupAt(centre).flatMap(Details::openModule));
    }
}
