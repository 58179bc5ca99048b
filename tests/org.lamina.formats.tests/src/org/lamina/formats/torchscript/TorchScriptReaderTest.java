package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

class TorchScriptReaderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt"})
    void readsTheLayersOfTheDemo(String name) throws Exception {
        Model model = model(Fixtures.demo(name));
        assertEquals("DigitsNet", model.name());
        assertEquals(List.of("stem.0", "stem.1", "stem.2", "block1.conv1", "block1.bn1", "block1.relu1", "block1.conv2",
                "block1.bn2", "block1.add", "block1.relu2", "pool1", "block2.project", "block2.conv1", "block2.bn1",
                "block2.relu1", "block2.conv2", "block2.bn2", "block2.add", "block2.relu2", "pool2", "flatten", "fc1",
                "relu", "drop", "fc2"), model.layers().stream().map(Layer::path).toList());
        assertEquals(List.of("stem", "block1", "block2"), model.groups().stream().map(group -> group.path()).toList());
        assertEquals("ResidualBlock", model.groups().get(1).type());
        assertEquals(List.of("block1.bn2", "stem.2"), predecessors(model, "block1.add"));
        assertEquals(List.of("block2.bn2", "block2.project"), predecessors(model, "block2.add"));
        assertEquals(List.of("block2.project", "block2.conv1"),
                model.successors(model.layer("pool1").orElseThrow()).stream().map(Layer::path).toList());
        assertEquals(28479, model.parameterCount());
        assertEquals(28250, model.trainableCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt"})
    void infersShapesFromTheSamplesBesideTheFile(String name) throws Exception {
        Model model = model(Fixtures.demo(name));
        assertEquals(Shape.of(Shape.UNKNOWN, 1, 8, 8), model.inputs().get(0).shape());
        assertEquals(List.of("stem.0"), model.inputs().get(0).layers());
        assertEquals(Shape.of(Shape.UNKNOWN, 10), model.outputs().get(0).shape());
        assertEquals(List.of("fc2"), model.outputs().get(0).layers());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 32, 4, 4)), layer(model, "block2.project").outputShapes());
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 128)), layer(model, "flatten").outputShapes());
        assertEquals(OptionalLong.of(4 * 4 * 32 * 32 * 9), layer(model, "block2.conv2").macs());
        assertEquals(OptionalLong.of(128 * 64), layer(model, "fc1").macs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt"})
    void readsTypesAndHyperparameters(String name) throws Exception {
        Model model = model(Fixtures.demo(name));
        Layer convolution = layer(model, "block2.conv1");
        assertEquals("Conv2d", convolution.type());
        assertEquals("torch.nn.modules.conv.Conv2d", convolution.originalType());
        assertEquals(List.of(3L, 3L), convolution.config().get("kernel_size"));
        assertEquals(16L, convolution.config().get("in_channels"));
        assertEquals(false, convolution.config().get("bias"));
        assertEquals(0.25, layer(model, "drop").config().get("p"));
        assertEquals(1e-5, layer(model, "stem.1").config().get("eps"));
        assertEquals(64L, layer(model, "fc1").config().get("out_features"));
        assertEquals("ReLU", layer(model, "relu").type());
        assertTrue(layer(model, "relu").function());
        assertEquals("Add", layer(model, "block1.add").type());
        assertEquals(Map.of("weight", true, "bias", true, "running_mean", false, "running_var", false,
                "num_batches_tracked", false), trainable(layer(model, "block1.bn1")));
    }

    @Test
    void readsTheFurtherPartsThatPyTorch2Writes() throws Exception {
        ArchiveBuilder original = ArchiveBuilder.of(Fixtures.demo("digits_traced.pt"));
        ArchiveBuilder newer = new ArchiveBuilder().with("digits_traced/.format_version", "1")
                .with("digits_traced/.storage_alignment", "64").with("digits_traced/byteorder", "little");
        original.names().forEach(name -> newer.with(name, original.bytes(name)));
        newer.with("digits_traced/.data/serialization_id", "1234");
        try (Checkpoint checkpoint = Readers.builtin().open(newer.write(directory.resolve("newer.pt")),
                Progress.NONE)) {
            assertEquals("TorchScript", checkpoint.format());
            assertEquals(25, checkpoint.model().orElseThrow().layers().size());
        }
        Path big = newer.with("digits_traced/byteorder", "big").write(directory.resolve("big.pt"));
        assertTrue(assertThrows(ModelFormatException.class, () -> Readers.builtin().open(big, Progress.NONE).close())
                .getMessage().contains("big-endian"));
    }

    @Test
    void followsModulesWhoseSelfHasAnotherName() throws Exception {
        ArchiveBuilder archive = ArchiveBuilder.of(Fixtures.fixture("nets/nested_scripted.pt"))
                .without(name -> name.endsWith(".debug_pkl"));
        for (String name : archive.names()) {
            if (name.endsWith(".py")) {
                archive.with(name, archive.text(name).replaceAll("\\bself\\b", "self_2"));
            }
        }
        try (Checkpoint renamed = Readers.builtin().open(
                archive.write(directory.resolve("renamed.pt")), Progress.NONE);
                Checkpoint original = Readers.builtin()
                        .open(Fixtures.fixture("nets/nested_scripted.pt"), Progress.NONE)) {
            assertEquals(original.model().orElseThrow().edges(), renamed.model().orElseThrow().edges());
            assertEquals(original.model().orElseThrow().inputs(), renamed.model().orElseThrow().inputs());
        }
    }

    @Test
    void placesLayersOnTheLinesThatCallThem() throws Exception {
        Model traced = model(Fixtures.demo("digits_traced.pt"));
        Model scripted = model(Fixtures.demo("digits_scripted.pt"));
        for (Layer layer : traced.layers()) {
            SourceLocation expected = layer(scripted, layer.path()).source().orElseThrow();
            SourceLocation found = layer.source().orElseThrow();
            assertEquals(expected.file(), found.file(), layer.path());
            assertEquals(expected.line(), found.line(), layer.path());
        }
        assertEquals(new SourceLocation("/home/user/digits/digits.py", 26, 33,
                "y = self.relu1(self.bn1(self.conv1(x)))"), layer(scripted, "block2.conv1").source().orElseThrow());
        assertEquals("x = F.relu(self.fc1(x))", layer(scripted, "relu").source().orElseThrow().text());
        assertEquals("return self.relu2(y + skip)", layer(scripted, "block1.add").source().orElseThrow().text());
        assertEquals(Optional.of(51), scripted.groups().get(1).source().map(SourceLocation::line));
        assertEquals(Optional.of(51), traced.groups().get(1).source().map(SourceLocation::line));
    }

    @Test
    void readsTheFaultsOfTheBuggyTwin() throws Exception {
        for (String name : List.of("digits_buggy_traced.pt", "digits_buggy_scripted.pt")) {
            Model model = model(Fixtures.demo(name));
            assertEquals(0.8, layer(model, "drop").config().get("p"));
            assertEquals(List.of("fc1"), predecessors(model, "drop"));
            assertEquals(List.of("drop"), predecessors(model, "fc2"));
            assertEquals("Softmax", layer(model, "softmax").type());
            assertEquals(List.of("softmax"), model.outputs().get(0).layers());
        }
    }

    @Test
    void namesOperationsByTheirPlaceInTheCode() throws Exception {
        Model scripted = model(Fixtures.demo("digits_scripted.pt"));
        assertEquals("::x4", layer(scripted, "relu").operations().get(0).name());
        assertEquals("block1::return/1", layer(scripted, "block1.add").operations().get(0).name());
        Model traced = model(Fixtures.demo("digits_traced.pt"));
        assertEquals("::input0", layer(traced, "relu").operations().get(0).name());
        assertEquals(List.of("input0"), layer(traced, "relu").operations().get(0).outputs());
    }

    @Test
    void readsWeightsWhereTheyLie() throws Exception {
        try (Checkpoint traced = open("digits_traced.pt"); Checkpoint scripted = open("digits_scripted.pt")) {
            assertEquals(values(traced.tensors()), values(scripted.tensors()));
            TensorInfo weight = traced.tensors().find("fc2.weight").orElseThrow();
            assertEquals(Shape.of(10, 64), weight.shape());
            double[] trained = traced.tensors().values("block1.bn1.num_batches_tracked").toArray();
            assertEquals(6 * 47, trained[0]);
        }
    }

    private static Map<String, List<Double>> values(TensorSource tensors) throws Exception {
        Map<String, List<Double>> values = new TreeMap<>();
        for (TensorInfo tensor : tensors.tensors()) {
            values.put(tensor.name(), Arrays.stream(tensors.values(tensor.name()).toArray()).boxed().toList());
        }
        return values;
    }

    private static Map<String, Boolean> trainable(Layer layer) {
        Map<String, Boolean> trainable = new TreeMap<>();
        layer.parameters().forEach(parameter -> trainable.put(parameter.name(), parameter.trainable()));
        return trainable;
    }

    private static List<String> predecessors(Model model, String path) {
        return model.predecessors(layer(model, path)).stream().map(Layer::path).toList();
    }

    private static Layer layer(Model model, String path) {
        return model.layer(path).orElseThrow(() -> new AssertionError("no layer " + path));
    }

    private static Checkpoint open(String demo) throws ModelFormatException, IOException {
        return Readers.builtin().open(Fixtures.demo(demo), Progress.NONE);
    }

    private static Model model(Path file) throws ModelFormatException, IOException {
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            assertEquals(List.of(), checkpoint.warnings());
            return checkpoint.model().orElseThrow();
        }
    }
}
