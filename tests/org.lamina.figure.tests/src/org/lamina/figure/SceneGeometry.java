package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;

/** What must hold for the geometry of every figure. */
final class SceneGeometry {

    private SceneGeometry() {
    }

    /** The layers and ports: what edges connect and must not cross. */
    static List<SceneNode> solids(Scene scene) {
        return scene.nodes().stream().filter(node -> node.role() == Role.LAYER || node.role() == Role.PORT).toList();
    }

    static List<Text> texts(Scene scene) {
        Stream<Primitive> all = Stream.of(scene.nodes().stream().flatMap(node -> node.primitives().stream()),
                scene.edges().stream().flatMap(edge -> edge.labels().stream()), scene.decorations().stream())
                .flatMap(part -> part);
        return all.filter(Text.class::isInstance).map(Text.class::cast).toList();
    }

    static void assertEverythingLiesInside(Scene scene) {
        Rect all = scene.bounds().grown(0.01);
        for (SceneNode node : scene.nodes()) {
            assertTrue(within(all, node.bounds()), () -> scene.title() + ": " + node.id() + " at " + node.bounds());
        }
        for (SceneEdge edge : scene.edges()) {
            assertTrue(edge.points().stream().allMatch(all::contains), () -> scene.title() + ": " + edge.id());
        }
        for (Text text : texts(scene)) {
            assertTrue(within(all, text.bounds()), () -> scene.title() + ": " + text);
        }
    }

    private static boolean within(Rect outer, Rect inner) {
        return inner.x() >= outer.x() && inner.y() >= outer.y() && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    static void assertNodesDoNotOverlap(Scene scene) {
        List<SceneNode> solids = solids(scene);
        for (int i = 0; i < solids.size(); i++) {
            for (int j = i + 1; j < solids.size(); j++) {
                SceneNode a = solids.get(i);
                SceneNode b = solids.get(j);
                assertFalse(overlap(a, b), () -> scene.title() + ": " + a.id() + " and " + b.id());
            }
        }
    }

    /** Each edge begins at the border of one node, ends at that of the other, and crosses no further one. */
    static void assertEdgesKeepClear(Scene scene) {
        List<SceneNode> solids = solids(scene);
        for (SceneEdge edge : scene.edges()) {
            List<Point> points = edge.points();
            assertTrue(scene.node(edge.from()).orElseThrow().bounds().grown(0.6).contains(points.get(0)), edge::id);
            assertTrue(scene.node(edge.to()).orElseThrow().bounds().grown(0.6)
                    .contains(points.get(points.size() - 1)), edge::id);
            for (Rect segment : segments(points)) {
                assertTrue(segment.width() < 0.01 || segment.height() < 0.01, () -> edge.id() + " runs aslant");
                for (SceneNode node : solids) {
                    assertFalse(crosses(node, segment),
                            () -> scene.title() + ": " + edge.id() + " crosses " + node.id());
                }
            }
        }
    }

    /** Lines that have neither end in common may cross, but not run on each other. */
    static void assertLinesKeepApart(Scene scene) {
        for (SceneEdge edge : scene.edges()) {
            for (SceneEdge other : scene.edges()) {
                if (!edge.from().equals(other.from()) && !edge.to().equals(other.to())) {
                    for (Rect a : segments(edge.points())) {
                        assertTrue(segments(other.points()).stream().noneMatch(b -> runOnEachOther(a, b)),
                                () -> scene.title() + ": " + edge.id() + " and " + other.id());
                    }
                }
            }
        }
    }

    static boolean runOnEachOther(Rect a, Rect b) {
        boolean level = a.height() < 0.01 && b.height() < 0.01 && Math.abs(a.y() - b.y()) < 0.5;
        boolean upright = a.width() < 0.01 && b.width() < 0.01 && Math.abs(a.x() - b.x()) < 0.5;
        return level && Math.min(a.right(), b.right()) - Math.max(a.x(), b.x()) > 1
                || upright && Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y()) > 1;
    }

    static void assertTextsKeepClear(Scene scene) {
        List<Text> texts = texts(scene);
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            for (Text other : texts.subList(i + 1, texts.size())) {
                assertFalse(text.bounds().intersects(other.bounds()),
                        () -> scene.title() + ": " + text.text() + " lies on " + other.text());
            }
            for (SceneEdge edge : scene.edges()) {
                for (Rect segment : segments(edge.points())) {
                    assertFalse(text.bounds().intersects(segment.grown(0.1)),
                            () -> scene.title() + ": " + text.text() + " lies on " + edge.id());
                }
            }
        }
    }

    /** Labels stand beside the shapes of a figure; in a box, they are part of it. */
    static void assertTextsKeepClearOfShapes(Scene scene) {
        for (Text text : texts(scene)) {
            Polygon box = new Polygon(corners(text.bounds()), null);
            for (SceneNode node : solids(scene)) {
                for (Primitive mark : node.primitives()) {
                    assertFalse(mark instanceof Polygon shape && Outlines.overlap(shape, box),
                            () -> scene.title() + ": " + text.text() + " lies on " + node.id());
                }
            }
        }
    }

    static List<Rect> segments(List<Point> line) {
        List<Rect> segments = new ArrayList<>();
        for (int i = 1; i < line.size(); i++) {
            segments.add(Rect.around(line.subList(i - 1, i + 1)));
        }
        return segments;
    }

    private static boolean overlap(SceneNode a, SceneNode b) {
        return a.primitives().get(0) instanceof Polygon left && b.primitives().get(0) instanceof Polygon right
                ? Outlines.overlap(left, right) : a.bounds().grown(-0.05).intersects(b.bounds());
    }

    private static boolean crosses(SceneNode node, Rect segment) {
        Rect line = segment.grown(0.01);
        return node.primitives().get(0) instanceof Polygon shape
                ? Outlines.overlap(shape, new Polygon(corners(line), null))
                : node.bounds().grown(-0.1).intersects(line);
    }

    private static List<Point> corners(Rect rect) {
        return List.of(new Point(rect.x(), rect.y()), new Point(rect.right(), rect.y()),
                new Point(rect.right(), rect.bottom()), new Point(rect.x(), rect.bottom()));
    }
}
