package org.lamina.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Port;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class KerasHdf5ReaderTest {

    private static Checkpoint checkpoint;
    private static Model model;

    @BeforeAll
    static void open() throws Exception {
        checkpoint = Readers.builtin().open(Fixtures.fixture("keras/functional_v2.h5"), Progress.NONE);
        model = checkpoint.model().orElseThrow();
    }

    @AfterAll
    static void close() throws Exception {
        checkpoint.close();
    }

    private static Layer layer(String path) {
        return model.layer(path).orElseThrow();
    }

    private static Shape output(String path) {
        return layer(path).outputShapes().get(0);
    }

    @Test
    void tellsWhoWroteTheFile() {
        assertEquals("Keras HDF5", checkpoint.format());
        assertEquals("Keras 2.11.0 (tensorflow)", checkpoint.producer());
        assertEquals("Keras", checkpoint.framework());
        assertEquals("two_heads", model.name());
        assertEquals(List.of(), checkpoint.warnings());
    }

    @Test
    void tellsWhatTheModelWasTrainedWith() {
        assertEquals("categorical_crossentropy", checkpoint.metadata().get("loss.head"));
        assertEquals("Adam", checkpoint.metadata().get("optimizer"));
        assertEquals(0.001, checkpoint.metadata().get("optimizer.learning_rate"));
    }

    @Test
    void readsLayersInTheCommonVocabularyAndKeepsTheOriginal() {
        assertEquals("encoder.conv Conv2d, encoder.norm BatchNorm2d, encoder.pool MaxPool2d, embedding Embedding, "
                + "both_ways LSTM, each_step Linear, flat Flatten, wide GlobalAvgPool, repeated Repeat, "
                + "pooled Reshape, shared Linear, shared#2 Linear, joined Concat, tf_math_multiply Mul, head Linear, "
                + "score Linear", model.layers().stream().map(layer -> layer.path() + " " + layer.type())
                .collect(Collectors.joining(", ")));
        assertEquals("Conv2D", layer("encoder.conv").originalType());
        assertEquals("Bidirectional(LSTM)", layer("both_ways").originalType());
        assertEquals("TimeDistributed(Dense)", layer("each_step").originalType());
        assertTrue(layer("tf_math_multiply").function());
        assertFalse(layer("head").function());
    }

    @Test
    void givesNestedModelsAsGroups() {
        assertEquals(List.of(new Group("encoder", "Sequential", "Sequential", Optional.empty())), model.groups());
    }

    @Test
    void infersShapesWithChannelsLast() {
        assertEquals(Shape.of(-1, 4, 4, 4), output("encoder.conv"));
        assertEquals(Shape.of(-1, 2, 2, 4), output("encoder.pool"));
        assertEquals(Shape.of(-1, 16), output("flat"));
        assertEquals(Shape.of(-1, 5, 6), output("both_ways"));
        assertEquals(Shape.of(-1, 5, 4), output("each_step"));
        assertEquals(Shape.of(-1, 4), output("wide"));
        assertEquals(Shape.of(-1, 16), output("pooled"));
        assertEquals(Shape.of(-1, 4), output("tf_math_multiply"));
        assertEquals(Shape.of(-1, 3), output("head"));
    }

    @Test
    void knowsInputsAndOutputs() {
        assertEquals(List.of(new Port("image", ElementType.FLOAT32, Shape.of(-1, 8, 8, 3), true,
                List.of("encoder.conv")), new Port("tokens", ElementType.INT32, Shape.of(-1, 5), true,
                List.of("embedding"))), model.inputs());
        assertEquals(List.of("head", "score"), model.outputs().stream().map(Port::name).toList());
        assertEquals(List.of(Shape.of(-1, 3), Shape.of(-1, 1)), model.outputs().stream().map(Port::shape).toList());
    }

    @Test
    void followsDataThroughNestedModelsAndSharedLayers() {
        assertEquals(List.of("encoder.conv"), paths(model.predecessors(layer("encoder.norm"))));
        assertEquals(List.of("encoder.pool"), paths(model.predecessors(layer("flat"))));
        assertEquals(List.of("shared", "shared#2"), paths(model.predecessors(layer("joined"))));
        assertEquals(List.of("tf_math_multiply", "score"), paths(model.successors(layer("joined"))));
    }

    private static List<String> paths(List<Layer> layers) {
        return layers.stream().map(Layer::path).toList();
    }

    @Test
    void givesHyperParametersByTheirCommonNames() {
        Layer conv = layer("encoder.conv");
        assertEquals(3L, conv.config().get("in_channels"));
        assertEquals(4L, conv.config().get("out_channels"));
        assertEquals(List.of(3L, 3L), conv.config().get("kernel_size"));
        assertEquals(List.of(2L, 2L), conv.config().get("stride"));
        assertEquals("same", conv.config().get("padding"));
        assertEquals("channels_last", conv.config().get("data_format"));
        assertEquals(4 * 4 * 4 * 27, conv.macs().orElseThrow());
        assertEquals(16L, layer("shared").config().get("in_features"));
        assertEquals(true, layer("both_ways").config().get("bidirectional"));
        assertEquals(3L, layer("both_ways").config().get("hidden_size"));
    }

    @Test
    void showsAFusedActivationInsideItsLayer() {
        assertEquals(Optional.of("ReLU"), layer("encoder.conv").activation());
        assertEquals(Optional.of("Softmax"), layer("head").activation());
        assertEquals(Optional.empty(), layer("score").activation());
        assertEquals(List.of("Dense", "Softmax"), layer("head").operations().stream().map(Operation::type).toList());
    }

    @Test
    void findsTheWeightsOfEachLayer() {
        assertEquals("kernel, bias", names(layer("encoder.conv")));
        assertEquals("gamma, beta, moving_mean, moving_variance", names(layer("encoder.norm")));
        assertEquals("forward_kernel, forward_recurrent_kernel, forward_bias, backward_kernel, "
                + "backward_recurrent_kernel, backward_bias", names(layer("both_ways")));
        assertEquals(8, layer("encoder.norm").trainableCount());
        assertEquals(0, layer("shared").trainableCount());
        assertEquals(446, model.parameterCount());
        assertEquals(446 - 34 - 8, model.trainableCount());
        assertEquals(layer("shared").parameters(), layer("shared#2").parameters());
    }

    private static String names(Layer layer) {
        return layer.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    @Test
    void readsTheValuesOfWeights() throws Exception {
        double[] kernel = checkpoint.tensors().values("shared/shared/kernel:0").toArray();
        assertEquals(32, kernel.length);
        assertEquals(31 / 64.0, kernel[31]);
        assertEquals(7, checkpoint.tensors().values("optimizer_weights/Adam/iteration:0").toArray()[0]);
    }

    @Test
    void readsTheFirstKerasWithChannelsFirst() throws Exception {
        try (Checkpoint first = Readers.builtin().open(Fixtures.fixture("keras/sequential_v1.h5"), Progress.NONE)) {
            Model old = first.model().orElseThrow();
            assertEquals("convolution2d_1 Conv2d ? × 4 × 7 × 5, maxpooling2d_1 MaxPool2d ? × 4 × 3 × 2, "
                    + "dropout_1 Dropout ? × 4 × 3 × 2, flatten_1 Flatten ? × 24, dense_1 Linear ? × 3, "
                    + "activation_1 Softmax ? × 3", old.layers().stream()
                    .map(layer -> layer.path() + " " + layer.type() + " " + layer.outputShapes().get(0))
                    .collect(Collectors.joining(", ")));
            assertEquals("W, b", names(old.layer("dense_1").orElseThrow()));
            assertEquals(124 + 75, old.parameterCount());
            assertEquals(0.25, old.layer("dropout_1").orElseThrow().config().get("p"));
            assertEquals(Optional.of("ReLU"), old.layer("convolution2d_1").orElseThrow().activation());
        }
    }

    /** A model is called once when it is made; the calls of others are counted from there. */
    @Test
    void feedsEachCallOfASharedModelFromItsInput() throws Exception {
        try (Checkpoint shared = Readers.builtin().open(Fixtures.fixture("keras/shared_v2.h5"), Progress.NONE)) {
            Model siamese = shared.model().orElseThrow();
            assertEquals(List.of("embedder.cells", "embedder.cells#2"), siamese.predecessors(
                    siamese.layer("apart").orElseThrow()).stream().map(Layer::path).toList());
            assertEquals(List.of(List.of("embedder.cells"), List.of("embedder.cells#2")),
                    siamese.inputs().stream().map(Port::layers).toList());
        }
    }

    @Test
    void knowsWhatStackedCellsReductionsAndSlicesMake() throws Exception {
        try (Checkpoint shared = Readers.builtin().open(Fixtures.fixture("keras/shared_v2.h5"), Progress.NONE)) {
            Model siamese = shared.model().orElseThrow();
            assertEquals(List.of(Shape.of(Shape.UNKNOWN, 5, 7)),
                    siamese.layer("embedder.cells").orElseThrow().outputShapes());
            assertEquals(List.of(Shape.of(Shape.UNKNOWN, 1, 7), Shape.of(Shape.UNKNOWN, 3)),
                    siamese.outputs().stream().map(Port::shape).toList());
        }
    }
}
