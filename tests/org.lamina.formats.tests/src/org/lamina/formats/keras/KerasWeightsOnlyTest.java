package org.lamina.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.keras.Weights.Found;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class KerasWeightsOnlyTest {

    private static Checkpoint open(String name) throws Exception {
        return Readers.builtin().open(Fixtures.fixture("keras/" + name), Progress.NONE);
    }

    private static String types(Model model) {
        return model.layers().stream().map(layer -> layer.path() + " " + layer.type())
                .collect(Collectors.joining(", "));
    }

    private static String names(Model model, String path) {
        return model.layer(path).orElseThrow().parameters().stream().map(Parameter::name)
                .collect(Collectors.joining(", "));
    }

    @Test
    void saysThatAFileHoldsOnlyWeightsAndShowsTheirLayers() throws Exception {
        try (Checkpoint checkpoint = open("weights_v2.h5")) {
            assertEquals(2, checkpoint.tensors().tensors().size());
            assertTrue(checkpoint.warnings().get(0).contains("without its architecture"),
                    checkpoint.warnings().toString());
            assertEquals(NameTree.WARNING, checkpoint.warnings().get(1));
            Layer dense = checkpoint.model().orElseThrow().layer("dense").orElseThrow();
            assertEquals("Linear", dense.type());
            assertEquals(Map.of("in_features", 4L, "out_features", 2L, "bias", true), dense.config());
            assertEquals(List.of("kernel", "bias"), dense.parameters().stream().map(Parameter::name).toList());
        }
    }

    @Test
    void guessesTypesFromTheNamesThatKeras2GivesToWeights() throws Exception {
        try (Checkpoint checkpoint = open("subclass_v2.weights.h5")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("stem Conv2d, batch_normalization BatchNorm2d, block.scale Parameter, block.dense_3 Linear, "
                    + "tokens Embedding, both_ways GRU, attention MultiheadAttention, head Linear", types(model));
            assertEquals("subclass_v2", model.name());
            assertEquals("forward_kernel, forward_recurrent_kernel, forward_bias, backward_kernel, "
                    + "backward_recurrent_kernel, backward_bias", names(model, "both_ways"));
            assertEquals(Map.of("input_size", 6L, "hidden_size", 3L, "bidirectional", true),
                    model.layer("both_ways").orElseThrow().config());
            assertEquals(Map.of("in_channels", 1L, "out_channels", 4L, "kernel_size", List.of(3L, 3L)),
                    model.layer("stem").orElseThrow().config());
            assertEquals(8, model.layer("batch_normalization").orElseThrow().trainableCount());
            assertEquals("query.kernel, query.bias, key.kernel, key.bias, value.kernel, value.bias, "
                    + "attention_output.kernel, attention_output.bias", names(model, "attention"));
            assertEquals(538, model.parameterCount());
        }
    }

    @Test
    void leavesTheStateOfTheOptimizerOutOfTheTree() throws Exception {
        try (Checkpoint checkpoint = open("sequential_v3.weights.h5")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("conv2d Conv2d, dense_1 Linear, hidden Linear", model.layers().stream()
                    .map(layer -> layer.path() + " " + layer.type()).sorted().collect(Collectors.joining(", ")));
            assertEquals(8, checkpoint.tensors().tensors().size());
            assertEquals(7, checkpoint.tensors().values("optimizer/vars/0").toArray()[0]);
            assertEquals(40 + 870 + 18, model.parameterCount());
        }
    }

    @Test
    void showsTheLayersOfAClassThatOnlyItsProgramTells() throws Exception {
        try (Checkpoint checkpoint = open("subclass_v3.keras")) {
            Model model = checkpoint.model().orElseThrow();
            assertTrue(checkpoint.warnings().get(0).contains("of the class Net"), checkpoint.warnings().toString());
            Map<String, String> types = model.layers().stream()
                    .collect(Collectors.toMap(Layer::path, Layer::type));
            assertEquals(Map.ofEntries(Map.entry("conv1", "Conv2d"), Map.entry("up", "ConvTranspose2d"),
                    Map.entry("blocks.separable_conv2d", "SeparableConv2d"),
                    Map.entry("blocks.depthwise_conv2d", "DepthwiseConv2d"),
                    Map.entry("blocks.batch_normalization", "BatchNorm2d"),
                    Map.entry("blocks.batch_normalization_1", "BatchNorm2d"), Map.entry("decoder", "LSTM"),
                    Map.entry("drop", "Module"), Map.entry("token_embedding", "Embedding"),
                    Map.entry("mix", "MultiheadAttention"), Map.entry("norm", "LayerNorm"),
                    Map.entry("head", "Linear")), types);
            assertEquals("beta, moving_mean, moving_variance", names(model, "blocks.batch_normalization_1"));
            assertEquals("kernel, recurrent_kernel, bias", names(model, "decoder"));
            assertEquals("seed_generator_state", names(model, "drop"));
            assertEquals(0, model.layer("drop").orElseThrow().trainableCount());
            assertEquals(Map.of("in_channels", 4L, "out_channels", 5L, "kernel_size", List.of(2L, 2L)),
                    model.layer("up").orElseThrow().config());
            assertEquals(6L, model.layer("blocks.depthwise_conv2d").orElseThrow().config().get("out_channels"));
            assertEquals(5L, model.layer("decoder").orElseThrow().config().get("hidden_size"));
        }
    }

    @Test
    void believesWeightsMoreThanAName() {
        assertEquals("Linear", type("conv2d_1", Map.of("0", Shape.of(4, 2), "1", Shape.of(2))));
        assertEquals("Conv1d", type("lstm", Map.of("kernel", Shape.of(4, 7, 2))));
        assertEquals("Embedding", type("word_embedding", Map.of("0", Shape.of(11, 4))));
        assertEquals("Linear", type("pooler", Map.of("0", Shape.of(11, 4))));
    }

    @Test
    void guessesNothingFromWeightsThatNoLayerHas() {
        assertEquals("Module", type("dense", Map.of("0", Shape.of())));
        assertEquals("Module", type("lstm", Map.of("0", Shape.of(4, 0), "1", Shape.of(0, 0))));
        assertEquals("Module", type("x", Map.of("0", Shape.of(4, 8), "1", Shape.of(3, 8), "2", Shape.of(8))));
        assertEquals("Module", type("multi_head_attention", Map.of("0", Shape.of(2, 2, 2, 2, 2, 2))));
    }

    private static String type(String name, Map<String, Shape> shapes) {
        Map<String, Shape> sorted = new LinkedHashMap<>();
        shapes.keySet().stream().sorted().forEach(key -> sorted.put(key, shapes.get(key)));
        ClassGuess guess = ClassGuess.of(List.of(name), sorted.entrySet().stream()
                .map(entry -> new Found(List.of(entry.getKey()), new TensorInfo(entry.getKey(), ElementType.FLOAT32,
                        entry.getValue(), 4 * entry.getValue().count().orElse(0)))).toList());
        return guess.isComplete() ? guess.type() : "Module";
    }
}
