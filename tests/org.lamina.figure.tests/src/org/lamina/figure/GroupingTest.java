package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.Grouping.Mode;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

final class GroupingTest {

    private static final Grouping BLOCKS = new Grouping(Mode.BLOCKS, 0, true, 0, List.of());
    private static final Grouping REPEATS = new Grouping(Mode.REPEATS, 0, true, 0, List.of());

    private final List<String> problems = new ArrayList<>();

    private Scene draw(Model model, Grouping grouping) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard().withGrouping(grouping), problems::add,
                Progress.NONE).figure();
    }

    private static Grouping manual(ManualGroup... groups) {
        return new Grouping(Mode.NONE, 0, false, 0, List.of(groups));
    }

    private static List<String> ids(Scene scene) {
        return SceneGeometry.solids(scene).stream().map(SceneNode::id).toList();
    }

    private static Set<String> texts(Scene scene) {
        return SceneGeometry.texts(scene).stream().map(Text::text).collect(Collectors.toSet());
    }

    private static Set<String> legend(Scene scene) {
        return scene.nodes().stream().filter(node -> node.role() == Role.LEGEND).map(SceneNode::title)
                .collect(Collectors.toSet());
    }

    private static void assertTidy(Scene scene) {
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        SceneGeometry.assertTextsKeepClearOfShapes(scene);
    }

    static Stream<Model> decoders() {
        return Stream.of(Decoders.of(80, true, false), Decoders.of(80, true, true), Decoders.of(80, false, false),
                Decoders.of(80, false, true));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void makesFifteenGlyphsAtMostOfADecoderOfEightyLayers(Model model) {
        Scene scene = draw(model, Grouping.standard());
        assertTrue(ids(scene).size() <= 15, () -> ids(scene).toString());
        assertTrue(texts(scene).contains("× 80"), () -> texts(scene).toString());
        assertTidy(scene);
    }

    @Test
    void keepsTheOddLayerOutOfARow() {
        Scene scene = draw(Decoders.of(80, true, false, 30), Grouping.standard());
        assertTrue(texts(scene).containsAll(Set.of("× 30", "× 49")), () -> texts(scene).toString());
        assertTrue(ids(scene).contains("group-layers.30"), () -> ids(scene).toString());
        assertTidy(scene);
    }

    @Test
    void namesTheBlocksOfADecoderWithoutModules() {
        Set<String> legend = legend(draw(Decoders.of(80, false, false), Grouping.standard()));
        assertTrue(legend.containsAll(Set.of("Attention", "Residual attention", "Residual MLP", "Transformer block")),
                legend::toString);
    }

    @Test
    void makesOneGlyphOfLayersThatAreTheSameInARow() {
        ModelBuilder net = new ModelBuilder("Plain");
        String x = net.conv("first", net.input("x", 1, 3, 32, 32), 16, 3, 1, 1);
        for (int i = 0; i < 5; i++) {
            x = net.relu("relu" + i, net.conv("conv" + i, x, 16, 3, 1, 1));
        }
        x = net.relu("relu", net.conv("wide", x, 16, 5, 1, 2));
        Scene scene = draw(net.output("y", x).build(), REPEATS);
        assertEquals(List.of("input-x", "layer-first", "layer-conv0", "layer-relu0", "layer-wide", "layer-relu"),
                ids(scene));
        assertTrue(texts(scene).contains("× 5"));
    }

    /** As in an hourglass or a U-Net, where a skip passes what is repeated. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void foldsRepeatsBesideASkip(int residual) {
        ModelBuilder net = new ModelBuilder("Hourglass");
        String outer = net.conv("stem", net.input("x", 1, 3, 32, 32), 16, 3, 1, 1);
        String x = net.maxPool("down", outer, 2, 2, 0);
        for (int i = 0; i < 4; i++) {
            String y = net.relu("relu" + i, net.conv("conv" + i, x, 16, 3, 1, 1));
            x = residual == 0 ? y : net.add("add" + i, net.conv("second" + i, y, 16, 3, 1, 1), x);
        }
        x = net.add("add", net.upsample("up", x), net.conv("skip", outer, 16, 1, 1, 0));
        Model model = net.output("y", net.conv("last", x, 2, 1, 1, 0)).build();
        for (Grouping grouping : List.of(REPEATS, new Grouping(Mode.BLOCKS, 30, true, 0, List.of()))) {
            Scene scene = draw(model, grouping);
            assertTrue(texts(scene).contains("× 4"), () -> texts(scene).toString());
            assertTrue(ids(scene).containsAll(List.of("layer-skip", "layer-up", "layer-down")), ids(scene)::toString);
            assertTidy(scene);
        }
    }

    /** As windows of pictures do, or signals that are padded in front. */
    @Test
    void drawsAGroupAsHighAsWhatEntersIt() {
        ModelBuilder net = new ModelBuilder("Windows");
        String x = net.conv("stem", net.input("x", 1, 3, 64, 64), 16, 3, 2, 1);
        for (int i = 0; i < 3; i++) {
            String path = "blocks." + i;
            net.group(path, "Window");
            String windows = net.layer(path + ".cut", "Reshape", true, Map.of(), Shape.of(16, 64, 16), List.of(), x);
            String mixed = net.linear(path + ".mix", net.linear(path + ".wide", windows, 32), 16);
            String back = net.layer(path + ".join", "Reshape", true, Map.of(), Shape.of(1, 16, 32, 32), List.of(),
                    mixed);
            x = net.conv(path + ".conv", back, 16, 3, 1, 1);
        }
        Scene scene = draw(net.output("y", net.conv("head", x, 2, 1, 1, 0)).build(),
                new Grouping(Mode.BLOCKS, 30, false, 0, List.of()));
        for (int i = 0; i < 3; i++) {
            Polygon glyph = (Polygon) scene.node("group-blocks." + i).orElseThrow().primitives().get(0);
            List<Double> heights = glyph.points().stream().map(Point::y).distinct().toList();
            assertEquals(2, heights.size(), () -> "a rectangle: " + glyph.points());
        }
    }

    @Test
    void namesModelsInsideAModelByWhatTheyAreMadeOf() {
        ModelBuilder net = new ModelBuilder("Nested");
        String x = net.conv("stem", net.input("x", 1, 3, 32, 32), 16, 3, 1, 1);
        for (int i = 0; i < 3; i++) {
            net.group("block" + i, "Functional");
            String y = net.conv("block" + i + ".b", net.relu("block" + i + ".r",
                    net.conv("block" + i + ".a", x, 16, 3, 1, 1)), 16, 3, 1, 1);
            x = net.add("block" + i + ".add", x, y);
        }
        Scene scene = draw(net.output("y", net.conv("head", x, 2, 1, 1, 0)).build(), BLOCKS);
        assertTrue(legend(scene).contains("Residual block"), legend(scene)::toString);
        assertFalse(legend(scene).contains("Functional"), legend(scene)::toString);
    }

    @Test
    void foldsModulesOfTheProgramBeforeBlocksOfTheStructure() {
        ModelBuilder net = new ModelBuilder("Conformer");
        String x = net.linear("in", net.input("x", 1, 9, 16), 16);
        for (int i = 0; i < 4; i++) {
            String path = "blocks." + i;
            net.group(path, "ConformerBlock");
            for (String half : List.of("first", "second")) {
                net.group(path + "." + half, "FeedForward");
                String inner = net.same(path + "." + half + ".gelu", "GELU",
                        net.linear(path + "." + half + ".up", x, 32));
                String outer = net.linear(path + "." + half + ".down", inner, 16);
                x = net.add(path + ".add_" + half, x, net.same(path + ".scale_" + half, "Mul", outer));
            }
        }
        Model model = net.output("y", net.linear("out", x, 5)).build();
        Scene scene = draw(model, new Grouping(Mode.AUTOMATIC, 8, true, 0, List.of()));
        assertTrue(legend(scene).containsAll(Set.of("ConformerBlock", "FeedForward")), legend(scene)::toString);
        assertFalse(legend(scene).contains("Residual MLP"), legend(scene)::toString);
    }

    @Test
    void tellsResidualBlocksApartByTheirShortcuts() {
        Scene scene = draw(Networks.resNet50(), Grouping.standard());
        assertTrue(legend(scene).containsAll(Set.of("Bottleneck 1", "Bottleneck 2")));
        assertTrue(texts(scene).containsAll(Set.of("× 2", "× 3", "× 5")), () -> texts(scene).toString());
        assertTidy(scene);
    }

    @Test
    void findsInceptionBlocksByTheirBranches() {
        ModelBuilder net = new ModelBuilder("Inceptions");
        String x = net.conv("stem", net.input("x", 1, 3, 32, 32), 16, 3, 1, 1);
        for (int i = 0; i < 3; i++) {
            x = net.concat("concat" + i, net.conv("a" + i, x, 8, 1, 1, 0), net.conv("b" + i, x, 8, 3, 1, 1),
                    net.conv("c" + i, x, 8, 5, 1, 2), net.conv("d" + i, net.relu("e" + i, x), 8, 3, 1, 1));
        }
        Scene scene = draw(net.output("y", x).build(), BLOCKS);
        assertTrue(legend(scene).contains("Inception"), () -> legend(scene).toString());
        assertEquals(List.of("input-x", "layer-stem", "group-a0", "group-a1"), ids(scene));
    }

    @Test
    void gathersWhatTheUserNames() {
        ManualGroup stem = new ManualGroup("Stem", List.of("stem.0", "stem.1", "stem.2"));
        ManualGroup front = new ManualGroup("Front", List.of("stem", "block"));
        Scene scene = draw(Networks.digits(), manual(stem));
        assertTrue(ids(scene).contains("group-stem.0"), () -> ids(scene).toString());
        assertTrue(legend(scene).contains("Stem"));
        Scene nested = draw(Networks.digits(), manual(stem, front));
        assertTrue(legend(nested).containsAll(Set.of("Stem", "Front")), () -> legend(nested).toString());
        assertEquals(List.of(), problems);
        assertTidy(nested);
    }

    @Test
    void keepsTheNumberOfARepeatThatIsPutIntoAGroup() {
        Model decoder = Decoders.of(6, true, false);
        Scene scene = draw(decoder, BLOCKS);
        SceneNode repeat = scene.nodes().stream().filter(node -> node.title().startsWith("6 times")).findFirst()
                .orElseThrow(() -> new AssertionError(ids(scene).toString()));
        String path = repeat.id().replaceFirst("^group-", "").replaceFirst("\\.\\d+$", "");
        Scene grouped = draw(decoder, BLOCKS.withManual(List.of(new ManualGroup("Body", List.of(path)))));
        assertTrue(legend(grouped).contains("Body"), () -> legend(grouped) + ", " + problems);
        assertTrue(texts(grouped).contains("\u00d7 6"), () -> texts(grouped).toString());
        assertTidy(grouped);
    }

    @Test
    void saysWhyAGroupCannotBeMade() {
        Scene scene = draw(Networks.digits(), manual(new ManualGroup("Two ends", List.of("block.conv1", "fc1")),
                new ManualGroup("Nothing", List.of("nowhere"))));
        assertEquals(2, problems.size());
        assertTrue(problems.get(0).contains("\"Two ends\"")
                && problems.get(0).contains("enters from stem.2 and pool"), problems.get(0));
        assertTrue(problems.get(1).contains("found 0 among nowhere"), problems.get(1));
        assertEquals(ids(draw(Networks.digits(), Grouping.none())), ids(scene));
    }

    @Test
    void saysBeforeItIsMadeWhetherAGroupIsPossible() {
        GlyphOptions options = GlyphOptions.standard().withGrouping(manual(new ManualGroup("Stem",
                List.of("stem.0", "stem.1", "stem.2"))));
        ManualGroup front = new ManualGroup("Front", List.of("stem", "block"));
        assertEquals(Optional.empty(), ArchitectureFigure.groupProblem(Networks.digits(), options, front));
        String problem = ArchitectureFigure.groupProblem(Networks.digits(), options,
                new ManualGroup("Bad", List.of("block.conv1", "fc1"))).orElseThrow();
        assertTrue(problem.contains("\"Bad\""), problem);
    }

    @Test
    void findsAllPlacesThatAreMadeInTheSameWay() {
        Model model = Networks.resNet50();
        GlyphOptions options = GlyphOptions.standard().withGrouping(Grouping.none());
        ManualGroup block = new ManualGroup("Bottleneck", List.of("layer1.1"));
        List<List<ManualGroup>> places = ArchitectureFigure.samePlaces(model, options, List.of(block));
        assertEquals(11, places.size(), "of 16 blocks, 4 have another shortcut");
        List<ManualGroup> all = new ArrayList<>(List.of(block));
        places.forEach(all::addAll);
        Scene scene = draw(model, manual(all.toArray(ManualGroup[]::new)));
        assertEquals(List.of(), problems);
        assertEquals(12, ids(scene).stream().filter(id -> id.startsWith("group-")).count());
        assertTrue(legend(scene).contains("Bottleneck"), "all are of one type: " + legend(scene));
        assertTidy(scene);
    }

    @Test
    void findsTheGroupsInsideAtOtherPlacesToo() {
        GlyphOptions options = GlyphOptions.standard().withGrouping(Grouping.none());
        ManualGroup pair = new ManualGroup("Pair", List.of("layer1.1.conv1", "layer1.1.bn1"));
        ManualGroup block = new ManualGroup("Block", List.of("layer1.1"));
        List<List<ManualGroup>> places = ArchitectureFigure.samePlaces(Networks.resNet50(), options,
                List.of(pair, block));
        assertEquals(11, places.size());
        assertEquals(List.of("layer1.2.conv1", "layer1.2.bn1"), places.get(0).get(0).layers());
        assertTrue(places.get(0).get(1).layers().stream().allMatch(path -> path.startsWith("layer1.2.")),
                () -> places.get(0).toString());
    }

    @Test
    void keepsAutomaticGroupsBesideOnesThatTheUserGathers() {
        Model model = Networks.resNet50();
        ManualGroup most = new ManualGroup("Most", List.of("layer1", "layer2", "layer3"));
        Scene scene = draw(model, Grouping.standard().withManual(List.of(most)));
        assertEquals(List.of(), problems);
        assertTrue(ids(scene).stream().anyMatch(id -> id.startsWith("group-layer4")), () -> ids(scene).toString());
    }

    @Test
    void makesOneGlyphOfEachOutermostModule() {
        Scene scene = draw(Networks.digits(), new Grouping(Mode.MODULES, 0, true, 0, List.of()));
        assertTrue(ids(scene).containsAll(List.of("layer-stem.0", "group-block")), () -> ids(scene).toString());
        assertTrue(ids(scene).contains("layer-fc1"), () -> ids(scene).toString());
        assertTidy(scene);
    }

    @Test
    void keepsGroupsApartThatTheUserDoesNotWant() {
        Grouping modules = new Grouping(Mode.MODULES, 0, true, 0, List.of());
        assertTrue(ids(draw(Networks.digits(), modules)).contains("group-block"));
        assertFalse(ids(draw(Networks.digits(), modules.without("block"))).contains("group-block"));
        for (Mode mode : List.of(Mode.BLOCKS, Mode.REPEATS)) {
            Grouping grouping = new Grouping(mode, 0, true, 2, List.of());
            DrawnFigure grouped = figure(Decoders.of(3, true, false), grouping);
            for (DrawnType type : grouped.types()) {
                if (type.group().isPresent()) {
                    String name = type.group().get();
                    assertTrue(figure(Decoders.of(3, true, false), grouping.without(name)).types().stream()
                            .noneMatch(other -> other.group().equals(Optional.of(name))), name);
                }
            }
        }
    }

    private DrawnFigure figure(Model model, Grouping grouping) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard().withGrouping(grouping), problems::add,
                Progress.NONE);
    }

    @Test
    void findsPathsForLayersAndTheGroupThatTheyAre() {
        Model model = Networks.digits();
        ManualGroup stem = new ManualGroup("Stem", List.of("stem"));
        DrawnFigure drawn = figure(model, manual(stem));
        Set<String> shown = drawn.boxOf().keySet();
        List<String> inside = shown.stream().filter(path -> drawn.boxOf().get(path).startsWith("group-")).toList();
        assertTrue(inside.size() > 1);
        assertEquals(List.of("stem"), GroupPaths.of(model, inside, shown));
        assertEquals(List.of("stem.0"), GroupPaths.of(model, List.of("stem.0"), shown));
        assertEquals(Optional.of(stem), GroupPaths.groupOf(manual(stem), inside, shown));
        assertEquals(Optional.empty(), GroupPaths.groupOf(manual(stem), List.of("stem.0"), shown));
    }

    @Test
    void foldsTheMostFrequentSequenceOnceAStep() {
        Scene once = draw(Networks.uNet(), new Grouping(Mode.NONE, 0, false, 1, List.of()));
        assertTrue(legend(once).contains("Conv block"), () -> legend(once).toString());
        Scene twice = draw(Networks.uNet(), new Grouping(Mode.NONE, 0, false, 2, List.of()));
        assertTrue(ids(twice).size() < ids(once).size());
        assertTidy(twice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DenseLayer", "Module"})
    void makesOneGlyphOfALayerOfADenseBlock(String type) {
        ModelBuilder net = new ModelBuilder("Dense");
        String x = net.conv("stem", net.input("x", 1, 3, 32, 32), 16, 3, 1, 1);
        List<String> features = new ArrayList<>(List.of(x));
        for (int i = 0; i < 6; i++) {
            String path = "block.layer" + i;
            net.group(path, type);
            String in = net.concat(path + ".cat", features.toArray(String[]::new));
            features.add(net.conv(path + ".conv2", net.conv(path + ".conv1", in, 32, 1, 1, 0), 8, 3, 1, 1));
        }
        x = net.concat("block.cat", features.toArray(String[]::new));
        Scene scene = draw(net.output("y", net.conv("end", x, 10, 1, 1, 0)).build(), BLOCKS);
        assertTrue(texts(scene).contains("× 6"), () -> texts(scene).toString());
        assertEquals(6, ids(scene).size(), () -> ids(scene).toString());
        assertTidy(scene);
    }

    @Test
    void drawsTheSameGroupsAgain() {
        Map<String, Scene> drawn = Map.of("first", draw(Networks.resNet50(), BLOCKS), "second",
                draw(Networks.resNet50(), BLOCKS));
        assertEquals(drawn.get("first"), drawn.get("second"));
    }
}
