package org.lamina.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class KerasArchiveReaderTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"functional_v3.keras", "deflated_v3.keras"})
    void readsArchitectureAndWeights(String name) throws Exception {
        try (Checkpoint checkpoint = Readers.builtin().open(Fixtures.fixture("keras/" + name), Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("Keras 3.4.1", checkpoint.producer());
            assertEquals("Keras archive", checkpoint.format());
            assertEquals(List.of(), checkpoint.warnings());
            assertEquals("features.separable SeparableConv2d, features.top GlobalMaxPool, left Linear, right Linear, "
                    + "add Add, scaled LayerNorm, out Linear", model.layers().stream()
                    .map(layer -> layer.path() + " " + layer.type()).collect(Collectors.joining(", ")));
            assertEquals("sparse_categorical_crossentropy", checkpoint.metadata().get("loss"));
            assertEquals(0.01, checkpoint.metadata().get("optimizer.learning_rate"));
            assertEquals("depthwise_kernel, pointwise_kernel, bias", names(model, "features.separable"));
            assertEquals("kernel, bias", names(model, "right"));
            assertEquals("gamma, beta", names(model, "scaled"));
            assertEquals(88, model.parameterCount());
            assertEquals(Shape.of(-1, 2), model.layer("out").orElseThrow().outputShapes().get(0));
            assertEquals(List.of("left", "right"), model.predecessors(model.layer("add").orElseThrow()).stream()
                    .map(Layer::path).toList());
            assertEquals(36 * 2 * (9 + 4), model.layer("features.separable").orElseThrow().macs().orElseThrow());
            double[] kernel = checkpoint.tensors().values("layers/dense_1/vars/0").toArray();
            assertEquals(15 / 64.0, kernel[15]);
        }
    }

    private static String names(Model model, String path) {
        return model.layer(path).orElseThrow().parameters().stream().map(Parameter::name)
                .collect(Collectors.joining(", "));
    }

    @Test
    void showsTheArchitectureOfAnArchiveWithoutWeights() throws Exception {
        String config = "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"net\", \"layers\": ["
                + "{\"class_name\": \"Dense\", \"config\": {\"name\": \"fc\", \"units\": 3}, \"build_config\": {}}], "
                + "\"build_input_shape\": [null, 4]}}";
        try (Checkpoint checkpoint = Readers.builtin().open(archive(config), Progress.NONE)) {
            assertEquals(Shape.of(-1, 3), checkpoint.model().orElseThrow().layers().get(0).outputShapes().get(0));
            assertTrue(checkpoint.warnings().get(0).contains("model.weights.h5"), checkpoint.warnings().toString());
        }
    }

    @Test
    void refusesModelsNestedTooDeep() throws Exception {
        String config = "{\"class_name\": \"Dense\", \"config\": {}}";
        for (int depth = 0; depth < 100; depth++) {
            config = "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + config + "]}}";
        }
        String text = config;
        String message = assertThrows(ModelFormatException.class,
                () -> Readers.builtin().open(archive(text), Progress.NONE)).getMessage();
        assertTrue(message.contains("nested at most"), message);
    }

    @Test
    void endsThoughLayersReadFromEachOther() throws Exception {
        String config = "{\"class_name\": \"Functional\", \"config\": {\"layers\": ["
                + layer("a", "b") + ", " + layer("b", "a") + "], \"input_layers\": [], \"output_layers\": "
                + "[[\"b\", 0, 0]]}}";
        try (Checkpoint checkpoint = Readers.builtin().open(archive(config), Progress.NONE)) {
            assertEquals(2, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().toString().contains("in a circle"), checkpoint.warnings().toString());
        }
    }

    @Test
    void endsThoughModelsAreCalledExponentiallyOften() throws Exception {
        String inner = "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\"}, \"name\": \"d\", "
                + "\"inbound_nodes\": [[[\"i\", 0, 0]]]}";
        for (int depth = 0; depth < 20; depth++) {
            String input = "{\"class_name\": \"InputLayer\", \"config\": {\"name\": \"i\"}, \"name\": \"i\"}";
            inner = "{\"class_name\": \"Functional\", \"name\": \"m\", \"inbound_nodes\": [[[\"i\", 0, 0]], "
                    + "[[\"i\", 0, 0]], [[\"i\", 0, 0]]], \"config\": {\"name\": \"m\", \"layers\": [" + input + ", "
                    + inner + "], \"input_layers\": [[\"i\", 0, 0]], \"output_layers\": [[\"d\", 0, 0]]}}";
        }
        String text = inner;
        String message = assertThrows(ModelFormatException.class,
                () -> Readers.builtin().open(archive(text), Progress.NONE)).getMessage();
        assertTrue(message.contains("calls of layers"), message);
    }

    private static String layer(String name, String input) {
        return "{\"class_name\": \"Dense\", \"name\": \"" + name + "\", \"config\": {\"name\": \"" + name
                + "\", \"units\": 2}, \"inbound_nodes\": [[[\"" + input + "\", 0, 0]]]}";
    }

    private Path archive(String config) throws Exception {
        Path file = folder.resolve("net.keras");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(config.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
