package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.structure.Folding;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;

/** Notes and moved boxes in the detail style. */
final class DetailArrangementTest {

    private static final DetailOptions USUAL = DetailOptions.standard();

    private static Scene draw(DetailOptions options) {
        return ArchitectureFigure.details(Networks.digits(), "/m", options, Progress.NONE);
    }

    private static Scene draw(Arrangement arrangement) {
        return draw(USUAL.withArrangement(arrangement));
    }

    private static Rect place(Scene scene, String id) {
        return scene.node(id).orElseThrow().bounds();
    }

    private static Point distance(Scene scene, String from, String to) {
        return new Point(place(scene, to).x() - place(scene, from).x(), place(scene, to).y() - place(scene, from).y());
    }

    private static void assertMoved(double dx, double dy, Point before, Point after) {
        assertEquals(before.x() + dx, after.x(), 1e-6);
        assertEquals(before.y() + dy, after.y(), 1e-6);
    }

    private static void assertLinesEndAtTheirBoxes(Scene scene) {
        for (SceneEdge edge : scene.edges()) {
            Rect from = place(scene, edge.from()).grown(1e-6);
            Rect to = place(scene, edge.to()).grown(1e-6);
            assertTrue(from.contains(edge.points().get(0)), edge.id());
            assertTrue(to.contains(edge.points().get(edge.points().size() - 1)), edge.id());
            for (int i = 1; i < edge.points().size(); i++) {
                Point a = edge.points().get(i - 1);
                Point b = edge.points().get(i);
                assertTrue(a.x() == b.x() || a.y() == b.y(), () -> edge.id() + " runs askew from " + a + " to " + b);
            }
        }
    }

    @Test
    void movesABoxWithItsLinesAndTheFrameAround() {
        Scene usual = draw(Arrangement.NONE);
        Scene scene = draw(Arrangement.NONE.moved("layer-block.conv1", 300, 10));
        assertMoved(300, 10, distance(usual, "layer-fc1", "layer-block.conv1"),
                distance(scene, "layer-fc1", "layer-block.conv1"));
        assertEquals(distance(usual, "layer-fc1", "layer-block.conv2"),
                distance(scene, "layer-fc1", "layer-block.conv2"));
        assertTrue(place(scene, "group-block").right() > place(scene, "layer-block.conv1").right());
        assertLinesEndAtTheirBoxes(scene);
        SceneGeometry.assertEverythingLiesInside(scene);
    }

    @Test
    void movesAFrameWithAllThatIsInIt() {
        Scene usual = draw(Arrangement.NONE);
        Scene scene = draw(Arrangement.NONE.moved("group-block", -90, 40));
        for (String id : List.of("group-block", "layer-block.conv1", "layer-block.add")) {
            assertMoved(-90, 40, distance(usual, "input-x", id), distance(scene, "input-x", id));
        }
        assertEquals(distance(usual, "input-x", "layer-fc1"), distance(scene, "input-x", "layer-fc1"));
        assertEquals(lengths(usual), lengths(scene), "lines inside move as they are");
        assertLinesEndAtTheirBoxes(scene);
        SceneGeometry.assertEverythingLiesInside(scene);
    }

    /** How far the lines inside the block run. */
    private static List<Long> lengths(Scene scene) {
        List<SceneEdge> inside = scene.edges().stream().filter(edge -> edge.from().startsWith("layer-block.")
                && edge.to().startsWith("layer-block.")).toList();
        assertTrue(inside.size() > 2);
        return inside.stream().map(edge -> Math.round(Rect.around(edge.points()).height())).toList();
    }

    @Test
    void writesNotesBesideTheirBoxes() {
        FigureNote note = new FigureNote("looks odd", Optional.of("layer-block.conv1"), -150, 20);
        Scene scene = draw(Arrangement.NONE.moved("layer-block.conv1", 40, 0).with(note));
        assertMoved(-150, 20, new Point(0, 0), distance(scene, "layer-block.conv1", "note-0"));
        assertEquals(SceneNode.Role.NOTE, scene.node("note-0").orElseThrow().role());
        SceneGeometry.assertEverythingLiesInside(scene);
        Scene folded = draw(USUAL.withFolding(Folding.NONE.close("block"))
                .withArrangement(Arrangement.NONE.with(note)));
        assertTrue(folded.node("note-0").isEmpty(), "a note is folded away with its box");
    }

    @Test
    void drawsTheSameWithMovesOfBoxesThatAreNotThere() {
        assertEquals(draw(Arrangement.NONE), draw(Arrangement.NONE.moved("layer-gone", 5, 5)));
        assertEquals(draw(Arrangement.NONE), draw(Arrangement.NONE.moved("layer-fc1", 5, 5).reset()));
    }
}
