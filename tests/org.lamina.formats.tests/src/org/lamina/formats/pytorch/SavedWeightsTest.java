package org.lamina.formats.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What torch.save has written over the years, against what PyTorch says about it. */
class SavedWeightsTest {

    @ParameterizedTest
    @CsvSource({"mixed_zip.pt, PyTorch weights, mixed", "mixed_legacy.pt, PyTorch weights (legacy), mixed",
            "mixed_tar.pt, PyTorch weights (tar), mixed", "mixed_whole.pt, PyTorch weights, mixed",
            "mixed_whole_legacy.pt, PyTorch weights (legacy), mixed", "digits_state_dict.pt, PyTorch weights, digits",
            "tied.pt, PyTorch weights, tied"})
    void readsTheValuesThatPyTorchReads(String name, String format, String network) throws Exception {
        try (Checkpoint checkpoint = open(name)) {
            assertEquals(format, checkpoint.format());
            assertEquals("PyTorch", checkpoint.framework());
            Map<String, String> expected = new TreeMap<>();
            truth(network).get("tensors").properties().forEach(tensor -> expected.put(tensor.getKey(),
                    tensor.getValue().get("dtype").asText() + tensor.getValue().get("shape")
                            + tensor.getValue().get("sha256").asText()));
            Map<String, String> found = new TreeMap<>();
            for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                found.put(tensor.name(), tensor.dtype().label()
                        + tensor.shape().dimensions().toString().replace(" ", "") + digest(checkpoint, tensor));
            }
            assertEquals(expected, found);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed_zip.pt", "mixed_legacy.pt", "mixed_tar.pt", "mixed_training.pt"})
    void guessesEveryLayerWithTensors(String name) throws Exception {
        try (Checkpoint checkpoint = open(name)) {
            Model model = checkpoint.model().orElseThrow();
            Map<String, String> expected = layers();
            expected.remove("drop");
            expected.put("head.scale", "Parameter");
            assertEquals(expected, types(model));
            assertEquals(NameTree.WARNING, checkpoint.warnings().get(0));
            assertEquals(List.of(), model.edges());
            assertCounts(model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed_whole.pt", "mixed_whole_legacy.pt"})
    void takesClassesAndHyperParametersOfAWholeModuleFromIt(String name) throws Exception {
        try (Checkpoint checkpoint = open(name)) {
            Model model = checkpoint.model().orElseThrow();
            Map<String, String> expected = layers();
            expected.put("head.scale", "Parameter");
            assertEquals(expected, types(model));
            assertEquals("MixedNet", model.name());
            assertEquals("mixed.Head", model.groups().stream().filter(group -> group.path().equals("head")).findFirst()
                    .orElseThrow().originalType());
            assertEquals(0.25, model.layer("drop").orElseThrow().config().get("p"));
            assertEquals(List.of(1L, 1L), model.layer("stem.0").orElseThrow().config().get("stride"));
            assertEquals(true, model.layer("lstm").orElseThrow().config().get("bidirectional"));
            assertTrue(checkpoint.warnings().toString().contains("mixed.MixedNet; nothing in it was run"));
            assertCounts(model);
        }
    }

    @Test
    void findsTheModelInATrainingCheckpoint() throws Exception {
        try (Checkpoint checkpoint = open("mixed_training.pt")) {
            assertEquals(3L, checkpoint.metadata().get("epoch"));
            assertEquals(0.25, checkpoint.metadata().get("best.loss"));
            assertEquals(List.of("a", "b"), checkpoint.metadata().get("args.names"));
            assertEquals(0.002, checkpoint.metadata().get("optimizer.param_groups.0.lr"));
            Layer layer = checkpoint.model().orElseThrow().layer("tok_emb").orElseThrow();
            assertEquals("model.module.tok_emb.weight", layer.parameters().get(0).tensor().name());
            assertTrue(checkpoint.tensors().find("optimizer.state.0.exp_avg").isPresent());
            assertEquals("The file holds the same layers again in ema; the model shows those in model.",
                    checkpoint.warnings().get(1));
        }
    }

    @Test
    void keepsSeveralModelsApart() throws Exception {
        try (Checkpoint checkpoint = open("two_nets.pt")) {
            assertEquals(Map.of("generator.fc", "Linear", "discriminator.fc", "Linear"),
                    types(checkpoint.model().orElseThrow()));
        }
    }

    @Test
    void countsTiedWeightsOnce() throws Exception {
        try (Checkpoint checkpoint = open("tied.pt")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(12 + 8 + 12 + 12, model.parameterCount());
            assertEquals(List.of("wte.weight", "lm_head.weight", "part.weight", "half.weight", "brain.weight",
                    "none.weight"), checkpoint.tensors().tensors().stream().map(TensorInfo::name).toList());
        }
    }

    @Test
    void showsThePackedWeightsOfQuantisedLayers() throws Exception {
        try (Checkpoint checkpoint = open("quantised.pt")) {
            Layer layer = checkpoint.model().orElseThrow().layer("0").orElseThrow();
            assertEquals("Linear", layer.type());
            assertEquals(Map.of("in_features", 4L, "out_features", 3L), layer.config());
            assertEquals("int8", checkpoint.tensors().find("0._packed_params._packed_params.0").orElseThrow().dtype()
                    .label());
            assertEquals("torch.qint8", checkpoint.metadata().get("0._packed_params.dtype"));
        }
    }

    private static void assertCounts(Model model) throws IOException {
        JsonNode truth = truth("mixed");
        assertEquals(truth.get("parameters").asLong(), model.trainableCount());
        assertEquals(truth.get("parameters").asLong() + truth.get("buffers").asLong(), model.parameterCount());
    }

    private static Map<String, String> layers() throws IOException {
        Map<String, String> layers = new TreeMap<>();
        truth("mixed").get("layers").properties().forEach(layer -> layers.put(layer.getKey(),
                layer.getValue().asText()));
        return layers;
    }

    private static Map<String, String> types(Model model) {
        Map<String, String> types = new TreeMap<>();
        model.layers().forEach(layer -> types.put(layer.path(), layer.type()));
        return types;
    }

    private static String digest(Checkpoint checkpoint, TensorInfo tensor) throws Exception {
        double[] values = checkpoint.tensors().values(tensor.name()).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    private static JsonNode truth(String network) throws IOException {
        return new ObjectMapper().readTree(Fixtures.fixture("weights/truth.json").toFile()).get(network);
    }

    private static Checkpoint open(String name) throws ModelFormatException, IOException {
        return Readers.builtin().open(Fixtures.fixture("weights/" + name), Progress.NONE);
    }
}
