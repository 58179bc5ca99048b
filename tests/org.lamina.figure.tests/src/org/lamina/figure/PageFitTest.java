package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.LegendOptions.Place;
import org.lamina.figure.PageOptions.Preset;
import org.lamina.figure.glyph.PageFit;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.testsupport.Networks;

final class PageFitTest {

    private static final double MILLIMETRE = 96 / 25.4;
    private static final double EIGHT_POINTS = 8 * 96 / 72.0;

    private final List<String> problems = new ArrayList<>();

    static Stream<Model> models() {
        return Stream.of(Networks.digits(), Networks.sequential(), Networks.resNet50(), Networks.resNet("R", 2, 2),
                Networks.inception(), Networks.uNet(), Networks.odd(), Decoders.of(12, true, false));
    }

    private DrawnFigure draw(Model model, PageOptions page) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard(), page, List.of(), problems::add,
                Progress.NONE);
    }

    @ParameterizedTest
    @MethodSource("models")
    void fitsColumnsWithTextOfEightPointsOrSaysWhyNot(Model model) {
        for (Preset preset : Preset.values()) {
            problems.clear();
            Scene scene = draw(model, preset.page()).figure();
            assertTrue(scene.width() <= preset.page().widthMillimetres() * MILLIMETRE + 1e-6,
                    () -> model.name() + ": " + scene.width());
            double least = scene.texts().stream().mapToDouble(text -> text.size()).min().orElseThrow();
            assertTrue(least >= EIGHT_POINTS - 1e-6 != problems.stream().anyMatch(text -> text.contains(" pt")),
                    () -> model.name() + ": " + least + ", " + problems);
            SceneGeometry.assertEverythingLiesInside(scene);
            SceneGeometry.assertNodesDoNotOverlap(scene);
            SceneGeometry.assertEdgesKeepClear(scene);
            SceneGeometry.assertTextsKeepClear(scene);
            SceneGeometry.assertTextsKeepClearOfShapes(scene);
        }
    }

    @Test
    void goesOnInFurtherRowsWithAnArrow() {
        Scene scene = draw(Networks.resNet50(), Preset.SINGLE_COLUMN.page()).figure();
        List<Double> axes = SceneGeometry.solids(scene).stream().map(node -> (double) Math.round(
                node.bounds().centerY())).distinct().toList();
        assertTrue(axes.size() > 1, axes::toString);
        assertEquals(axes.size() - 1, scene.edges().stream().filter(edge -> edge.arrow()).count());
        assertEquals(List.of(), problems);
    }

    private static DrawnFigure asWide(double width) {
        return new DrawnFigure(new Scene("Net", width, 10, Optional.empty(), List.of(), List.of(), List.of()),
                Optional.empty(), Map.of(), Map.of(), List.of(), 1);
    }

    private DrawnFigure fittedByGroups(Grouping grouping) {
        return PageFit.fit(GlyphOptions.standard().withGrouping(grouping), Preset.SINGLE_COLUMN.page(),
                options -> asWide(30 * options.grouping().above()), problems::add);
    }

    @Test
    void makesMoreGroupsWhereRowsAreNotEnough() {
        assertEquals(8 * 30, fittedByGroups(Grouping.standard()).figure().width());
        assertEquals(5 * 30, fittedByGroups(Grouping.standard().withAbove(5)).figure().width());
        assertEquals(List.of(), problems);
    }

    @Test
    void makesNoGroupsThatAreNotAskedFor() {
        assertEquals(88 * MILLIMETRE, fittedByGroups(new Grouping(Grouping.Mode.REPEATS, 30, true, 0, List.of()))
                .figure().width(), 1e-9);
        assertEquals(1, problems.size());
    }

    @Test
    void leavesAFigureThatFitsAsItIs() {
        Scene free = draw(Networks.digits(), PageOptions.free()).figure();
        assertEquals(free, ArchitectureFigure.glyphs(Networks.digits(), "/m", GlyphOptions.standard(),
                Progress.NONE));
        assertEquals(16, draw(Networks.digits(), new PageOptions(0, 12)).figure().texts().get(0).size(), 1e-9);
    }

    @Test
    void drawsTheLegendApartOrNotAtAll() {
        GlyphOptions apart = GlyphOptions.standard().withLegend(LegendOptions.standard().withPlace(Place.SEPARATE));
        DrawnFigure drawn = ArchitectureFigure.glyphs(Networks.digits(), "/m", apart, problems::add, Progress.NONE);
        assertTrue(drawn.figure().nodes().stream().noneMatch(node -> node.role() == Role.LEGEND));
        Scene legend = drawn.legend().orElseThrow();
        assertTrue(legend.nodes().stream().allMatch(node -> node.role() == Role.LEGEND));
        SceneGeometry.assertEverythingLiesInside(legend);
        assertEquals(8, legend.nodes().size());
    }

    @Test
    void listsHiddenTypesInGreyAtTheEndAndReverses() {
        LegendOptions all = LegendOptions.standard().withOrder(true, true);
        Scene scene = ArchitectureFigure.glyphs(Networks.digits(), "/m", GlyphOptions.standard().withLegend(all),
                Progress.NONE);
        List<String> entries = scene.nodes().stream().filter(node -> node.role() == Role.LEGEND)
                .map(node -> node.title()).toList();
        assertEquals(List.of("Dense", "Max pool", "Add", "Split", "ReLU", "Batch norm", "Conv", "Input"),
                entries.subList(0, 8));
        assertEquals(List.of("Flatten", "Dropout"), entries.subList(8, 10).stream().sorted(
                Comparator.reverseOrder()).toList());
    }

    @Test
    void putsPlaceHoldersForSamplesAtBothEnds() {
        Scene scene = ArchitectureFigure.glyphs(Networks.sequential(), "/m", GlyphOptions.standard().withEnds(true,
                true, GlyphOptions.Samples.PLACEHOLDERS), Progress.NONE);
        assertEquals(2, scene.decorations().stream().filter(mark -> mark.area().isPresent()).count());
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @ParameterizedTest
    @MethodSource("models")
    void leavesRoomForSamplesInRows(Model model) {
        GlyphOptions options = GlyphOptions.standard().withEnds(true, true, GlyphOptions.Samples.PLACEHOLDERS);
        Scene scene = ArchitectureFigure.glyphs(model, "/m", options, Preset.SINGLE_COLUMN.page(), List.of(),
                problems::add, Progress.NONE).figure();
        assertEquals(List.of(), problems);
        assertTrue(scene.width() <= Preset.SINGLE_COLUMN.page().widthMillimetres() * MILLIMETRE);
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        for (Primitive mark : scene.decorations()) {
            assertFalse(mark.area().isPresent() && SceneGeometry.solids(scene).stream()
                    .anyMatch(node -> node.bounds().grown(2).intersects(mark.bounds())), () -> model.name() + mark);
        }
    }

    @Test
    void showsASampleOfTheInput() {
        double[] values = new double[64];
        for (int i = 0; i < 64; i++) {
            values[i] = i % 8;
        }
        SamplePicture picture = SamplePicture.of(values, Shape.of(1, 8, 8)).orElseThrow();
        assertEquals(8, picture.rows());
        assertEquals(Rgb.BLACK, picture.cells().get(0));
        assertEquals(Rgb.WHITE, picture.cells().get(7));
        GlyphOptions options = GlyphOptions.standard().withEnds(true, true, GlyphOptions.Samples.PICTURES);
        Scene scene = ArchitectureFigure.glyphs(Networks.digits(), "/m", options, PageOptions.free(),
                List.of(Optional.of(picture)), problems::add, Progress.NONE).figure();
        assertEquals(64 + 2, scene.decorations().stream().filter(mark -> mark.area().isPresent()).count());
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @Test
    void averagesLargePicturesAndTakesNoOtherShapes() {
        SamplePicture picture = SamplePicture.of(new double[3 * 100 * 50], Shape.of(3, 100, 50)).orElseThrow();
        assertEquals(32, picture.columns());
        assertEquals(32, picture.rows());
        assertTrue(SamplePicture.of(new double[8], Shape.of(8)).isEmpty());
        assertTrue(SamplePicture.of(new double[7], Shape.of(2, 4)).isEmpty());
    }

    @Test
    void saysWhenAColourIsTooPale() {
        GlyphOptions pale = GlyphOptions.standard().withTypes(Map.of("Conv2d",
                TypeStyle.USUAL.withColor(Rgb.of(0xFFEB3B))));
        ArchitectureFigure.glyphs(Networks.digits(), "/m", pale, problems::add, Progress.NONE);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("the colour #ffeb3b of Conv2d has a contrast of 1.2:1 to white"),
                problems.get(0));
    }
}
