package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lamina.formats.onnx.OnnxFileBuilder.attribute;
import static org.lamina.formats.onnx.OnnxFileBuilder.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;

class OnnxReaderTest {

    private final Readers readers = Readers.builtin();

    @TempDir
    private Path folder;

    @Test
    void readsTheModulesOfTheDemoNetwork() throws Exception {
        Model model = model(Fixtures.demo("digits.onnx"));
        assertEquals(19, model.layers().size());
        assertEquals(List.of("stem.0", "stem.2", "block1.conv1"), paths(model).subList(0, 3));
        assertEquals(List.of("block2.conv2", "block2.project"),
                model.predecessors(layer(model, "block2.add")).stream().map(Layer::path).toList());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 32, 4, 4)), layer(model, "block2.conv1").outputShapes());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 128)), layer(model, "flatten").outputShapes());
        assertEquals("Linear", layer(model, "fc1").type());
        assertEquals(List.of("fc2"), model.outputs().get(0).layers());
    }

    @Test
    void countsTheParametersThatPyTorchCounts() throws Exception {
        Model model = model(Fixtures.fixture("digits_verbose.onnx"));
        assertEquals(28250, model.trainableCount());
        assertEquals(28250 + 2 * (3 * 16 + 2 * 32), model.parameterCount());
    }

    @Test
    void readsTheSameWeightsAsTheTorchScriptOfTheSameNetwork() throws Exception {
        try (Checkpoint onnx = readers.open(Fixtures.demo("digits.onnx"), Progress.NONE);
                Checkpoint traced = readers.open(Fixtures.demo("digits_traced.pt"), Progress.NONE)) {
            assertArrayEquals(traced.tensors().values("fc1.weight").toArray(),
                    onnx.tensors().values("fc1.weight").toArray());
        }
    }

    @Test
    void findsTheCallOfALayerInADocStringStack() throws Exception {
        Model model = model(Fixtures.fixture("digits_verbose.onnx"));
        assertEquals("/home/user/digits/digits.py", layer(model, "block1.conv1").source().orElseThrow().file());
        assertEquals(layer(model, "block1.bn1").source(), layer(model, "block1.conv1").source());
        assertEquals(layer(model, "fc1").source(), layer(model, "relu").source());
        assertTrue(layer(model, "block1.add").source().orElseThrow().line()
                > layer(model, "block1.conv2").source().orElseThrow().line());
    }

    @Test
    void readsModulesClassesAndLinesFromTheMetadataOfNodes() throws Exception {
        Model model = model(net -> net.input("x", -1, 4).weights("block.fc.weight", 3, 4)
                .node(OnnxFileBuilder.nodeMessage("Gemm", "node_linear", "x block.fc.weight", "y",
                        attribute("transB", 1))
                        .message(9, metadata("pkg.torch.onnx.name_scopes", "['', 'block', 'block.fc', 'linear']"))
                        .message(9, metadata("pkg.torch.onnx.class_hierarchy",
                                "['net.Net', 'net.Block', 'torch.nn.modules.linear.Linear', 'aten.linear.default']"))
                        .message(9, metadata("pkg.torch.onnx.stack_trace",
                                "File \"/home/user/net.py\", line 7, in forward\n    return self.fc(x)")))
                .output("y"));
        assertEquals(List.of("block.fc"), paths(model));
        assertEquals("torch.nn.modules.linear.Linear", layer(model, "block.fc").originalType());
        assertEquals("Block", model.groups().get(0).type());
        assertEquals(Optional.of(new SourceLocation("/home/user/net.py", 7, 1, "return self.fc(x)")),
                layer(model, "block.fc").source());
    }

    @Test
    void takesTheNodesOfOneModuleForOneLayer() throws Exception {
        Model model = model(net -> net.input("x", -1, 4).weights("w", 4, 3).weights("fc.bias", 3)
                .node("MatMul", "/fc/MatMul", "x w", "a").node("Add", "/fc/Add", "a fc.bias", "b")
                .node("Relu", "/Relu", "b", "y").output("y"));
        assertEquals(List.of("fc", "relu"), paths(model));
        assertEquals("Linear", layer(model, "fc").type());
        assertEquals(15, layer(model, "fc").parameterCount());
        assertEquals(2, layer(model, "fc").operations().size());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 3)), layer(model, "fc").outputShapes());
    }

    @Test
    void findsAWeightBehindItsTransposition() throws Exception {
        Model model = model(net -> net.input("x", -1, 4).weights("fc.weight", 3, 4)
                .node("Transpose", "/fc/Transpose", "fc.weight", "t", attribute("perm", 1, 0))
                .node("MatMul", "/fc/MatMul", "x t", "y").output("y"));
        assertEquals(12, layer(model, "fc").parameterCount());
        assertEquals(3L, layer(model, "fc").config().get("out_features"));
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 3)), layer(model, "fc").outputShapes());
    }

    @Test
    void makesALayerOfEachCallOfAModule() throws Exception {
        Model model = model(net -> net.input("x", 1, 4).weights("w", 4, 4)
                .node("Gemm", "/fc/Gemm", "x w", "a").node("Relu", "/act/Relu", "a", "b")
                .node("Gemm", "/fc/Gemm_1", "b w", "c").node("Relu", "/act/Relu_1", "c", "y").output("y"));
        assertEquals(List.of("fc", "act", "fc#2", "act#2"), paths(model));
        assertEquals(16, model.parameterCount(), "a weight that two calls share counts once");
    }

    @Test
    void namesFurtherCallsAsTheTorchScriptReaderDoes() throws Exception {
        Model nested = model(Fixtures.fixture("nets/nested.onnx"));
        assertEquals(List.of("features.1.0.add"), nested.predecessors(layer(nested, "features.1.0.act#2")).stream()
                .map(Layer::path).toList());
        Model siamese = model(Fixtures.fixture("nets/siamese.onnx"));
        assertEquals(List.of("encoder.0", "encoder.1", "encoder.0#2", "encoder.1#2"), paths(siamese).subList(0, 4));
        assertEquals(List.of("encoder.0#2"), siamese.inputs().get(1).layers());
    }

    @Test
    void keepsModulesApartThatAreOnlyNamedLikeFurtherCalls() throws Exception {
        Model model = model(net -> net.input("x", 1, 4).weights("act_1.weight", 1).node("Relu", "/act/Relu", "x", "a")
                .node("PRelu", "/act_1/PRelu", "a act_1.weight", "y").output("y"));
        assertEquals(List.of("act", "act_1"), paths(model));
    }

    @Test
    void namesModulesAfterTheirWeights() throws Exception {
        Model model = model(Fixtures.fixture("nets/nested.onnx"));
        assertEquals("Linear", layer(model, "head.hidden").type());
        assertEquals("GroupNorm", layer(model, "norm").type());
        assertTrue(model.groups().stream().anyMatch(group -> group.path().equals("head")));
    }

    @Test
    void doesNotMixUpWeightsThatAreStoredOnce() throws Exception {
        Model model = model(net -> net.input("x", 1, 4, 2, 2).weights("b.fc.weight", 4, 4, 1, 1)
                .node("Identity", "", "b.fc.weight", "a.fc.weight").node("Conv", "/a/fc/Conv", "x a.fc.weight", "h")
                .node("Conv", "/b/fc/Conv", "h b.fc.weight", "y").output("y"));
        assertEquals(List.of("a.fc", "b.fc"), paths(model));
        assertEquals(16, model.parameterCount());
        assertEquals(16, layer(model, "a.fc").parameterCount());
    }

    @Test
    void followsSizesThroughExpandAndWhere() throws Exception {
        Model model = model(net -> net.input("x", -1, 3, 4).weights("token", 1, 1, 4).integers("zero", 0)
                .integers("three", 3).integers("one", 1).integers("four", 4)
                .node("Shape", "/Shape", "x", "s").node("Gather", "/Gather", "s zero", "n")
                .node("Concat", "/Sizes", "n one four", "t", attribute("axis", 0))
                .node("ConstantOfShape", "/Fill", "three", "f").node("Equal", "/Equal", "t f", "e")
                .node("Where", "/Where", "e f t", "w").node("Expand", "/Expand", "token w", "k")
                .node("Concat", "/Concat", "k x", "y", attribute("axis", 1)).output("y"));
        assertEquals(List.of("concat"), paths(model));
        assertEquals(4, layer(model, "concat").parameterCount());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 4, 4)), layer(model, "concat").outputShapes());
    }

    @Test
    void hidesTheArithmeticOfShapes() throws Exception {
        Model model = model(net -> net.input("x", -1, 4, 2, 2).integers("zero", 0).integers("rest", -1)
                .node("Shape", "/Shape", "x", "s").node("Gather", "/Gather", "s zero", "n")
                .node("Concat", "/Concat", "n rest", "t", attribute("axis", 0))
                .node("Reshape", "/Reshape", "x t", "y").output("y"));
        assertEquals(List.of("reshape"), paths(model));
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 16)), layer(model, "reshape").outputShapes());
    }

    @Test
    void sortsNodesThatStandInTheWrongOrder() throws Exception {
        Model model = model(net -> net.input("x", 1, 4).node("Sigmoid", "/b/Sigmoid", "h", "y")
                .node("Relu", "/a/Relu", "x", "h").output("y"));
        assertEquals(List.of("a", "b"), paths(model));
    }

    @Test
    void opensAGraphWhoseNodesReadInACircle() throws Exception {
        Path file = net(net -> net.input("x", 1).node("Add", "/Add", "x b", "a").node("Relu", "/Relu", "a", "b")
                .output("b"));
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals(2, checkpoint.model().orElseThrow().edges().size());
            assertTrue(checkpoint.warnings().get(0).contains("circle"), checkpoint.warnings().toString());
        }
    }

    @Test
    void doesNotTakeInitialisersForInputs() throws Exception {
        Model model = model(net -> net.input("x", 1, 4).input("w", 4, 4).weights("w", 4, 4)
                .node("MatMul", "", "x w", "y").output("y"));
        assertEquals(List.of("x"), model.inputs().stream().map(port -> port.name()).toList());
    }

    @Test
    void showsOperatorsOfUnknownDomainsByName() throws Exception {
        Path file = net(net -> net.input("x", 1, 4).node("acme::Warp", "warp", "x", "y").output("y"));
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals("acme::Warp", checkpoint.model().orElseThrow().layers().get(0).originalType());
            assertTrue(checkpoint.warnings().get(0).contains("acme::Warp"), checkpoint.warnings().toString());
        }
    }

    @Test
    void opensAFileOfTheFirstVersionWithoutOperatorSets() throws Exception {
        Path file = Files.writeString(folder.resolve("first.textproto"), "ir_version: 1 producer_name: 'old' graph { "
                + "node { input: 'x' output: 'y' op_type: 'Relu' } input { name: 'x' } output { name: 'y' } }");
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals("ReLU", checkpoint.model().orElseThrow().layers().get(0).type());
            assertTrue(checkpoint.warnings().get(0).contains("names no operator set"),
                    checkpoint.warnings().toString());
        }
    }

    @Test
    void opensTensorsWithAnAxisOfSizeZero() throws Exception {
        Path file = net(net -> net.input("x", 0, 4).weights("w", 4, 0).node("MatMul", "", "x w", "y").output("y"));
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals(Shape.of(0, 4), checkpoint.model().orElseThrow().inputs().get(0).shape());
            assertEquals(0, checkpoint.tensors().values("w").toArray().length);
            assertEquals(0, checkpoint.model().orElseThrow().parameterCount());
        }
    }

    @Test
    void opensAGraphWithoutNodes() throws Exception {
        Model model = model(net -> net.input("x", 1, 4).output("x"));
        assertEquals(List.of(), model.layers());
        assertEquals(List.of(), model.outputs().get(0).layers());
    }

    private Model model(Consumer<OnnxFileBuilder> nodes) throws IOException, ModelFormatException {
        return model(net(nodes));
    }

    private Path net(Consumer<OnnxFileBuilder> nodes) throws IOException {
        OnnxFileBuilder builder = new OnnxFileBuilder();
        nodes.accept(builder);
        return builder.write(folder);
    }

    private Model model(Path file) throws IOException, ModelFormatException {
        try (Checkpoint checkpoint = readers.open(file, Progress.NONE)) {
            assertEquals("ONNX", checkpoint.format());
            return checkpoint.model().orElseThrow();
        }
    }

    private static List<String> paths(Model model) {
        return model.layers().stream().map(Layer::path).toList();
    }

    private static Layer layer(Model model, String path) {
        return model.layer(path).orElseThrow(() -> new AssertionError("no layer " + path + " in " + paths(model)));
    }
}
