package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.scene.ScenePainter;

/**
 * What the viewer shows: a scene with all that its parts need to paint and name it.
 *
 * @param scene the scene
 * @param look the colours laid over it
 * @param painter paints the marks of the scene; outlives the drawing
 * @param details the lines of a unit's tool tip; empty where there is nothing to tell
 * @param open shows the source of a unit
 */
record Drawing(Scene scene, Look look, ScenePainter painter, Function<UnitOfAnalysis, String> details,
        Consumer<UnitOfAnalysis> open) {

    /** The room around the scene, in its pixels. */
    static final int MARGIN = 24;

    /** Nodes and edges in painting order: groups, edges, all other nodes. */
    List<Object> parts() {
        List<Object> parts = new ArrayList<>();
        scene.nodes().stream().filter(node -> node.role() == Role.GROUP).forEach(parts::add);
        parts.addAll(scene.edges());
        scene.nodes().stream().filter(node -> node.role() != Role.GROUP).forEach(parts::add);
        return parts;
    }

    /** What a tool tip says about a node. */
    String tooltip(SceneNode node) {
        return node.unit().map(details).filter(text -> !text.isEmpty()).orElse(node.title());
    }
}
