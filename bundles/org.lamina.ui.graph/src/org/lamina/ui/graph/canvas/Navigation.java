package org.lamina.ui.graph.canvas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.figure.scene.SceneWays;

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

    private final SceneIndex index;

    Navigation(SceneIndex index) {
        this.index = index;
    }

    /** The first layer, if there is one. */
    Optional<SceneNode> first() {
        return index.scene().nodes().stream().filter(Navigation::isStop).findFirst();
    }

    /** The layers, in data-flow order. */
    List<SceneNode> stops() {
        return index.scene().nodes().stream().filter(Navigation::isStop).toList();
    }

    private static boolean isStop(SceneNode node) {
        return node.unit().isPresent() && node.role() == Role.LAYER;
    }

    /** The next node from here in a direction, if there is one; from a frame it leads inside, or back out of it. */
    Optional<SceneNode> next(SceneNode from, Direction direction) {
        if (from.role() == Role.GROUP) {
            return direction == Direction.DOWN || direction == Direction.RIGHT ? inside(from) : before(from);
        }
        List<SceneNode> neighbours = new SceneWays(index).neighbours(from).stream().filter(Navigation::isStop).toList();
        return nearest(from, direction, neighbours, 0).or(() -> nearest(from, direction, stops(), 1));
    }

    private Optional<SceneNode> inside(SceneNode frame) {
        return stops().stream().filter(node -> frame.bounds().contains(middle(node))).findFirst();
    }

    private Optional<SceneNode> before(SceneNode frame) {
        List<SceneNode> stops = stops();
        int first = inside(frame).map(stops::indexOf).orElse(0);
        return first == 0 ? Optional.empty() : Optional.of(stops.get(first - 1));
    }

    private static Point middle(SceneNode node) {
        return new Point(node.bounds().centerX(), node.bounds().centerY());
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
