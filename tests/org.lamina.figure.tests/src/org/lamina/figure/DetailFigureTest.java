package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Edge;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.testsupport.LargeNetworks;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

final class DetailFigureTest {

    private static final String CHECKPOINT = "/models/net.pt";

    static Stream<Model> models() {
        return Stream.concat(Stream.of(Networks.digits(), Networks.sequential(), Networks.resNet("ResNet", 1, 2),
                Networks.uNet(), Networks.inception(), Networks.denseBlock(4), Networks.odd(),
                LargeNetworks.decoder(3), LargeNetworks.tangle(150, 7)),
                LongStream.range(0, 60).mapToObj(RandomModels::of));
    }

    private static Scene draw(Model model) {
        return ArchitectureFigure.details(model, CHECKPOINT, DetailOptions.of(Theme.light()), Progress.NONE);
    }

    private static SceneNode layer(Scene scene, String path) {
        return scene.node(new UnitOfAnalysis.OfLayer(CHECKPOINT, path)).orElseThrow();
    }

    private static List<String> texts(SceneNode node) {
        return node.primitives().stream().filter(Text.class::isInstance).map(mark -> ((Text) mark).text()).toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepsBoxesEdgesAndTextsApart(Model model) {
        Scene scene = draw(model);
        SceneGeometry.assertEverythingLiesInside(scene);
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsEachLayerAndEachConnection(Model model) {
        Scene scene = draw(model);
        for (Layer layer : model.layers()) {
            assertEquals(Role.LAYER, layer(scene, layer.path()).role());
        }
        for (Edge edge : model.edges()) {
            String from = layer(scene, edge.from()).id();
            String to = layer(scene, edge.to()).id();
            assertTrue(scene.edges().stream().anyMatch(e -> e.from().equals(from) && e.to().equals(to)),
                    edge::toString);
        }
        assertEquals(model.inputs().size() + model.outputs().size(),
                scene.nodes().stream().filter(node -> node.role() == Role.PORT).count());
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepsTextInsideItsBox(Model model) {
        for (SceneNode node : SceneGeometry.solids(draw(model))) {
            node.primitives().stream().filter(Text.class::isInstance).map(mark -> mark.bounds())
                    .forEach(text -> assertTrue(text.x() >= node.bounds().x() && text.right() <= node.bounds().right()
                            && text.y() >= node.bounds().y() && text.bottom() <= node.bounds().bottom(), node::title));
        }
    }

    @Test
    void tellsNameTypeShapeAndParametersOfALayer() {
        Scene scene = draw(Networks.digits());
        assertEquals(List.of("conv1", "2.3\u00A0k", "Conv2d 3×3", "1 × 16 × 8 × 8"),
                texts(layer(scene, "block.conv1")));
        assertEquals(List.of("dropout", "Dropout 0.25", "1 × 256"), texts(layer(scene, "dropout")));
        assertEquals("block.conv1: Conv2d 3×3, output 1 × 16 × 8 × 8, 2.3\u00A0k parameters",
                layer(scene, "block.conv1").title());
    }

    private static Scene drawInside(Model model) {
        return ArchitectureFigure.details(model, CHECKPOINT, DetailOptions.of(Theme.light()).withInside(true),
                Progress.NONE);
    }

    @Test
    void tellsOperationsAndVariablesOfADenseLayerInOrder() {
        ModelBuilder net = new ModelBuilder("Dense");
        Shape shape = Shape.of(1, 10);
        TensorInfo kernel = new TensorInfo("dense/kernel", ElementType.FLOAT32, Shape.of(32, 10), 1280);
        TensorInfo bias = new TensorInfo("dense/bias", ElementType.FLOAT32, Shape.of(10), 40);
        net.layer("dense", "Linear", false,
                Map.of("activation", "softmax", "kernel_initializer", Map.of("class_name", "GlorotUniform"),
                        "bias_initializer", "zeros"),
                shape, List.of(new Parameter("kernel", kernel, true), new Parameter("bias", bias, true)),
                net.input("x", 1, 32));
        Scene scene = drawInside(net.output("y", "dense").build());
        assertEquals(List.of("dense", "330", "Linear", "1 × 10", "matmul", "kernel", "32 × 10, GlorotUniform", "add",
                "bias", "10, zeros", "softmax"), texts(layer(scene, "dense")));
    }

    @Test
    void tellsShapesOfOneDigit() {
        ModelBuilder net = new ModelBuilder("Small");
        net.linear("fc", net.input("x", 1, 32), 5);
        List<String> texts = texts(layer(drawInside(net.output("y", "fc").build()), "fc"));
        assertEquals(List.of("bias", "5"), texts.subList(texts.size() - 2, texts.size()));
    }

    @Test
    void tellsTheWindowOfAConvolutionAndItsKernel() {
        assertEquals(List.of("conv1", "2.3\u00A0k", "Conv2d 3×3", "1 × 16 × 8 × 8", "convolve", "3×3", "kernel",
                "16 × 16 × 3 × 3"), texts(layer(drawInside(Networks.digits()), "block.conv1")));
    }

    @Test
    void keepsWhatIsInsideALayerInsideItsBox() {
        Scene scene = drawInside(Networks.digits());
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertTextsKeepClear(scene);
        for (SceneNode node : SceneGeometry.solids(scene)) {
            node.primitives().forEach(mark -> assertTrue(mark.bounds().x() >= node.bounds().x() - 1
                    && mark.bounds().right() <= node.bounds().right() + 1
                    && mark.bounds().bottom() <= node.bounds().bottom() + 1, node::title));
        }
    }

    @Test
    void saysWhereAShapeIsNotKnown() {
        Scene scene = draw(Networks.odd());
        assertEquals(List.of("mystery", "com.example::Mystery"), texts(layer(scene, "mystery")));
        assertTrue(layer(scene, "mystery").title().endsWith("output shape not known"));
    }

    @Test
    void framesAModuleAroundItsLayers() {
        Scene scene = draw(Networks.digits());
        SceneNode frame = layer(scene, "block");
        assertEquals(Role.GROUP, frame.role());
        for (SceneNode node : SceneGeometry.solids(scene)) {
            boolean member = node.id().startsWith("layer-block.");
            Rect common = frame.bounds();
            assertEquals(member, common.intersects(node.bounds()), node.id());
        }
        assertEquals(List.of("block · ResidualBlock"), texts(frame));
    }

    @Test
    void leavesOutFramesThatDataLeavesAndEntersAgain() {
        ModelBuilder net = new ModelBuilder("List");
        net.group("blocks", "ModuleList");
        String x = net.linear("blocks.0", net.input("x", 1, 8), 8);
        x = net.linear("blocks.1", net.linear("between", x, 8), 8);
        Scene scene = draw(net.output("y", x).build());
        assertTrue(scene.nodes().stream().noneMatch(node -> node.role() == Role.GROUP));
        assertEquals("blocks.1", texts(layer(scene, "blocks.1")).get(0));
    }

    @Test
    void framesFunctionsWithTheModuleWhoseDataFlowsThroughThem() {
        ModelBuilder net = new ModelBuilder("Scopes");
        net.group("block", "Block");
        String x = net.linear("block.first", net.input("x", 1, 8), 8);
        x = net.linear("block.second", net.add("add_7", x, x), 8);
        Scene scene = draw(net.output("y", x).build());
        assertTrue(layer(scene, "block").bounds().intersects(layer(scene, "add_7").bounds()));
    }

    @Test
    void drawsNoFramesIfNotAsked() {
        Scene scene = ArchitectureFigure.details(Networks.resNet("ResNet", 1, 1), CHECKPOINT,
                DetailOptions.of(Theme.dark()).withGroups(false), Progress.NONE);
        assertTrue(scene.nodes().stream().noneMatch(node -> node.role() == Role.GROUP));
        assertEquals("layer1.0.conv1", texts(layer(scene, "layer1.0.conv1")).get(0));
    }

    @Test
    void runsANetworkWithoutBranchesStraightDown() {
        Scene scene = draw(Networks.sequential());
        double axis = scene.edges().get(0).points().get(0).x();
        for (SceneEdge edge : scene.edges()) {
            assertTrue(edge.points().stream().allMatch(point -> Math.abs(point.x() - axis) < 0.01), edge::id);
        }
    }

    @Test
    void letsTheTrunkPassAMergeStraight() {
        Scene scene = draw(Networks.digits());
        assertEquals(layer(scene, "block.conv2").bounds().centerX(), layer(scene, "block.add").bounds().centerX(), 1);
        assertEquals(layer(scene, "block.add").bounds().centerX(), layer(scene, "pool").bounds().centerX(), 1);
    }

    @Test
    void drawsACycle() {
        Model model = Networks.digits();
        List<Edge> edges = new ArrayList<>(model.edges());
        edges.add(new Edge("pool", "stem.0", "state", Optional.empty()));
        edges.add(new Edge("pool", "pool", "state", Optional.empty()));
        Scene scene = draw(new Model("Cycle", model.inputs(), model.outputs(), List.of(), model.layers(), edges));
        SceneGeometry.assertNodesDoNotOverlap(scene);
        assertEquals(model.edges().size() + 4, scene.edges().size());
    }

    @Test
    void passesOverConnectionsOfLayersThatAreNotThere() {
        Model model = Networks.digits();
        List<Edge> edges = List.of(new Edge("pool", "gone", "t", Optional.empty()));
        Scene scene = draw(new Model("Broken", List.of(), List.of(), List.of(), model.layers(), edges));
        assertEquals(List.of(), scene.edges());
    }

    @Test
    void drawsAModelWithoutLayers() {
        Scene scene = draw(new Model("Empty", List.of(), List.of(), List.of(), List.of(), List.of()));
        assertTrue(scene.width() > 0 && scene.height() > 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsTheSameSceneAgain(Model model) {
        assertEquals(draw(model), draw(model));
    }

    @Test
    void laysOutFiveThousandOperationsInSeconds() {
        Scene scene = assertTimeout(Duration.ofSeconds(30), () -> draw(LargeNetworks.decoder(80)));
        assertTrue(SceneGeometry.solids(scene).size() > 4800);
    }

    @Test
    void laysOutATangleInSeconds() {
        Scene scene = assertTimeout(Duration.ofSeconds(30), () -> draw(LargeNetworks.tangle(2000, 1)));
        assertTrue(SceneGeometry.solids(scene).size() > 2000);
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                // nobody watches
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> ArchitectureFigure.details(Networks.digits(), CHECKPOINT,
                DetailOptions.of(Theme.light()), cancelled));
        assertThrows(CancellationException.class, () -> ArchitectureFigure.glyphs(Networks.digits(), CHECKPOINT,
                GlyphOptions.standard(), cancelled));
    }
}
