package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.UnitOfAnalysis;

/**
 * A scene with what is needed to find things in it fast, however large it is: by id, by unit, by place. Lines that run
 * along each other from one node, as those of a value that many read, are found as one. Unchangeable once made; making
 * it takes some milliseconds for thousands of nodes.
 */
public final class SceneIndex {

    /** The height of a row, in pixels of the scene. */
    private static final double ROW = 512;

    /**
     * A piece of an edge that runs along an axis, or a whole edge that does not.
     *
     * @param edge an edge that it belongs to
     * @param points two points, or those of the edge
     */
    public record Line(SceneEdge edge, List<Point> points) {
    }

    private final Scene scene;
    private final Map<String, SceneNode> byId = new HashMap<>();
    private final Map<UnitOfAnalysis, SceneNode> byUnit = new HashMap<>();
    private final Map<String, List<SceneEdge>> edgesAt = new HashMap<>();
    private final Rows<SceneNode> groups;
    private final Rows<SceneNode> nodes;
    private final Rows<Line> lines;
    private final Rows<SceneEdge> heads;

    /** Things in rows, each in all rows that it touches, in their painting order. */
    private static final class Rows<T> {

        private final List<T> things = new ArrayList<>();
        private final List<Rect> places = new ArrayList<>();
        private final List<List<Integer>> rows = new ArrayList<>();

        Rows(double height) {
            for (int i = 0; i <= (int) (height / ROW); i++) {
                rows.add(new ArrayList<>());
            }
        }

        void add(T thing, Rect place) {
            for (int row = row(place.y()); row <= row(place.bottom()); row++) {
                rows.get(row).add(things.size());
            }
            things.add(thing);
            places.add(place);
        }

        private int row(double y) {
            return Math.max(0, Math.min(rows.size() - 1, (int) (y / ROW)));
        }

        void visit(Rect area, Consumer<T> visitor) {
            int first = row(area.y());
            int last = row(area.bottom());
            BitSet seen = new BitSet();
            for (int row = first; row <= last; row++) {
                for (int number : rows.get(row)) {
                    Rect place = places.get(number);
                    if (place.x() <= area.right() && place.right() >= area.x() && place.y() <= area.bottom()
                            && place.bottom() >= area.y()) {
                        seen.set(number);
                    }
                }
            }
            for (int number = seen.nextSetBit(0); number >= 0; number = seen.nextSetBit(number + 1)) {
                visitor.accept(things.get(number));
            }
        }
    }

    /** Indexes a scene. */
    public SceneIndex(Scene scene) {
        this.scene = scene;
        groups = new Rows<>(scene.height());
        nodes = new Rows<>(scene.height());
        lines = new Rows<>(scene.height());
        heads = new Rows<>(scene.height());
        for (SceneNode node : scene.nodes()) {
            byId.putIfAbsent(node.id(), node);
            node.unit().ifPresent(unit -> byUnit.putIfAbsent(unit, node));
            (node.role() == Role.GROUP ? groups : nodes).add(node, node.bounds());
        }
        Map<String, List<SceneEdge>> leaving = new HashMap<>();
        for (SceneEdge edge : scene.edges()) {
            edgesAt.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge);
            if (!edge.to().equals(edge.from())) {
                edgesAt.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge);
            }
            leaving.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge);
            Rect head = edge.head().map(Primitive::bounds).orElse(null);
            Rect labels = edge.labels().stream().map(Primitive::bounds).reduce(Rect::union).orElse(null);
            if (head != null || labels != null) {
                heads.add(edge, head == null ? labels : labels == null ? head : head.union(labels));
            }
        }
        leaving.values().forEach(edges -> SharedLines.of(edges)
                .forEach(line -> lines.add(line, Rect.around(line.points()))));
    }

    /** The scene. */
    public Scene scene() {
        return scene;
    }

    /** The node of this id, if there is one. */
    public Optional<SceneNode> node(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The node that stands for this unit, if there is one. */
    public Optional<SceneNode> node(UnitOfAnalysis unit) {
        return Optional.ofNullable(byUnit.get(unit));
    }

    /** The edges that start or end at a node. */
    public List<SceneEdge> edgesAt(SceneNode node) {
        return edgesAt.getOrDefault(node.id(), List.of());
    }

    /** Visits the groups that touch an area, in painting order. */
    public void visitGroups(Rect area, Consumer<SceneNode> visitor) {
        groups.visit(area, visitor);
    }

    /** Visits the other nodes that touch an area, in painting order. */
    public void visitNodes(Rect area, Consumer<SceneNode> visitor) {
        nodes.visit(area, visitor);
    }

    /** Visits the lines that touch an area, each once, also where several edges run along it. */
    public void visitLines(Rect area, Consumer<Line> visitor) {
        lines.visit(area, visitor);
    }

    /** Visits the edges whose arrow head or labels touch an area. */
    public void visitHeads(Rect area, Consumer<SceneEdge> visitor) {
        heads.visit(area, visitor);
    }

    /** The uppermost node under a point, if there is one. */
    public Optional<SceneNode> nodeAt(Point point) {
        Rect area = new Rect(point.x(), point.y(), 0, 0);
        List<SceneNode> found = new ArrayList<>();
        visitGroups(area, found::add);
        visitNodes(area, found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** The innermost group under a point, if there is one. */
    public Optional<SceneNode> groupAt(Point point) {
        List<SceneNode> found = new ArrayList<>();
        visitGroups(new Rect(point.x(), point.y(), 0, 0), found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** An edge whose line is at most this far from a point, if there is one. */
    public Optional<SceneEdge> edgeAt(Point point, double reach) {
        List<Line> found = new ArrayList<>();
        visitLines(new Rect(point.x(), point.y(), 0, 0).grown(reach), found::add);
        return found.stream().filter(line -> distance(line.points(), point) <= reach).map(Line::edge).findFirst();
    }

    private static double distance(List<Point> line, Point point) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < line.size(); i++) {
            Point from = line.get(i - 1);
            Point to = line.get(i);
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            double square = dx * dx + dy * dy;
            double along = square == 0 ? 0 : ((point.x() - from.x()) * dx + (point.y() - from.y()) * dy) / square;
            double part = Math.max(0, Math.min(1, along));
            nearest = Math.min(nearest,
                    Math.hypot(from.x() + part * dx - point.x(), from.y() + part * dy - point.y()));
        }
        return nearest;
    }
}
