package org.lamina.source.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lamina.model.ElementType;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.testsupport.ModelBuilder;

class KerasSourcesTest {

    private static final String SEQUENTIAL = """
            import keras
            from keras import layers
            model = keras.Sequential([
                layers.Conv2D(4, 3, activation="relu", name="stem"),
                layers.Flatten(),
                layers.Dense(8, activation="relu"),
                layers.Dropout(0.5)])
            model.add(layers.Dense(2))
            """;

    private static Model sequential(String first, String second, long units) {
        ModelBuilder builder = new ModelBuilder("sequential");
        String stem = builder.conv("stem", builder.input("image", -1, 1, 8, 8), 4, 3, 1, 0);
        String flat = builder.same("flatten_3", "Flatten", stem);
        dense(builder, second, builder.dropout("dropout", dense(builder, first, flat, units), 0.5), 2);
        return builder.build();
    }

    private static String dense(ModelBuilder builder, String path, String from, long units) {
        TensorInfo kernel = new TensorInfo(path + "/kernel", ElementType.FLOAT32, Shape.of(4, units), 16 * units);
        return builder.layer(path, "Linear", false, Map.of("out_features", units), Shape.of(-1, units),
                List.of(new Parameter("kernel", kernel, true)), from);
    }

    private static String lines(Model model, MemorySourceTree tree) {
        LayerSources sources = LayerSources.resolve(model, tree, Progress.NONE);
        return model.layers().stream().map(layer -> layer.path() + " "
                + sources.definition(layer.path()).map(SourceLocation::line).orElse(0))
                .collect(Collectors.joining(", "));
    }

    private static MemorySourceTree tree(String program) {
        return new MemorySourceTree().with("/here/net.py", program);
    }

    @Test
    void findsLayersByTheirNamesAndOthersByTheirOrder() {
        assertEquals("stem 4, flatten_3 5, dense 6, dropout 7, dense_1 8",
                lines(sequential("dense", "dense_1", 8), tree(SEQUENTIAL)));
        assertEquals("stem 4, flatten_3 5, dense_9 6, dropout 7, dense_10 8",
                lines(sequential("dense_9", "dense_10", 8), tree(SEQUENTIAL)));
    }

    @Test
    void findsLayersOfFunctionalModelsThroughNestedOnesAndWrappers() {
        String program = """
                from tensorflow import keras
                from tensorflow.keras import layers
                tokens = keras.Input((5,))
                encoder = keras.Sequential([
                    layers.Embedding(11, 4),
                    layers.Bidirectional(layers.LSTM(3), name="both_ways")], name="encoder")
                x = encoder(tokens)
                x = layers.TimeDistributed(layers.Dense(4))(x)
                shared = layers.Dense(8)
                out = layers.Dense(2, name="out")(shared(shared(x)))
                model = keras.Model(tokens, out)
                """;
        ModelBuilder builder = new ModelBuilder("model");
        String embedding = builder.same("encoder.embedding", "Embedding", builder.input("tokens", -1, 8));
        String lstm = builder.same("encoder.both_ways", "LSTM", embedding);
        String steps = builder.linear("time_distributed", lstm, 4);
        String shared = builder.linear("dense_1#2", builder.linear("dense_1", steps, 8), 8);
        builder.linear("out", shared, 2);
        assertEquals("encoder.embedding 5, encoder.both_ways 6, time_distributed 8, dense_1 9, dense_1#2 9, out 10",
                lines(builder.build(), tree(program)));
    }

    @Test
    void findsNothingInAProgramThatMakesOtherLayers() {
        Model other = sequential("dense", "dense_1", 16);
        assertEquals("stem 0, flatten_3 0, dense 0, dropout 0, dense_1 0", lines(other, tree(SEQUENTIAL)));
        Model more = sequential("dense", "hidden", 8);
        assertEquals("stem 0, flatten_3 0, dense 0, dropout 0, hidden 0", lines(more, tree(SEQUENTIAL)));
    }

    @Test
    void findsNothingWhereTwoProgramsFit() {
        MemorySourceTree two = tree(SEQUENTIAL).with("/here/copy.py", "# moved\n" + SEQUENTIAL);
        assertEquals("stem 0, flatten_3 0, dense 0, dropout 0, dense_1 0",
                lines(sequential("dense", "dense_1", 8), two));
    }
}
