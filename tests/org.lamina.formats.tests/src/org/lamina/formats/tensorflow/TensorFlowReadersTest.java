package org.lamina.formats.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;

class TensorFlowReadersTest {

    private final Readers readers = Readers.builtin();

    @TempDir
    private Path folder;

    private static String described(Model model) {
        return model.layers().stream().map(layer -> layer.path() + " " + layer.type() + " " + layer.parameters()
                .stream().map(Parameter::name).toList()).collect(Collectors.joining(", "));
    }

    @Test
    void readsAFrozenGraphWithItsConstants() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/frozen.pb"), Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("TensorFlow graph", checkpoint.format());
            assertEquals("net.conv Conv2d [kernel, bias], net.mean Mean [], net.head Linear [kernel], "
                    + "softmax Softmax []", described(model));
            Layer conv = model.layer("net.conv").orElseThrow();
            assertEquals(Optional.of("ReLU"), conv.activation());
            assertEquals(Shape.of(-1, 4, 4, 4), conv.outputShapes().get(0));
            assertEquals(List.of("Conv2D", "BiasAdd", "Relu"),
                    conv.operations().stream().map(Operation::type).toList());
            assertEquals(List.of(2L, 2L), conv.config().get("stride"));
            assertEquals(4L, model.layer("net.head").orElseThrow().config().get("in_features"));
            assertEquals(107 / 64.0, checkpoint.tensors().values("net/conv/kernel").toArray()[107]);
            assertEquals(Shape.of(-1, 8, 8, 3), model.inputs().get(0).shape());
            assertEquals(List.of("softmax"), model.outputs().get(0).layers());
        }
    }

    @Test
    void readsASavedModelByWhatKerasNoted() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/saved/saved_model.pb"),
                Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("TensorFlow SavedModel", checkpoint.format());
            assertEquals("TensorFlow 2.4.1", checkpoint.producer());
            assertEquals("Keras", checkpoint.framework());
            assertEquals(List.of(), checkpoint.warnings());
            assertEquals("lstm LSTM [kernel, recurrent_kernel, bias], head Linear [bias, kernel]", described(model));
            assertEquals(24 + 16 + 8 + 8 + 4, model.parameterCount());
            assertEquals(Shape.of(-1, 4), model.layer("head").orElseThrow().outputShapes().get(0));
        }
    }

    @Test
    void assignsVariablesToTheLayersThatReadThemInFunctions() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/signed/saved_model.pb"),
                Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of(), checkpoint.warnings());
            assertEquals("features.conv Conv2d [kernel, bias], pool Mean [], head Linear [kernel]", described(model));
            Layer conv = model.layer("features.conv").orElseThrow();
            assertEquals(List.of("v/1", "v/0"), conv.parameters().stream().map(p -> p.tensor().name()).toList());
            assertEquals(Shape.of(-1, 8, 8, 4), conv.outputShapes().get(0));
            assertEquals(8 * 8 * 4 * 27L, conv.macs().orElseThrow());
            assertEquals(Shape.of(-1, 4), model.layer("pool").orElseThrow().outputShapes().get(0));
            assertEquals(List.of("head"), model.outputs().get(0).layers());
            assertEquals(107 / 64.0, checkpoint.tensors().values("v/1").toArray()[107]);
        }
    }

    @Test
    void tellsWhereNodesWereMadeInTheProgram() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/signed/saved_model.pb"),
                Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(Optional.of(new SourceLocation("train.py", 12, 1, "x = self.conv(image)")),
                    model.layer("features.conv").orElseThrow().source());
            assertEquals(Optional.of(new SourceLocation("train.py", 14, 1, "return x @ self.head")),
                    model.layer("head").orElseThrow().source());
            assertEquals(Optional.empty(), model.layer("pool").orElseThrow().source());
        }
    }

    @Test
    void readsConstantsThatAreWrittenNumberByNumber() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/constants.pb"), Progress.NONE)) {
            double[] kernel = checkpoint.tensors().values("fc/kernel").toArray();
            assertEquals(24, kernel.length);
            assertEquals(List.of(0.5, 0.25, 2.0, 2.0), List.of(kernel[0], kernel[1], kernel[2], kernel[23]));
            double[] end = new double[2];
            assertEquals(2, checkpoint.tensors().values("fc/kernel").read(22, end));
            assertArrayEquals(new double[] {2, 2}, end);
            assertArrayEquals(new double[] {1, -2, 0.5, 0.5}, checkpoint.tensors().values("fc/bias").toArray());
            Model model = checkpoint.model().orElseThrow();
            assertEquals("reshape Reshape [], fc Linear [kernel, bias]", described(model));
            assertEquals(List.of(-1L, 6L), model.layer("reshape").orElseThrow().config().get("shape"));
            assertEquals(Shape.of(-1, 4), model.layer("fc").orElseThrow().outputShapes().get(0));
        }
    }

    @Test
    void readsVariablesFromSeveralFiles() throws Exception {
        try (Checkpoint checkpoint = readers.open(Fixtures.fixture("tensorflow/saved/saved_model.pb"),
                Progress.NONE)) {
            assertEquals(6, checkpoint.tensors().tensors().size());
            assertEquals(7 / 64.0, checkpoint.tensors().values("layer_with_weights-1/kernel").toArray()[7]);
            assertEquals(23 / 64.0, checkpoint.tensors().values("variables/0").toArray()[23]);
        }
    }

    @Test
    void showsTheRestWhereVariablesAreMissing() throws Exception {
        Path copy = Files.copy(Fixtures.fixture("tensorflow/saved/saved_model.pb"), folder.resolve("saved_model.pb"));
        try (Checkpoint checkpoint = readers.open(copy, Progress.NONE)) {
            assertEquals(2, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().get(0).contains("variables.index"), checkpoint.warnings().toString());
        }
    }

    @Test
    void opensOrSaysWhatIsWrongHoweverBytesAreChanged() throws Exception {
        damage("saved", List.of("saved_model.pb", "variables/variables.index"));
        damage("signed", List.of("saved_model.pb", "variables/variables.index",
                "variables/variables.data-00000-of-00001", "debug/saved_model_debug_info.pb"));
        for (String name : List.of("frozen.pb", "constants.pb")) {
            Path frozen = Files.copy(Fixtures.fixture("tensorflow/" + name), folder.resolve(name));
            change(frozen, frozen);
        }
    }

    private void damage(String model, List<String> names) throws IOException {
        Path saved = folder.resolve(model);
        Path original = Fixtures.fixture("tensorflow/" + model);
        Files.createDirectories(saved.resolve("variables"));
        Files.createDirectories(saved.resolve("debug"));
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, saved.resolve(original.relativize(file).toString()));
            }
        }
        for (String name : names) {
            change(saved.resolve(name), saved.resolve("saved_model.pb"));
        }
    }

    private void change(Path file, Path opened) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file, Arrays.copyOf(whole, length));
            open(opened);
        }
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            open(opened);
        }
        Files.write(file, whole);
    }

    private void open(Path file) throws IOException {
        try {
            readers.open(file, Progress.NONE).close();
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().contains(": expected "), e.getMessage());
        }
    }
}
