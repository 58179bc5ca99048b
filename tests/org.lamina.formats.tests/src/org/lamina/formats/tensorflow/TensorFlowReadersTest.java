package org.lamina.formats.tensorflow;

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
        Path saved = folder.resolve("saved");
        Path original = Fixtures.fixture("tensorflow/saved");
        Files.createDirectories(saved.resolve("variables"));
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, saved.resolve(original.relativize(file).toString()));
            }
        }
        for (String name : List.of("saved_model.pb", "variables/variables.index")) {
            change(saved.resolve(name), saved.resolve("saved_model.pb"));
        }
        Path frozen = Files.copy(Fixtures.fixture("tensorflow/frozen.pb"), folder.resolve("frozen.pb"));
        change(frozen, frozen);
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
