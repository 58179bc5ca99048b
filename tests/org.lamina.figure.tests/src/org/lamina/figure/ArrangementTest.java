package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.export.SvgExporter;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;

final class ArrangementTest {

    private static final FigureNote FREE = new FigureNote("two\nlines", Optional.empty(), 10, -80);

    private static Scene draw(Model model, Arrangement arrangement) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard().withArrangement(arrangement),
                Progress.NONE);
    }

    private static Rect place(Scene scene, String id) {
        return scene.nodes().stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow().bounds();
    }

    private static Point distance(Scene scene, String from, String to) {
        return new Point(place(scene, to).x() - place(scene, from).x(), place(scene, to).y() - place(scene, from).y());
    }

    @Test
    void movesAGlyphAndItsLines() {
        Scene usual = draw(Networks.digits(), Arrangement.NONE);
        Scene scene = draw(Networks.digits(), Arrangement.NONE.moved("layer-fc1", 0, 60).moved("layer-fc1", 5, 0));
        Point before = distance(usual, "input-x", "layer-fc1");
        Point after = distance(scene, "input-x", "layer-fc1");
        assertEquals(before.x() + 5, after.x(), 1e-6);
        assertEquals(before.y() + 60, after.y(), 1e-6);
        assertEquals(distance(usual, "input-x", "layer-pool"), distance(scene, "input-x", "layer-pool"));
        for (SceneEdge edge : scene.edges()) {
            Rect from = place(scene, edge.from());
            Rect to = place(scene, edge.to());
            Point start = edge.points().get(0);
            Point end = edge.points().get(edge.points().size() - 1);
            assertEquals(from.right(), start.x(), 1e-6, edge.id());
            assertTrue(start.y() >= from.y() && start.y() <= from.bottom(), edge.id());
            assertEquals(to.x(), end.x(), 1e-6, edge.id());
            assertTrue(end.y() >= to.y() && end.y() <= to.bottom(), edge.id());
        }
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @Test
    void keepsMovesOfLayersThatAreStillThereInAnotherModel() {
        Arrangement arrangement = Arrangement.NONE.moved("layer-fc1", 0, 60).moved("layer-gone", 9, 9);
        Model shorter = Networks.digits();
        assertNotEquals(draw(shorter, Arrangement.NONE), draw(shorter, arrangement));
        assertEquals(draw(shorter, Arrangement.NONE.moved("layer-fc1", 0, 60)), draw(shorter, arrangement));
        assertEquals(draw(shorter, Arrangement.NONE), draw(shorter, arrangement.reset()));
    }

    @Test
    void writesNotesThatNoLabelLiesOn() {
        Scene usual = draw(Networks.digits(), Arrangement.NONE);
        Rect glyph = place(usual, "layer-block.conv1");
        // where the labels of the glyph and of the line behind it usually are
        FigureNote attached = new FigureNote("a long note", Optional.of("layer-block.conv1"), 0, glyph.height() + 2);
        Scene scene = draw(Networks.digits(), Arrangement.NONE.with(attached).with(FREE));
        List<SceneNode> notes = scene.nodes().stream().filter(node -> node.role() == SceneNode.Role.NOTE).toList();
        assertEquals(List.of("a long note", "two\nlines"), notes.stream().map(SceneNode::title).toList());
        assertEquals(place(scene, "layer-block.conv1").bottom() + 2, notes.get(0).bounds().y(), 1e-6);
        assertEquals(place(scene, "input-x").x() + 10, notes.get(1).bounds().x(), 1e-6);
        for (SceneNode note : notes) {
            SceneGeometry.texts(scene).stream().filter(text -> !note.primitives().contains(text))
                    .forEach(text -> assertTrue(!text.bounds().intersects(note.bounds()),
                            () -> text.text() + " lies on " + note.title()));
        }
        SceneGeometry.assertEverythingLiesInside(scene);
    }

    @Test
    void writesNotesIntoEveryFormat(@TempDir Path folder) throws Exception {
        Scene scene = draw(Networks.digits(), Arrangement.NONE.with(FREE));
        StringWriter svg = new StringWriter();
        new SvgExporter().write(scene, svg);
        assertTrue(svg.toString().contains("id=\"note-0\"") && svg.toString().contains(">lines<"), svg.toString());
        Path tikz = folder.resolve("figure.tex");
        FigureFormat.TIKZ.write(scene, FigureFormat.Options.standard(), tikz);
        assertTrue(Files.readString(tikz, StandardCharsets.UTF_8).contains("lines"));
        for (FigureFormat format : List.of(FigureFormat.PDF, FigureFormat.PNG)) {
            Path with = folder.resolve("with" + format.extension());
            Path without = folder.resolve("without" + format.extension());
            format.write(scene, FigureFormat.Options.standard(), with);
            format.write(draw(Networks.digits(), Arrangement.NONE), FigureFormat.Options.standard(), without);
            assertNotEquals(-1, Files.mismatch(with, without));
        }
    }

    @Test
    void isKeptInTheFile() throws Exception {
        Arrangement arrangement = new Arrangement(List.of(FREE, new FigureNote("x", Optional.of("layer-a"), 1, 2.5)),
                Map.of("layer-a.b", new Point(-3, 4)));
        FigurePreferences written = FigurePreferences.of(GlyphOptions.standard().withArrangement(arrangement),
                PageOptions.free());
        FigurePreferences read = FigurePreferences.parse(written.json());
        assertEquals(arrangement, read.options().arrangement());
        assertEquals(List.of(), read.unknown());
        assertEquals(List.of("x"), arrangement.with(0, FREE.withText(" ")).notes().stream().map(FigureNote::text)
                .toList());
    }
}
