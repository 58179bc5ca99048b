package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lamina.figure.Grouping.Mode;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.Edge;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;

/** What detectors, video transformers and searched networks have, and tidy ones do not. */
final class IrregularModelsTest {

    private static final Grouping BLOCKS = new Grouping(Mode.BLOCKS, 0, true, 0, List.of());

    private final List<String> problems = new ArrayList<>();

    private Scene draw(Model model, Grouping grouping, PageOptions page) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard().withGrouping(grouping), page, List.of(),
                problems::add, Progress.NONE).figure();
    }

    private static void assertTidy(Scene scene) {
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        SceneGeometry.assertTextsKeepClearOfShapes(scene);
    }

    /** A loop of a program, of which all layers but one only arrange values. */
    @Test
    void leavesOutLayersOfALoop() {
        ModelBuilder net = new ModelBuilder("Loop");
        String conv = net.conv("conv", net.input("x", 1, 3, 32, 32), 8, 3, 1, 1);
        String first = net.same("loop.first", "Reshape", conv);
        String second = net.same("loop.second", "Reshape", first);
        String last = net.conv("last", net.same("loop.third", "Reshape", second), 8, 3, 1, 1);
        Model line = net.output("y", last).build();
        List<Edge> edges = new ArrayList<>(line.edges());
        edges.add(new Edge(second, first, second, Optional.empty()));
        edges.add(new Edge("loop.third", first, "loop.third", Optional.empty()));
        Scene scene = draw(new Model("Loop", line.inputs(), line.outputs(), List.of(), line.layers(), edges),
                Grouping.standard(), PageOptions.free());
        assertEquals(List.of("input-x", "layer-conv", "layer-last"),
                SceneGeometry.solids(scene).stream().map(SceneNode::id).toList());
        assertTidy(scene);
    }

    @Test
    void leavesOutWhatNoOutputDependsOn() {
        ModelBuilder net = new ModelBuilder("InPlace");
        String conv = net.conv("conv", net.input("x", 1, 3, 32, 32), 8, 3, 1, 1);
        net.unknown("fill", "fill_", conv);
        net.conv("unused", conv, 8, 3, 1, 1);
        Scene scene = draw(net.output("y", net.relu("relu", conv)).build(), Grouping.standard(), PageOptions.free());
        assertEquals(List.of("input-x", "layer-conv", "layer-relu"),
                SceneGeometry.solids(scene).stream().map(SceneNode::id).toList());
        assertEquals(List.of("no output of the model depends on unused, which is left out"), problems);
    }

    @Test
    void showsAllLayersWhereOutputsAreNotKnown() {
        ModelBuilder net = new ModelBuilder("Weights");
        net.unknown("b", "Linear", net.unknown("a", "Linear"));
        assertEquals(2, SceneGeometry.solids(draw(net.build(), Grouping.standard(), PageOptions.free())).size());
    }

    /** Blocks of one class that differ in the size of a window, two of each. */
    private static Model searched(int kinds) {
        ModelBuilder net = new ModelBuilder("Searched");
        String x = net.conv("stem", net.input("x", 1, 3, 64, 64), 16, 3, 1, 1);
        for (int i = 0; i < 2 * kinds; i++) {
            String path = "blocks." + i;
            net.group(path, "SearchedBlock");
            String y = x;
            for (int j = 0; j < 4; j++) {
                y = net.relu(path + ".relu" + j, net.conv(path + ".conv" + j, y, 16, 3 + 2 * (i / 2), 1, 1 + i / 2));
            }
            x = net.add(path + ".add", x, y);
        }
        return net.output("y", x).build();
    }

    @Test
    void givesEachKindOfBlockAColourOfItsOwn() {
        Scene scene = draw(searched(11), Grouping.standard(), PageOptions.free());
        List<SceneNode> groups = scene.nodes().stream().filter(node -> node.id().startsWith("group-")).toList();
        assertEquals(11, groups.size());
        assertEquals(11, groups.stream().map(node -> ((Polygon) node.primitives().get(0)).paint().fill().orElseThrow()
                .color()).distinct().count());
    }

    @Test
    void breaksTheLegendWhereAColumnIsNarrow() {
        Scene scene = draw(searched(5), Grouping.standard(), new PageOptions(60, 8));
        assertEquals(List.of(), problems);
        assertTidy(scene);
        List<SceneNode> legend = scene.nodes().stream().filter(node -> node.role() == Role.LEGEND
                && node.title().startsWith("SearchedBlock")).toList();
        assertEquals(5, legend.size());
        assertEquals(1, legend.stream().map(node -> node.bounds().x()).distinct().count());
        for (SceneNode entry : legend) {
            entry.primitives().forEach(mark -> assertTrue(mark.bounds().right() <= entry.bounds().right() + 1
                    && mark.bounds().bottom() <= entry.bounds().bottom() + 1, entry::id));
        }
    }

    /** Nine kinds of blocks are too high for a page in the usual legend, and not in a small one. */
    @Test
    void drawsTheLegendSmallerBeforeItLeavesSomethingOut() {
        Model model = searched(13);
        Scene usual = draw(model, Grouping.standard(), PageOptions.free());
        Scene column = draw(model, Grouping.standard(), PageOptions.Preset.SINGLE_COLUMN.page());
        assertEquals(List.of(), problems);
        assertTidy(column);
        assertEquals(marks(usual, "SearchedBlock 1"), marks(column, "SearchedBlock 1"));
        assertEquals(0.75, swatch(column) / swatch(usual), 1e-6);
        assertEquals(10 + 2.0 / 3, column.texts().stream().mapToDouble(text -> text.size()).min().orElseThrow(), 1e-6);
    }

    private static int marks(Scene scene, String name) {
        return entry(scene, name).primitives().size();
    }

    private static double swatch(Scene scene) {
        return entry(scene, "Conv").primitives().get(0).bounds().height();
    }

    private static SceneNode entry(Scene scene, String name) {
        return scene.nodes().stream().filter(node -> node.role() == Role.LEGEND && node.title().startsWith(name))
                .findFirst().orElseThrow();
    }

    @Test
    void makesAGlyphOfAModuleThatIsLikeNoOtherToo() {
        ModelBuilder net = new ModelBuilder("Mixed");
        String x = net.input("x", 1, 3, 32, 32);
        for (int i = 0; i < 6; i++) {
            String path = "part" + i;
            net.group(path, i == 3 ? "Reduction" : "Mixed");
            String y = net.conv(path + ".one", x, 16, 1, 1, 0);
            String z = net.conv(path + ".two", x, 16, i == 3 ? 5 : 3, 1, i == 3 ? 2 : 1);
            x = net.concat(path + ".concat", y, z);
        }
        Set<String> ids = SceneGeometry.solids(draw(net.output("y", x).build(), BLOCKS, PageOptions.free())).stream()
                .map(SceneNode::id).collect(Collectors.toSet());
        assertTrue(ids.contains("group-part3"), ids::toString);
        assertTrue(ids.stream().noneMatch(id -> id.startsWith("layer-")), ids::toString);
    }

    /** As programs write it: {@code x.mean([2, 3])}. */
    @Test
    void callsAMeanOverAPictureAGlobalAveragePool() {
        ModelBuilder net = new ModelBuilder("Mean");
        String mean = net.layer("mean", "Mean", true, Map.of(), Shape.of(1, 8), List.of(),
                net.conv("conv", net.input("x", 1, 3, 32, 32), 8, 3, 1, 1));
        String again = net.layer("again", "Mean", true, Map.of(), Shape.of(1, 1), List.of(), net.linear("fc", mean, 4));
        Scene scene = draw(net.output("y", again).build(), Grouping.standard(), PageOptions.free());
        assertTrue(scene.nodes().stream().anyMatch(node -> node.title().equals("Global average pool")));
    }

    @Test
    void makesNoGroupOfALayerWithItsSlimBars() {
        ModelBuilder net = new ModelBuilder("Conv");
        String x = net.input("x", 1, 3, 32, 32);
        for (int i = 0; i < 9; i++) {
            x = net.relu("relu" + i, net.batchNorm("norm" + i, net.conv("conv" + i, x, 8L + i, 3, 1, 1)));
        }
        Scene scene = draw(net.output("y", x).build(), BLOCKS, PageOptions.free());
        assertTrue(scene.nodes().stream().noneMatch(node -> node.title().contains(": 3 layers as one")),
                () -> scene.nodes().stream().map(SceneNode::title).toList().toString());
    }
}
