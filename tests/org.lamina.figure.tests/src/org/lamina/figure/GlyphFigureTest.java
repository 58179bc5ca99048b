package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.GlyphOptions.Samples;
import org.lamina.figure.LegendOptions.Place;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

final class GlyphFigureTest {

    private static final String CHECKPOINT = "/models/net.pt";
    private static final GlyphOptions STANDARD = GlyphOptions.standard();

    static Stream<Model> models() {
        return Stream.concat(Stream.of(Networks.digits(), Networks.sequential(), Networks.resNet("ResNet", 1, 2),
                Networks.resNet50(), Networks.uNet(), Networks.inception(), Networks.denseBlock(4),
                Networks.denseBlock(12), Networks.odd(), Decoders.of(4, true, false), Decoders.of(4, false, true)),
                LongStream.range(0, 150).mapToObj(RandomModels::of));
    }

    private static Scene draw(Model model) {
        return draw(model, STANDARD);
    }

    private static Scene draw(Model model, GlyphOptions options) {
        return ArchitectureFigure.glyphs(model, CHECKPOINT, options, Progress.NONE);
    }

    private static SceneNode layer(Scene scene, String path) {
        return scene.node(new UnitOfAnalysis.OfLayer(CHECKPOINT, path)).orElseThrow();
    }

    private static Polygon glyph(Scene scene, String path) {
        return (Polygon) layer(scene, path).primitives().get(0);
    }

    private static Set<String> texts(Scene scene) {
        return SceneGeometry.texts(scene).stream().map(Text::text).collect(Collectors.toSet());
    }

    private static Set<String> legend(Scene scene) {
        return scene.nodes().stream().filter(node -> node.role() == Role.LEGEND).map(SceneNode::title)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepsGlyphsEdgesAndLabelsApart(Model model) {
        Scene scene = draw(model);
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertLinesKeepApart(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        SceneGeometry.assertTextsKeepClearOfShapes(scene);
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepsThemApartWithoutSlimBarsSplitsAndGroupsToo(Model model) {
        Scene scene = draw(model, STANDARD.withShapes(false, false).withGrouping(Grouping.none()));
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertLinesKeepApart(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        SceneGeometry.assertTextsKeepClearOfShapes(scene);
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsTheSameSceneAgain(Model model) {
        assertEquals(draw(model), draw(model));
    }

    @Test
    void putsANetworkWithoutBranchesInOneRow() {
        Scene scene = draw(Networks.sequential());
        double axis = layer(scene, "features.0").bounds().centerY();
        for (SceneNode node : SceneGeometry.solids(scene)) {
            assertEquals(axis, node.bounds().centerY(), 0.01, node.id());
        }
        for (SceneEdge edge : scene.edges()) {
            assertEquals(2, edge.points().size(), edge.id());
            assertEquals(axis, edge.points().get(0).y(), 0.01, edge.id());
        }
    }

    @Test
    void leadsASkipOverWhatItSkips() {
        Scene scene = draw(Networks.digits());
        SceneEdge skip = scene.edges().stream()
                .filter(edge -> edge.from().startsWith("split") && edge.to().equals("layer-block.add")).findFirst()
                .orElseThrow();
        assertEquals(2, skip.points().size());
        assertTrue(skip.points().get(0).y() < layer(scene, "block.conv1").bounds().y());
        assertEquals(layer(scene, "stem.0").bounds().centerY(), layer(scene, "pool").bounds().centerY(), 0.01);
    }

    @Test
    void hidesWhatOnlyMattersInTrainingAndConnectsAroundIt() {
        Scene scene = draw(Networks.digits());
        for (String hidden : List.of("flatten", "dropout")) {
            assertTrue(scene.node(new UnitOfAnalysis.OfLayer(CHECKPOINT, hidden)).isEmpty(), hidden);
        }
        assertTrue(scene.edges().stream()
                .anyMatch(edge -> edge.from().equals("layer-pool") && edge.to().equals("layer-fc1")));
        assertEquals(Set.of("Input", "Conv", "Batch norm", "ReLU", "Split", "Add", "Max pool", "Dense"),
                legend(scene));
    }

    @Test
    void hidesTypesOnDemand() {
        Scene scene = draw(Networks.sequential(), STANDARD.withHidden(Set.of(LayerKind.ACTIVATION), Set.of("Linear")));
        assertEquals(Set.of("Input", "Conv", "Max pool", "Dropout", "Flatten"), legend(scene));
    }

    /** Each value bears its size at one of its lines, unless those of others run up or down behind its glyph. */
    private static void assertEachValueBearsItsSize(Scene scene) {
        Set<String> told = scene.edges().stream()
                .filter(edge -> edge.labels().stream().anyMatch(Text.class::isInstance)).map(SceneEdge::from)
                .collect(Collectors.toSet());
        for (SceneEdge edge : scene.edges()) {
            boolean none = edge.to().startsWith("split-") || edge.title().endsWith("units")
                    || edge.title().startsWith("?") || edge.title().equals("several sizes");
            assertTrue(none || told.contains(edge.from()) || isPassedBehindItsGlyph(edge, scene),
                    () -> scene.title() + ": " + edge.id());
        }
    }

    private static boolean isPassedBehindItsGlyph(SceneEdge edge, Scene scene) {
        Point start = edge.points().get(0);
        Rect gap = new Rect(start.x(), start.y() - 5, STANDARD.sizes().horizontal(), 10);
        return scene.edges().stream().filter(other -> !other.from().equals(edge.from()))
                .flatMap(other -> SceneGeometry.segments(other.points()).stream())
                .anyMatch(line -> line.width() < 0.01 && line.intersects(gap));
    }

    @ParameterizedTest
    @MethodSource("models")
    void writesTheSizeOfEachValue(Model model) {
        assertEachValueBearsItsSize(draw(model));
        assertEachValueBearsItsSize(draw(model, STANDARD.withGrouping(Grouping.none())));
    }

    @ParameterizedTest
    @MethodSource("models")
    void writesTheChannelsOfEachGlyph(Model model) {
        for (Grouping grouping : List.of(Grouping.standard(), Grouping.none())) {
            DrawnFigure drawn = ArchitectureFigure.glyphs(model, CHECKPOINT, STANDARD.withGrouping(grouping)
                    .withSizes(STANDARD.sizes().withGlyphs(0.4)), problem -> { }, Progress.NONE);
            long glyphs = drawn.parts().values().stream().filter(part -> !part.type().type().equals("Split"))
                    .map(DrawnPart::glyph).distinct().count();
            assertEquals(glyphs, drawn.figure().decorations().stream().filter(Text.class::isInstance)
                    .map(Text.class::cast).filter(text -> text.rotation() == 0 && text.weight() == Text.Weight.NORMAL)
                    .count());
        }
    }

    @Test
    void findsRoomForTheSizeAtEveryLine() {
        for (Model model : List.of(Networks.digits(), Networks.sequential(), Networks.resNet("ResNet", 1, 2),
                Networks.resNet50(), Networks.uNet(), Networks.inception())) {
            for (SceneEdge edge : draw(model).edges()) {
                boolean wanted = edge.title().endsWith("channels") && !edge.to().startsWith("split");
                assertEquals(wanted, edge.labels().stream().anyMatch(Text.class::isInstance),
                        () -> model.name() + ": " + edge.id());
            }
        }
    }

    @Test
    void writesSpatialSizesAndChannels() {
        Set<String> texts = texts(draw(Networks.digits()));
        assertTrue(texts.containsAll(Set.of("8×8", "4×4", "1", "16", "32", "10")), texts::toString);
        Set<String> bare = texts(draw(Networks.digits(), STANDARD.withEnds(false, true, Samples.NONE)
                .withLabels(FigureLabels.NONE).withLegend(LegendOptions.standard().withPlace(Place.NONE))));
        assertEquals(Set.of(), bare);
    }

    @Test
    void putsActivationsAsSlimBarsBehindTheirLayer() {
        Scene scene = draw(Networks.digits());
        Rect conv = layer(scene, "stem.0").bounds();
        Rect norm = layer(scene, "stem.1").bounds();
        Rect relu = layer(scene, "stem.2").bounds();
        assertTrue(conv.right() < norm.x() && norm.right() < relu.x());
        assertEquals(7, norm.width(), 0.01);
        assertEquals(conv.height(), relu.height(), 0.01);
    }

    @Test
    void makesDenseLayersBarsByTheirUnits() {
        Scene scene = draw(Networks.digits());
        Rect many = layer(scene, "fc1").bounds();
        Rect few = layer(scene, "fc2").bounds();
        assertEquals(20, many.width(), 0.01);
        assertEquals(100, many.height(), 0.01);
        assertEquals(20, few.width(), 0.01);
        assertEquals(30, few.height(), 0.01);
    }

    @Test
    void givesAMergeAnEndForEachInput() {
        Scene scene = draw(Networks.inception());
        assertEquals(4 * 2 + 2 + 3, glyph(scene, "concat").points().size());
        assertEquals(4, scene.edges().stream().filter(edge -> edge.to().equals("layer-concat")).count());
    }

    @Test
    void showsUnknownShapesAsDashedRectangles() {
        Scene scene = draw(Networks.odd());
        Paint paint = glyph(scene, "mystery").paint();
        assertFalse(paint.stroke().orElseThrow().dash().isEmpty());
        assertTrue(texts(scene).contains("?"));
        assertTrue(glyph(scene, "left.conv").paint().stroke().orElseThrow().dash().isEmpty());
    }

    @Test
    void drawsRepeatedModulesOfALargeNetworkAsGroups() {
        Scene scene = draw(Networks.resNet50());
        for (String block : List.of("layer1.0", "layer2.1", "layer3.1", "layer4.1")) {
            assertEquals(2, layer(scene, block).primitives().size(), block);
        }
        assertTrue(scene.node(new UnitOfAnalysis.OfLayer(CHECKPOINT, "layer1.0.conv1")).isEmpty());
        assertTrue(legend(scene).containsAll(Set.of("Bottleneck 1", "Bottleneck 2", "Add", "Split")));
        assertTrue(scene.width() < 1600, () -> scene.width() + " wide");
        assertFalse(legend(draw(Networks.resNet("ResNet", 1, 2))).contains("Bottleneck 1"));
    }

    @Test
    void readsTheLastAxisOfTokensAsChannels() {
        ModelBuilder net = new ModelBuilder("Encoder");
        String x = net.input("tokens", 1, 16);
        x = net.layer("embedding", "Embedding", false, Map.of(), Shape.of(1, 16, 64), List.of(), x);
        x = net.layer("attention", "MultiheadAttention", false, Map.of(), Shape.of(1, 16, 64), List.of(), x);
        x = net.layer("fc", "Linear", false, Map.of(), Shape.of(1, 16, 256), List.of(), x);
        Scene scene = draw(net.output("y", x).build());
        assertEquals(20 + 60 * 63 / 255.0, layer(scene, "attention").bounds().width(), 0.01);
        assertEquals(80, layer(scene, "fc").bounds().width(), 0.01);
        assertTrue(texts(scene).containsAll(Set.of("16", "64", "256")));
    }

    @Test
    void readsTheSecondAxisOfASignalAsChannels() {
        ModelBuilder net = new ModelBuilder("Signal");
        String x = net.input("signal", 1, 2, 1000);
        x = net.layer("conv", "Conv1d", false, Map.of(), Shape.of(1, 32, 500), List.of(), x);
        x = net.layer("relu", "ReLU", false, Map.of(), Shape.of(1, 32, 500), List.of(), x);
        Scene scene = draw(net.output("y", x).build());
        assertTrue(texts(scene).containsAll(Set.of("2", "32", "1000", "500")));
    }

    @Test
    void takesNamesAndColoursOfTypesFromTheOptions() {
        Scene scene = draw(Networks.digits(),
                STANDARD.withTypes(Map.of("Conv2d",
                        TypeStyle.USUAL.withAlias("Convolution").withColor(Rgb.of(0x112233)))));
        assertTrue(legend(scene).contains("Convolution"));
        assertEquals(Rgb.of(0x112233), glyph(scene, "stem.0").paint().fill().orElseThrow().color());
    }

    @Test
    void tellsTypesOfOneFamilyApart() {
        ModelBuilder net = new ModelBuilder("Pools");
        String x = net.maxPool("max", net.input("x", 1, 8, 32, 32), 2, 2, 0);
        x = net.add("add", net.same("avg", "AvgPool2d", x), net.same("identity", "Conv2d", x));
        Scene scene = draw(net.output("y", net.concat("concat", x, net.same("more", "Conv2d", x))).build());
        Set<Rgb> colors = Stream.of("max", "avg", "add", "concat")
                .map(path -> glyph(scene, path).paint().fill().orElseThrow().color()).collect(Collectors.toSet());
        assertEquals(4, colors.size());
    }

    @Test
    void namesTypesApartThatWouldShareAName() {
        ModelBuilder net = new ModelBuilder("Two");
        String x = net.layer("volume", "Conv3d", false, Map.of(), Shape.of(1, 8, 4, 16, 16), List.of(),
                net.input("x", 1, 3, 8, 32, 32));
        String y = net.layer("signal", "Conv1d", false, Map.of(), Shape.of(1, 8, 50), List.of(),
                net.input("y", 1, 2, 100));
        Scene scene = draw(net.output("z", net.layer("end", "Linear", false, Map.of(), Shape.of(1, 4), List.of(), x,
                y)).build());
        assertEquals(Set.of("Input", "Conv3d", "Conv1d", "Dense"), legend(scene));
    }

    @Test
    void keepsChannelsInSightThroughPermutations() {
        ModelBuilder net = new ModelBuilder("Turned");
        String x = net.conv("conv", net.input("x", 1, 3, 32, 32), 24, 3, 1, 1);
        x = net.layer("last", "Permute", true, Map.of("dims", List.of(0L, 2L, 3L, 1L)), Shape.of(1, 32, 32, 24),
                List.of(), x);
        x = net.same("gelu", "Scale", x);
        x = net.layer("second", "Permute", true, Map.of("dims", List.of(0L, 3L, 1L, 2L)), Shape.of(1, 24, 32, 32),
                List.of(), x);
        x = net.same("end", "Scale", x);
        Set<String> texts = texts(draw(net.output("y", x).build()));
        assertTrue(texts.containsAll(Set.of("24", "32×32")) && !texts.contains("32×24"), texts::toString);
    }

    @Test
    void drawsTransposedValuesOfUnknownShape() {
        ModelBuilder net = new ModelBuilder("Unknown");
        String x = net.linear("fc", net.input("x", 1, 8), 4);
        x = net.layer("turned", "Transpose", true, Map.of("dim0", -2, "dim1", -1), null, List.of(), x);
        Scene scene = draw(net.output("y", net.unknown("strange", "Strange", x)).build());
        assertTrue(texts(scene).contains("?"));
    }

    @Test
    void drawsAModelWithoutLayers() {
        Scene scene = draw(new Model("Empty", List.of(), List.of(), List.of(), List.of(), List.of()));
        assertTrue(scene.width() > 0 && scene.height() > 0);
    }
}
