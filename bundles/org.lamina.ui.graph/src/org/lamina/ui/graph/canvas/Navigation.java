package org.lamina.ui.graph.canvas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;

/** Where the arrow keys lead: along the edges first, and where no edge leads that way, to what lies there. */
final class Navigation {

    /** A direction in the plane; y runs down. */
    enum Direction {
        LEFT(-1, 0), RIGHT(1, 0), UP(0, -1), DOWN(0, 1);

        private final int dx;
        private final int dy;

        Direction(int dx, int dy) {
            this.dx = dx;
            this.dy = dy;
        }
    }

    private final Scene scene;

    Navigation(Scene scene) {
        this.scene = scene;
    }

    /** The layers, in data-flow order. */
    List<SceneNode> stops() {
        return scene.nodes().stream().filter(node -> node.unit().isPresent() && node.role() == Role.LAYER).toList();
    }

    /** The next node from here in a direction, if there is one. */
    Optional<SceneNode> next(SceneNode from, Direction direction) {
        Set<String> linked = scene.edges().stream().flatMap(edge -> otherEnd(edge, from.id()))
                .collect(Collectors.toSet());
        List<SceneNode> neighbours = stops().stream().filter(node -> linked.contains(node.id())).toList();
        return nearest(from, direction, neighbours, 0).or(() -> nearest(from, direction, stops(), 1));
    }

    private static Stream<String> otherEnd(SceneEdge edge, String id) {
        if (edge.from().equals(id)) {
            return Stream.of(edge.to());
        }
        return edge.to().equals(id) ? Stream.of(edge.from()) : Stream.empty();
    }

    /** The nearest candidate that lies ahead, where each step ahead allows {@code 1 / slope} steps aside. */
    private static Optional<SceneNode> nearest(SceneNode from, Direction direction, Collection<SceneNode> candidates,
            double slope) {
        return candidates.stream().filter(node -> !node.id().equals(from.id()))
                .filter(node -> ahead(from, node, direction) > Math.max(0.5, slope * aside(from, node, direction)))
                .min(Comparator.comparingDouble(
                        node -> ahead(from, node, direction) + 2 * aside(from, node, direction)));
    }

    private static double ahead(SceneNode from, SceneNode to, Direction direction) {
        return (to.bounds().centerX() - from.bounds().centerX()) * direction.dx
                + (to.bounds().centerY() - from.bounds().centerY()) * direction.dy;
    }

    private static double aside(SceneNode from, SceneNode to, Direction direction) {
        return Math.abs((to.bounds().centerX() - from.bounds().centerX()) * direction.dy
                + (to.bounds().centerY() - from.bounds().centerY()) * direction.dx);
    }
}
