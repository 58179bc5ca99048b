package org.lamina.formats.mxnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.InputShapes;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class MxnetSymbolReaderTest {

    private static final Path SYMBOL = Fixtures.fixture("arrays/network-symbol.json");
    private static final Path PARAMETERS = Fixtures.fixture("arrays/network-0003.params");

    @TempDir
    private Path folder;

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        return Readers.builtin().open(file, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"network-symbol.json", "network-0003.params"})
    void opensBothFilesByEither(String name) throws Exception {
        try (Checkpoint checkpoint = open(Fixtures.fixture("arrays/" + name))) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("network", model.name());
            assertEquals(List.of("conv0:Conv2d", "bn0:BatchNorm2d", "relu0:ReLU", "conv1:Conv2d", "_plus0:Add",
                    "leaky0:LeakyReLU", "pool0:MaxPool2d", "conv2:Conv2d", "pool1:AvgPool2d", "concat0:Concat",
                    "flatten0:Flatten", "drop0:Dropout", "fc1:Linear", "softmax:Softmax"),
                    model.layers().stream().map(layer -> layer.path() + ":" + layer.type()).toList());
            assertEquals(108 + 8 + 144 + 8 + 120 + 5, model.trainableCount());
            assertEquals(9, checkpoint.tensors().tensors().size());
            assertEquals(List.of(), checkpoint.warnings());
            assertTrue(model.edges().contains(new Edge("relu0", "_plus0", "relu0",
                    Optional.of(Shape.of(Shape.UNKNOWN, 4, 8, 8)))));
            assertEquals(1, model.inputs().size());
        }
    }

    @Test
    void infersShapesAndTellsHyperParameters() throws Exception {
        InputShapes shapes = InputShapes.parse(List.of("2,3,8,8"));
        try (Checkpoint checkpoint = Readers.builtin().open(PARAMETERS, shapes, Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            Layer convolution = model.layer("conv2").orElseThrow();
            assertEquals(List.of(2L, 2L), convolution.config().get("stride"));
            assertEquals(4L, convolution.config().get("in_channels"));
            assertEquals(List.of(Shape.of(2, 2, 2, 2)), convolution.outputShapes());
            assertEquals(List.of(Shape.of(2, 6, 2, 2)), model.layer("concat0").orElseThrow().outputShapes());
            assertEquals(List.of(Shape.of(2, 5)), model.layer("fc1").orElseThrow().outputShapes());
            assertEquals(Shape.of(2, 5), model.outputs().get(0).shape());
            assertEquals(0.3, model.layer("drop0").orElseThrow().config().get("p"));
            Layer norm = model.layer("bn0").orElseThrow();
            assertEquals(List.of("gamma", "beta", "moving_mean", "moving_var"),
                    norm.parameters().stream().map(Parameter::name).toList());
            assertEquals("aux:bn0_moving_var", norm.parameters().get(3).tensor().name());
        }
    }

    @Test
    void showsTheArchitectureOfOldFilesWithoutParameters() throws Exception {
        try (Checkpoint checkpoint = open(Fixtures.fixture("arrays/old-symbol.json"))) {
            assertEquals(14, checkpoint.model().orElseThrow().layers().size());
            assertEquals(0, checkpoint.tensors().tensors().size());
            assertTrue(checkpoint.warnings().get(0).contains("old-0000.params"), checkpoint.warnings().get(0));
        }
    }

    @Test
    void showsTheTensorsAndSaysWhatIsWrongIfTheSymbolIsMissingOrDamaged() throws Exception {
        Path copy = Files.copy(PARAMETERS, folder.resolve("network-0003.params"));
        try (Checkpoint checkpoint = open(copy)) {
            assertEquals(9, checkpoint.tensors().tensors().size());
            assertEquals("There is no network-symbol.json beside the file, which tells the architecture.",
                    checkpoint.warnings().get(0));
        }
        Files.writeString(folder.resolve("network-symbol.json"), "{\"nodes\": [{");
        try (Checkpoint checkpoint = open(copy)) {
            assertEquals(9, checkpoint.tensors().tensors().size());
            assertTrue(checkpoint.warnings().get(0).contains("network-symbol.json"), checkpoint.warnings().get(0));
        }
    }

    @Test
    void showsTheArchitectureAndSaysWhatIsWrongIfParametersAreDamaged() throws Exception {
        Path copy = Files.copy(SYMBOL, folder.resolve("network-symbol.json"));
        byte[] cut = Arrays.copyOf(Files.readAllBytes(PARAMETERS), 300);
        Files.write(folder.resolve("network-0003.params"), cut);
        try (Checkpoint checkpoint = open(copy)) {
            assertEquals(14, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().get(0).contains("network-0003.params"), checkpoint.warnings().get(0));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"nodes\":[{\"op\":\"relu\",\"name\":\"a\",\"inputs\":[[0,0,0]]}]}| nodes before it",
        "{\"nodes\":[{\"op\":\"relu\",\"name\":\"a\",\"inputs\":[[-1,0]]}]}| nodes before it",
        "{\"nodes\":[{\"op\":\"null\",\"name\":\"a\",\"inputs\":[]}],\"heads\":[[7,0]]}| the result",
        "{\"nodes\":[{\"op\":\"\",\"name\":\"a\",\"inputs\":[]}]}| an operator"})
    void saysWhatIsDamaged(String json, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("damaged-symbol.json"), json);
        String message = assertThrows(ModelFormatException.class, () -> open(file)).getMessage();
        assertTrue(message.contains(expected.strip()), message);
    }
}
