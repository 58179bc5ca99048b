package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
import org.lamina.model.Shape;
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
        SceneGeometry.assertLinesKeepApart(scene);
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
            Scene scene = draw(model, STANDARD.sizes().withRowWidth(width));
            assertTidy(scene);
            assertTrue(wrapped(scene).isEmpty() || scene.width() <= draw(model, STANDARD.sizes()).width(),
                    () -> model.name() + ": " + scene.width());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepThemApartWithoutGroupsToo(Model model) {
        assertTidy(ArchitectureFigure.glyphs(model, "/m", STANDARD.withGrouping(Grouping.none())
                .withSizes(STANDARD.sizes().withRowWidth(400)), Progress.NONE));
    }

    /** Residual blocks that all read what the first layer makes, as decoders read the output of an encoder. */
    private static Model decoder(int layers) {
        ModelBuilder net = new ModelBuilder("Decoder");
        String memory = net.conv("memory", net.input("x", 1, 3, 32, 32), 8, 3, 1, 1);
        String y = memory;
        for (int i = 0; i < layers; i++) {
            String read = net.add("read" + i, net.conv("query" + i, y, 8, 1, 1, 0), memory);
            y = net.add("add" + i, y, net.conv("conv" + i, read, 8, 3, 1, 1));
        }
        return net.output("y", y).build();
    }

    @Test
    void leadLinksThatJumpThroughRows() {
        Scene scene = ArchitectureFigure.glyphs(decoder(6), "/m", STANDARD.withGrouping(Grouping.none())
                .withSizes(STANDARD.sizes().withRowWidth(400)), Progress.NONE);
        assertTidy(scene);
        assertTrue(scene.width() < 400 + 60, () -> "" + scene.width());
        assertTrue(wrapped(scene).size() > 2, () -> wrapped(scene).toString());
        List<SceneEdge> jumps = scene.edges().stream().filter(edge -> edge.from().equals("layer-memory")
                && edge.to().startsWith("layer-read")).toList();
        assertEquals(6, jumps.size());
        double margin = jumps.stream().flatMap(edge -> edge.points().stream()).mapToDouble(Point::x).max().orElse(0);
        // all that end in another row share one line in the margin
        assertTrue(jumps.stream().filter(edge -> edge.points().stream().anyMatch(point -> point.x() == margin))
                .count() > 3);
        assertTrue(SceneGeometry.solids(scene).stream().allMatch(node -> node.bounds().right() < margin));
        assertTrue(scene.edges().stream().filter(edge -> !jumps.contains(edge))
                .allMatch(edge -> edge.points().stream().allMatch(point -> point.x() < margin)));
    }

    /** Without glyphs for splits, nothing stands between two residual blocks. */
    @Test
    void partBeforeALineForks() {
        Scene scene = ArchitectureFigure.glyphs(Networks.resNet("R", 3, 3), "/m", STANDARD.withShapes(true, false)
                .withGrouping(Grouping.none()).withSizes(STANDARD.sizes().withRowWidth(700)), Progress.NONE);
        assertTidy(scene);
        assertTrue(scene.width() < 760, () -> "" + scene.width());
        List<SceneEdge> forked = wrapped(scene).stream().filter(edge -> wrapped(scene).stream()
                .filter(other -> other.from().equals(edge.from())).count() == 2).toList();
        assertTrue(forked.size() >= 4, () -> wrapped(scene).toString());
        for (SceneEdge edge : forked) {
            SceneEdge other = forked.stream().filter(each -> each != edge && each.from().equals(edge.from()))
                    .findFirst().orElseThrow();
            assertEquals(edge.points().subList(0, 4), other.points().subList(0, 4));
        }
    }

    /** As of a checkpoint with weights alone, which tells no architecture. */
    @Test
    void putLayersThatNothingConnectsBesideEachOther() {
        ModelBuilder net = new ModelBuilder("Weights");
        for (int i = 0; i < 12; i++) {
            net.layer("conv" + i, "Conv2d", false, Map.of(), Shape.of(1, 8 + i, 32, 32), List.of());
        }
        Model weights = net.build();
        Scene row = draw(weights, STANDARD.sizes());
        assertTidy(row);
        assertEquals(1, SceneGeometry.solids(row).stream().map(node -> node.bounds().centerY()).distinct().count());
        assertEquals(List.of(), row.edges());
        Scene rows = draw(weights, STANDARD.sizes().withRowWidth(400));
        assertTidy(rows);
        assertTrue(rows.width() < 440, () -> "" + rows.width());
        List<Double> starts = SceneGeometry.solids(rows).stream().map(node -> node.bounds().y()).distinct().toList();
        assertEquals(starts.stream().sorted().toList(), starts);
        assertTrue(starts.size() > 1, starts::toString);
    }

    @Test
    void startASecondInputInTheLastRowThatHasAPlaceForIt() {
        ModelBuilder net = new ModelBuilder("Two");
        String x = net.input("x", 1, 3, 32, 32);
        String late = net.conv("late", net.input("second", 1, 3, 32, 32), 8, 3, 1, 1);
        for (int i = 0; i < 12; i++) {
            x = net.conv("conv" + i, x, 8L + i, 3, 1, 1);
        }
        Scene scene = draw(net.output("y", net.add("add", x, late)).build(), STANDARD.sizes().withRowWidth(300));
        assertTidy(scene);
        double last = scene.node("layer-add").orElseThrow().bounds().centerY();
        double first = scene.node("input-x").orElseThrow().bounds().centerY();
        assertTrue(scene.node("layer-late").orElseThrow().bounds().centerY() > (first + last) / 2);
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
