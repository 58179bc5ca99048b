package org.lamina.figure.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.UnitOfAnalysis;

final class SceneIndexTest {

    private static final Stroke STROKE = Stroke.solid(Rgb.BLACK, 1);

    private final SceneNode frame = node("frame", Role.GROUP, new Rect(0, 0, 100, 3000));
    private final SceneNode top = node("top", Role.LAYER, new Rect(10, 10, 40, 20));
    private final SceneNode middle = node("middle", Role.LAYER, new Rect(10, 1500, 40, 20));
    private final SceneNode bottom = node("bottom", Role.LAYER, new Rect(10, 2900, 40, 20));
    private final SceneEdge first = edge("first", "top", "middle", new Point(30, 30), new Point(30, 1400),
            new Point(40, 1400), new Point(40, 1500));
    private final SceneEdge second = edge("second", "top", "bottom", new Point(30, 30), new Point(30, 2900));
    private final SceneIndex index = new SceneIndex(new Scene("s", 200, 3000, Optional.empty(),
            List.of(frame, top, middle, bottom), List.of(first, second), List.of()));

    private static SceneNode node(String id, Role role, Rect bounds) {
        return new SceneNode(id, role, id, Optional.empty(), bounds, List.of());
    }

    private static SceneEdge edge(String id, String from, String to, Point... points) {
        return new SceneEdge(id, id, from, to, List.of(points), STROKE, false, List.of());
    }

    private List<String> nodesIn(Rect area) {
        List<String> ids = new ArrayList<>();
        index.visitNodes(area, node -> ids.add(node.id()));
        return ids;
    }

    private List<List<Point>> linesIn(Rect area) {
        List<List<Point>> lines = new ArrayList<>();
        index.visitLines(area, line -> lines.add(line.points()));
        return lines;
    }

    @Test
    void findsWhatTouchesAnArea() {
        assertEquals(List.of("middle"), nodesIn(new Rect(0, 1400, 200, 200)));
        assertEquals(List.of("top", "middle", "bottom"), nodesIn(new Rect(0, 0, 200, 3000)));
        assertEquals(List.of(), nodesIn(new Rect(60, 0, 40, 3000)));
    }

    @Test
    void findsTheUppermostNodeAtAPoint() {
        assertEquals(Optional.of(top), index.nodeAt(new Point(20, 20)));
        assertEquals(Optional.of(frame), index.nodeAt(new Point(80, 20)));
        assertEquals(Optional.of(frame), index.groupAt(new Point(20, 20)));
        assertEquals(Optional.empty(), index.nodeAt(new Point(150, 20)));
    }

    @Test
    void joinsLinesThatRunAlongEachOther() {
        assertEquals(List.of(List.of(new Point(30, 30), new Point(30, 2900))), linesIn(new Rect(0, 100, 35, 100)));
        assertEquals(3, linesIn(new Rect(0, 0, 200, 3000)).size());
    }

    @Test
    void keepsLinesOfSeveralNodesApart() {
        SceneEdge other = edge("other", "middle", "bottom", new Point(30, 1520), new Point(30, 2900));
        SceneIndex both = new SceneIndex(new Scene("s", 200, 3000, Optional.empty(), List.of(top, middle, bottom),
                List.of(second, other), List.of()));
        List<SceneEdge> edges = new ArrayList<>();
        both.visitLines(new Rect(0, 2000, 200, 10), line -> edges.add(line.edge()));
        assertEquals(List.of(second, other), edges.stream().sorted((a, b) -> b.id().compareTo(a.id())).toList());
    }

    @Test
    void findsAnEdgeNearAPoint() {
        assertEquals(Optional.of("first"), index.edgeAt(new Point(42, 1450), 4).map(SceneEdge::id));
        assertTrue(index.edgeAt(new Point(60, 1450), 4).isEmpty());
    }

    @Test
    void leadsFromANodeToItsNeighbours() {
        SceneWays ways = new SceneWays(index);
        assertEquals(List.of(middle, bottom), ways.neighbours(top));
        assertEquals(List.of(top), ways.neighbours(bottom));
    }

    @Test
    void leadsOnBehindWhereALineParts() {
        SceneNode before = layer("before", new Rect(10, 0, 40, 20));
        SceneNode split = node("split", Role.LAYER, new Rect(10, 100, 40, 20));
        SceneNode left = layer("left", new Rect(10, 200, 40, 20));
        SceneNode right = layer("right", new Rect(110, 200, 40, 20));
        SceneNode last = layer("last", new Rect(10, 300, 40, 20));
        Point[] any = {new Point(0, 0), new Point(0, 1)};
        SceneWays ways = new SceneWays(new SceneIndex(new Scene("s", 200, 400, Optional.empty(),
                List.of(before, split, left, right, last), List.of(edge("1", "before", "split", any),
                        edge("2", "split", "left", any), edge("3", "split", "right", any),
                        edge("4", "left", "last", any)), List.of())));
        assertEquals(List.of(split, left, right), ways.neighbours(before));
        assertEquals(List.of(last, split, before), ways.neighbours(left));
    }

    private static SceneNode layer(String id, Rect bounds) {
        return new SceneNode(id, Role.LAYER, id, Optional.of(new UnitOfAnalysis.OfLayer("net", id)), bounds, List.of());
    }

    @Test
    void findsAShortestWayInEitherDirection() {
        SceneWays ways = new SceneWays(index);
        assertEquals(List.of(top, bottom), ways.shortest(top, bottom));
        assertEquals(List.of(top, bottom), ways.shortest(bottom, top));
        assertEquals(List.of(), ways.shortest(middle, bottom));
    }
}
