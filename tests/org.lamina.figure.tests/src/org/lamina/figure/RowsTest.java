package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

/** Figures that go on in further rows. */
final class RowsTest {

    private static final GlyphOptions STANDARD = GlyphOptions.standard();

    static Stream<Model> models() {
        return GlyphFigureTest.models();
    }

    private static Scene draw(Model model, GlyphSizes sizes) {
        return ArchitectureFigure.glyphs(model, "/m", STANDARD.withSizes(sizes), Progress.NONE);
    }

    private static void assertTidy(Scene scene) {
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        SceneGeometry.assertTextsKeepClearOfShapes(scene);
    }

    /** The links that lead to another row. */
    private static List<SceneEdge> wrapped(Scene scene) {
        return scene.edges().stream().filter(SceneEdge::arrow).toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepGlyphsEdgesAndLabelsApart(Model model) {
        for (double width : new double[] {500, 300}) {
            assertTidy(draw(model, STANDARD.sizes().withRowWidth(width)));
        }
    }

    @Test
    void breakBranchesThatAreLongerThanARow() {
        GlyphSizes rows = STANDARD.sizes().withGlyphs(0.5).withRowWidth(450);
        assertEquals(List.of(), wrapped(draw(Networks.uNet(), rows.withBranchesBroken(false))));
        Scene scene = draw(Networks.uNet(), rows);
        assertTrue(wrapped(scene).size() > 3, () -> wrapped(scene).toString());
        assertTrue(scene.width() < 450 + 80, () -> "" + scene.width());
        assertTidy(scene);
    }

    /** Two branches of which one is a line alone, over three rows or more. */
    @Test
    void leadALongLinkThroughARow() {
        ModelBuilder net = new ModelBuilder("Long");
        String start = net.conv("start", net.input("x", 1, 3, 32, 32), 8, 3, 1, 1);
        String x = start;
        for (int i = 0; i < 12; i++) {
            x = net.conv("conv" + i, x, 8L + i, 3, 1, 1);
        }
        Scene scene = draw(net.output("y", net.add("add", start, x)).build(), STANDARD.sizes().withRowWidth(300));
        assertTidy(scene);
        SceneEdge line = scene.edges().stream().filter(edge -> edge.to().equals("layer-add")).filter(edge -> edge
                .points().size() > 8).findFirst().orElseThrow();
        List<Rect> ways = wrapped(scene).stream().map(edge -> Rect.around(edge.points())).toList();
        assertTrue(ways.size() > 4, ways::toString);
        assertEquals(0, wrapped(scene).stream().filter(edge -> edge != line).mapToLong(edge -> crossings(line, edge))
                .sum());
    }

    /** How often upright parts of either run across level parts of the other. */
    private static long crossings(SceneEdge a, SceneEdge b) {
        return crossings(a.points(), b.points()) + crossings(b.points(), a.points());
    }

    private static long crossings(List<Point> upright, List<Point> level) {
        List<Rect> up = SceneGeometry.segments(upright).stream().filter(each -> each.width() < 0.01).toList();
        List<Rect> along = SceneGeometry.segments(level).stream().filter(each -> each.height() < 0.01).toList();
        return up.stream().mapToLong(one -> along.stream().filter(other -> other.x() < one.x() - 0.01
                && other.right() > one.x() + 0.01 && one.y() < other.y() - 0.01 && one.bottom() > other.y() + 0.01)
                .count()).sum();
    }
}
