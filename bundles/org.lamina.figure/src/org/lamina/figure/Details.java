package org.lamina.figure;

import java.util.Map;
import java.util.Optional;
import org.lamina.figure.detail.DetailGraph;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.structure.Folding;

/**
 * A drawing in the detail style, with what is folded in it.
 *
 * @param scene the drawing
 * @param folding which modules are drawn as one box
 * @param boxOf the id of the node in which each layer is to be seen, by the path of the layer
 */
public record Details(Scene scene, Folding folding, Map<String, String> boxOf) {

    public Details {
        boxOf = Map.copyOf(boxOf);
    }

    /** The path of the module that a node stands for as one box; empty if it stands for something else. */
    public static Optional<String> closedModule(SceneNode node) {
        return path(node, DetailGraph.MODULE);
    }

    /** The path of the module that a node frames; empty if it is no frame. */
    public static Optional<String> openModule(SceneNode node) {
        return path(node, DetailGraph.FRAME);
    }

    private static Optional<String> path(SceneNode node, String prefix) {
        return node.id().startsWith(prefix) ? Optional.of(node.id().substring(prefix.length())) : Optional.empty();
    }
}
