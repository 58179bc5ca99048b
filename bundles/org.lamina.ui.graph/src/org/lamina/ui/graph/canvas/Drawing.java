package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.scene.ScenePainter;

/** What the viewer shows: a scene with all that its parts need to paint and name it. */
final class Drawing {

    /** The room around the scene, in its pixels. */
    static final int MARGIN = 24;

    private final Drawn drawn;
    private final SceneIndex index;
    private final BiConsumer<List<SceneNode>, Point> move;
    private final Look look;
    private final ScenePainter painter;
    private final Function<UnitOfAnalysis, String> details;
    private final Consumer<SceneNode> open;
    private final Map<Object, Integer> ranks = new IdentityHashMap<>();

    /**
     * @param drawn the scene, with what its nodes are
     * @param look the colours laid over it
     * @param painter paints the marks of the scene; outlives the drawing
     * @param details the lines of a unit's tool tip; empty where there is nothing to tell
     * @param open opens a node: shows its source, or unfolds it
     * @param move moves nodes by a distance in pixels of the scene
     */
    Drawing(Drawn drawn, Look look, ScenePainter painter, Function<UnitOfAnalysis, String> details,
            Consumer<SceneNode> open, BiConsumer<List<SceneNode>, Point> move) {
        this.drawn = drawn;
        this.move = move;
        this.index = drawn.index();
        this.look = look;
        this.painter = painter;
        this.details = details;
        this.open = open;
        groups().forEach(this::rank);
        scene().edges().forEach(this::rank);
        nodes().forEach(this::rank);
    }

    /** The place of a node or edge of the scene in painting order: groups, edges, all other nodes. */
    int rank(Object nodeOrEdge) {
        return ranks.computeIfAbsent(nodeOrEdge, any -> ranks.size());
    }

    private List<SceneNode> groups() {
        return scene().nodes().stream().filter(node -> node.role() == Role.GROUP).toList();
    }

    /** All nodes in painting order. */
    List<SceneNode> nodes() {
        List<SceneNode> nodes = new ArrayList<>(groups());
        scene().nodes().stream().filter(node -> node.role() != Role.GROUP).forEach(nodes::add);
        return nodes;
    }

    Scene scene() {
        return index.scene();
    }

    SceneIndex index() {
        return index;
    }

    Look look() {
        return look;
    }

    ScenePainter painter() {
        return painter;
    }

    /** Opens a node. */
    void open(SceneNode node) {
        open.accept(node);
    }

    /** Whether people can put a node elsewhere. */
    boolean isMovable(SceneNode node) {
        return drawn.moved(node).isPresent() || node.role() == Role.NOTE;
    }

    /** Moves nodes by a distance in pixels of the scene. */
    void move(List<SceneNode> nodes, Point distance) {
        move.accept(nodes, distance);
    }

    /** What a tool tip says about a node. */
    String tooltip(SceneNode node) {
        return node.unit().map(details).filter(text -> !text.isEmpty()).orElse(node.title());
    }
}
