package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.engine.ActivationRequest;
import org.lamina.engine.ActivationResult;
import org.lamina.engine.Engine;
import org.lamina.formats.Readers;
import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.formats.safetensors.SafetensorsWriter;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** The values that the real engine gives, against those that PyTorch gave in Python when the fixtures were made. */
@Timeout(300)
class ActivationsTest {

    private static final double TOLERANCE = 1e-5;

    private static Engine engine;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        engine = new Engine(TestEngine.installation());
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"digits_traced.pt, digits", "digits_scripted.pt, digits", "digits_buggy_traced.pt, digits_buggy",
        "digits_buggy_scripted.pt, digits_buggy"})
    void equalThoseOfPyTorchInEveryModule(String checkpoint, String reference) throws Exception {
        assertEqualsReference(TestEngine.demo(checkpoint), TestEngine.demo("samples.safetensors"),
                TestEngine.fixture(reference + "_activations.safetensors"), 16);
    }

    @ParameterizedTest
    @CsvSource({"nested_traced.pt, nested", "nested_scripted.pt, nested", "loop_scripted.pt, loop"})
    void equalThoseOfPyTorchInNestedRepeatedAndLoopedModules(String checkpoint, String reference) throws Exception {
        Path activations = TestEngine.fixture("nets/" + reference + "_activations.safetensors");
        assertEqualsReference(TestEngine.fixture("nets/" + checkpoint), samples(activations, "input0"), activations, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt"})
    void comeForEveryLayerOfTheModelWithItsShape(String checkpoint) throws Exception {
        Model model = model(TestEngine.demo(checkpoint));
        List<String> layers = model.layers().stream().map(Layer::path).toList();

        try (ActivationResult result = activations(checkpoint, layers, 64)) {
            assertEquals(List.of(), result.missing());
            assertEquals(64, result.samples());
            for (Layer layer : model.layers()) {
                assertShape(layer, result.find(layer.path()).orElseThrow().shape(), 64);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested_traced.pt", "nested_scripted.pt", "nested_frozen.pt"})
    void comeForFunctionsNestedInExpressions(String checkpoint) throws Exception {
        Path file = TestEngine.fixture("nets/" + checkpoint);
        Model model = model(file);
        List<String> layers = model.layers().stream().map(Layer::path).toList();
        Path samples = samples(TestEngine.fixture("nets/nested_activations.safetensors"), "input0");

        try (ActivationResult result = engine.activations(new ActivationRequest(file, samples, layers, 2),
                Progress.NONE)) {
            assertEquals(List.of(), result.missing());
            for (Layer layer : model.layers()) {
                assertShape(layer, result.find(layer.path()).orElseThrow().shape(), 2);
            }
        }
    }

    /** The shape is the one that the reader inferred, as far as it could. */
    private static void assertShape(Layer layer, Shape actual, int samples) {
        assertEquals(samples, actual.dimension(0), layer.path());
        Shape inferred = layer.outputShapes().isEmpty() ? actual : layer.outputShapes().get(0);
        assertEquals(inferred.rank(), actual.rank(), layer.path());
        for (int axis = 1; axis < actual.rank(); axis++) {
            if (inferred.dimension(axis) != Shape.UNKNOWN) {
                assertEquals(inferred.dimension(axis), actual.dimension(axis), layer.path());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt"})
    void ofFunctionsAreTheirResults(String checkpoint) throws Exception {
        Layer add = model(TestEngine.demo(checkpoint)).layers().stream()
                .filter(layer -> layer.function() && layer.path().startsWith("block1.")).findFirst().orElseThrow();

        try (ActivationResult result = activations(checkpoint, List.of(add.path(), "block1.relu2"), 16)) {
            double[] sum = result.values(add.path()).toArray();
            double[] relu = result.values("block1.relu2").toArray();
            for (int i = 0; i < sum.length; i++) {
                assertEquals(Math.max(0, sum[i]), relu[i], TOLERANCE);
            }
        }
    }

    @Test
    void ofAGroupAreThoseOfItsLastLayer() throws Exception {
        try (ActivationResult result = activations("digits_traced.pt", List.of("stem", "stem.2"), 3)) {
            assertEquals(0, difference(result.values("stem").toArray(), result.values("stem.2").toArray()));
        }
    }

    @Test
    void comeOnlyForTheLayersThatAreAskedForAndTheSamplesThatThereAre() throws Exception {
        try (ActivationResult result = activations("digits_scripted.pt", List.of("fc2", "stem.0"), 1000)) {
            assertEquals(64, result.samples());
            assertEquals(List.of("fc2", "stem.0"), result.tensors().stream().map(TensorInfo::name).sorted().toList());
        }
    }

    @Test
    void areTheSameInChunksAndAtOnce() throws Exception {
        try (ActivationResult chunks = activations("digits_traced.pt", List.of("fc2"), 64);
                ActivationResult first = activations("digits_traced.pt", List.of("fc2"), 7)) {
            double[] all = chunks.values("fc2").toArray();
            double[] some = first.values("fc2").toArray();
            assertEquals(70, some.length);
            assertTrue(difference(java.util.Arrays.copyOf(all, 70), some) < TOLERANCE);
        }
    }

    @Test
    void comeWithProgress() throws Exception {
        List<String> tasks = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void report(String task, double fraction) {
                tasks.add(task);
                assertFalse(fraction < 0 || fraction > 1);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        engine.activations(new ActivationRequest(TestEngine.demo("digits_traced.pt"),
                TestEngine.demo("samples.safetensors"), List.of("fc2"), 64), progress).close();

        tasks.remove("Starting the engine");
        assertEquals(List.of("Reading digits_traced.pt", "Loading digits_traced.pt", "Running digits_traced.pt"),
                tasks.stream().distinct().toList());
    }

    private void assertEqualsReference(Path checkpoint, Path samples, Path reference, int count) throws Exception {
        Model model = model(checkpoint);
        try (TensorSource expected = SafetensorsReader.tensors(reference)) {
            List<String> layers = expected.tensors().stream().map(TensorInfo::name)
                    .filter(name -> model.layer(name).isPresent()).toList();
            assertEquals(model.layers().stream().filter(layer -> !layer.function()).count(), layers.size());
            try (ActivationResult actual = engine.activations(
                    new ActivationRequest(checkpoint, samples, layers, count), Progress.NONE)) {
                assertEquals(List.of(), actual.missing());
                assertEquals(layers.size(), actual.tensors().size());
                for (String layer : layers) {
                    assertEquals(expected.find(layer).orElseThrow().shape(), actual.find(layer).orElseThrow().shape());
                    double difference = difference(expected.values(layer).toArray(), actual.values(layer).toArray());
                    assertTrue(difference <= TOLERANCE, layer + " differs by " + difference);
                }
            }
        }
    }

    private ActivationResult activations(String checkpoint, List<String> layers, int maxSamples) throws Exception {
        return engine.activations(new ActivationRequest(TestEngine.demo(checkpoint),
                TestEngine.demo("samples.safetensors"), layers, maxSamples), Progress.NONE);
    }

    private static Model model(Path checkpoint) throws Exception {
        try (Checkpoint opened = Readers.builtin().open(checkpoint, Progress.NONE)) {
            return opened.model().orElseThrow();
        }
    }

    /** A file of samples from a tensor of another file. */
    private Path samples(Path file, String name) throws Exception {
        Path samples = directory.resolve("samples.safetensors");
        try (TensorSource tensors = SafetensorsReader.tensors(file)) {
            double[] values = tensors.values(name).toArray();
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            writeSamples(samples, tensors.find(name).orElseThrow().shape(), floats);
        }
        return samples;
    }

    static void writeSamples(Path file, Shape shape, float[] values) throws IOException {
        Map<TensorInfo, float[]> tensors = new LinkedHashMap<>();
        tensors.put(new TensorInfo("x", ElementType.FLOAT32, shape, values.length * 4L), values);
        SafetensorsWriter.writeFloats(file, tensors);
    }

    private static double difference(double[] one, double[] other) {
        assertEquals(one.length, other.length);
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }
}
