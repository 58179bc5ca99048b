package org.lamina.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Every committed checkpoint, against what PyTorch says about it. */
class RealFilesTest {

    @ParameterizedTest
    @CsvSource({"demo, digits_traced.pt, TorchScript, 25, 26, 36", "demo, digits_scripted.pt, TorchScript, 25, 26, 36",
            "demo, digits.onnx, ONNX, 19, 20, 16", "demo, digits_buggy_traced.pt, TorchScript, 25, 26, 36",
            "demo, digits_buggy_scripted.pt, TorchScript, 25, 26, 36", "demo, digits_buggy.onnx, ONNX, 19, 20, 16",
            "test, digits_verbose.onnx, ONNX, 24, 25, 31", "test, digits_buggy_verbose.onnx, ONNX, 24, 25, 31",
            "test, nets/nested_traced.pt, TorchScript, 31, 34, 30",
            "test, nets/nested_scripted.pt, TorchScript, 31, 34, 30",
            "test, nets/nested_frozen.pt, TorchScript, 29, 32, 25", "test, nets/nested.onnx, ONNX, 30, 34, 25",
            "test, nets/loop_scripted.pt, TorchScript, 14, 18, 12",
            "test, nets/siamese_traced.pt, TorchScript, 8, 8, 4",
            "test, nets/siamese_scripted.pt, TorchScript, 8, 8, 4",
            "test, nets/siamese.onnx, ONNX, 8, 8, 4", "test, nets/plain_traced.pt, TorchScript, 5, 4, 5",
            "test, nets/plain_scripted.pt, TorchScript, 5, 4, 5", "test, nets/plain.onnx, ONNX, 5, 4, 5"})
    void opens(String place, String name, String format, int layers, int edges, int tensors) throws Exception {
        Path file = place.equals("demo") ? Fixtures.demo(name) : Fixtures.fixture(name);
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(format, checkpoint.format());
            assertEquals("PyTorch", checkpoint.framework());
            assertEquals(layers, model.layers().size());
            assertEquals(edges, model.edges().size());
            assertEquals(tensors, checkpoint.tensors().tensors().size());
            assertEquals(List.of(), checkpoint.warnings());
            assertConsistent(model);
            assertTensorsBelongToLayers(checkpoint.tensors(), model);
        }
    }

    private static void assertConsistent(Model model) {
        Set<String> paths = new HashSet<>();
        Set<String> operations = new HashSet<>();
        for (Layer layer : model.layers()) {
            assertTrue(paths.add(layer.path()), "two layers " + layer.path());
            for (Operation operation : layer.operations()) {
                assertTrue(operations.add(operation.name()), "two operations " + operation.name());
            }
            String parent = layer.parent();
            assertTrue(parent.isEmpty() || model.groups().stream().anyMatch(group -> group.path().equals(parent)),
                    parent);
        }
        for (Edge edge : model.edges()) {
            assertTrue(paths.contains(edge.from()) && paths.contains(edge.to()), edge.toString());
        }
        model.inputs().forEach(port -> assertTrue(paths.containsAll(port.layers()), port.toString()));
        model.outputs().forEach(port -> assertTrue(paths.containsAll(port.layers()), port.toString()));
    }

    private static void assertTensorsBelongToLayers(TensorSource tensors, Model model) {
        Set<TensorInfo> owned = new HashSet<>();
        model.layers().forEach(layer -> layer.parameters().forEach(parameter -> owned.add(parameter.tensor())));
        assertEquals(new HashSet<>(tensors.tensors()), owned);
    }

    @ParameterizedTest
    @CsvSource({"demo, digits_traced.pt, digits", "demo, digits_scripted.pt, digits",
            "demo, digits_buggy_traced.pt, digits_buggy", "test, nets/nested_traced.pt, nested",
            "test, nets/nested_scripted.pt, nested", "test, nets/loop_scripted.pt, loop",
            "test, nets/siamese_traced.pt, siamese", "test, nets/plain_traced.pt, plain",
            "test, nets/plain_scripted.pt, plain"})
    void countsWhatPyTorchCounts(String place, String name, String network) throws Exception {
        JsonNode expected = new ObjectMapper().readTree(Fixtures.fixture("pytorch.json").toFile()).get(network);
        Path file = place.equals("demo") ? Fixtures.demo(name) : Fixtures.fixture(name);
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(expected.get("trainable").asLong(), model.trainableCount());
            assertEquals(expected.get("parameters").asLong() + expected.get("buffers").asLong(),
                    model.parameterCount());
            for (Layer layer : model.layers()) {
                if (!layer.function()) {
                    String module = layer.path().replaceFirst("#\\d+$", "");
                    assertEquals(expected.get("modules").get(module).asText(), layer.type(), module);
                }
            }
            model.groups().forEach(group -> assertEquals(expected.get("modules").get(group.path()).asText(),
                    group.type()));
        }
    }

    @ParameterizedTest
    @CsvSource({"digits_traced.pt, digits, 21", "digits_scripted.pt, digits, 21",
            "digits_buggy_traced.pt, digits_buggy, 22", "digits_buggy_scripted.pt, digits_buggy, 22"})
    void infersTheShapesThatPyTorchMakes(String name, String network, int modules) throws Exception {
        try (Checkpoint checkpoint = Readers.builtin().open(Fixtures.demo(name), Progress.NONE);
                TensorSource activations = SafetensorsReader
                        .tensors(Fixtures.fixture(network + "_activations.safetensors"))) {
            Map<String, Shape> inferred = new TreeMap<>();
            Map<String, Shape> expected = new TreeMap<>();
            for (Layer layer : checkpoint.model().orElseThrow().layers()) {
                activations.find(layer.path()).ifPresent(activation -> {
                    inferred.put(layer.path(), layer.outputShapes().get(0));
                    expected.put(layer.path(), unknownBatch(activation.shape()));
                });
            }
            assertEquals(modules, inferred.size());
            assertEquals(expected, inferred);
        }
    }

    private static Shape unknownBatch(Shape shape) {
        long[] dimensions = shape.dimensions().stream().mapToLong(Long::longValue).toArray();
        dimensions[0] = Shape.UNKNOWN;
        return Shape.of(dimensions);
    }

    @Test
    void namesEveryBuiltinFormat() {
        assertEquals(List.of(
                "PyTorch export",
                "TorchScript",
                "PyTorch weights",
                "PyTorch weights (legacy)",
                "PyTorch weights (tar)",
                "Python pickle",
                "safetensors",
                "safetensors index",
                "TensorFlow SavedModel",
                "ONNX",
                "Keras HDF5",
                "Keras archive",
                "TensorFlow Lite",
                "TensorFlow graph",
                "NumPy array",
                "NumPy archive",
                "GGUF",
                "DJL parameters",
                "MXNet parameters",
                "MXNet symbol"),
                Readers.builtin().all().stream().map(CheckpointReader::format).toList());
    }
}
