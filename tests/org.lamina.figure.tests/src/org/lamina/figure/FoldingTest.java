package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Folding;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.LargeNetworks;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

final class FoldingTest {

    private static final String REPEAT = "layers.0 … layers.31";

    private static Scene draw(Model model, Folding folding) {
        return draw(model, DetailOptions.of(Theme.light()).withFolding(folding));
    }

    private static Scene draw(Model model, DetailOptions options) {
        return ArchitectureFigure.details(model, "net.onnx", options, Progress.NONE);
    }

    private static List<String> ids(Scene scene) {
        return scene.nodes().stream().map(SceneNode::id).toList();
    }

    private static List<String> texts(Scene scene, String id) {
        return scene.node(id).orElseThrow().primitives().stream().filter(Text.class::isInstance)
                .map(mark -> ((Text) mark).text()).toList();
    }

    static Stream<Scene> foldedDrawings() {
        Model decoder = LargeNetworks.decoder(32);
        Model tangle = LargeNetworks.tangle(2000, 3);
        DetailOptions labelled = DetailOptions.of(Theme.light()).withShapes(true);
        return Stream.of(draw(decoder, Folding.OVERVIEW), draw(decoder, Folding.OVERVIEW.open(REPEAT)),
                draw(decoder, Folding.OVERVIEW.open("layers.3.self_attn")),
                draw(tangle, Folding.OVERVIEW), draw(tangle, Folding.OVERVIEW.open("[51–100]")),
                draw(Networks.resNet50(), Folding.NONE.close("layer2")),
                draw(decoder, labelled.withFolding(Folding.OVERVIEW.open("layers.3"))),
                draw(Networks.inception(), labelled), draw(Networks.denseBlock(4), labelled));
    }

    @ParameterizedTest
    @MethodSource("foldedDrawings")
    void keepsBoxesEdgesAndTextsApart(Scene scene) {
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @Test
    void drawsEqualLayersOfALargeModelAsOneBox() {
        Scene scene = draw(LargeNetworks.decoder(32), Folding.OVERVIEW);
        assertTrue(scene.nodes().size() < 40, () -> ids(scene).toString());
        assertEquals(List.of("0 … 31", "940\u00A0M", "32 × DecoderLayer", "1.9\u00A0k layers"),
                texts(scene, "module-" + REPEAT));
        assertTrue(scene.node("module-" + REPEAT).orElseThrow().title().endsWith(", folded"));
    }

    @Test
    void leadsWhatFeedsEveryLayerToTheBoxOnce() {
        Scene scene = draw(LargeNetworks.decoder(32), Folding.OVERVIEW);
        assertEquals(1, scene.edges().stream().filter(edge -> edge.from().equals("layer-rotary.cos")).count());
    }

    @Test
    void showsTheLayersOfAModuleThatWasOpened() {
        Scene scene = draw(LargeNetworks.decoder(32), Folding.OVERVIEW.open("layers.3.self_attn"));
        assertTrue(ids(scene).contains("layer-layers.3.self_attn.softmax"));
        assertTrue(ids(scene).contains("module-layers.4"));
        assertTrue(ids(scene).contains("module-layers.3.mlp"));
    }

    @Test
    void closesWhatWasOpenedInsideWithTheModule() {
        Folding folding = Folding.OVERVIEW.open("layers.3.self_attn").close("layers.3").open("layers.3");
        assertTrue(ids(draw(LargeNetworks.decoder(32), folding)).contains("module-layers.3.self_attn"));
    }

    @Test
    void showsEveryLayerOfASmallModel() {
        assertEquals(draw(Networks.digits(), Folding.NONE), draw(Networks.digits(), Folding.OVERVIEW));
    }

    @Test
    void closesAModuleOfASmallModel() {
        Scene scene = draw(Networks.digits(), Folding.OVERVIEW.close("block"));
        assertEquals(List.of("block", "4.6\u00A0k", "ResidualBlock", "5 layers"), texts(scene, "module-block"));
        assertFalse(ids(scene).contains("layer-block.add"));
    }

    @Test
    void cutsALevelWithoutModulesIntoParts() {
        Scene scene = draw(LargeNetworks.tangle(2000, 3), Folding.OVERVIEW);
        assertEquals(42, scene.nodes().size());
        assertEquals(List.of("[1–50]", "Part", "50 layers"), texts(scene, "module-[1–50]"));
    }

    @Test
    void leavesOutWhatDependsOnNoInputIfAsked() {
        ModelBuilder net = new ModelBuilder("Constant");
        net.layer("table", "Range", true, Map.of(), null, List.of());
        Model model = net.output("y", net.add("add", net.relu("relu", net.input("x", 1, 8)), "table")).build();
        DetailOptions options = DetailOptions.of(Theme.light());
        assertTrue(ids(draw(model, options)).contains("layer-table"));
        assertFalse(ids(draw(model, options.withConstants(false))).contains("layer-table"));
    }

    @Test
    void writesTheShapeOfWhatFlowsOnceForEachBox() {
        Scene scene = draw(Networks.digits(), DetailOptions.of(Theme.light()).withShapes(true));
        List<String> labels = scene.edges().stream().flatMap(edge -> edge.labels().stream())
                .map(mark -> ((Text) mark).text()).toList();
        assertTrue(labels.contains("1 × 16 × 8 × 8"));
        assertEquals(scene.nodes().stream().filter(node -> node.role() == SceneNode.Role.LAYER).count(),
                labels.size());
    }
}
