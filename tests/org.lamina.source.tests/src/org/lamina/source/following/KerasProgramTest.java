package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;

class KerasProgramTest {

    private static final String IMPORTS = "from tensorflow import keras\nfrom tensorflow.keras import layers\n";

    @Test
    void readsASequentialModelWithItsShapes() {
        Network network = network("""
                model = keras.Sequential([
                    layers.Input(shape=(28, 28, 1)),
                    layers.Conv2D(16, 3, activation='relu'),
                    layers.MaxPooling2D(),
                    layers.Flatten(),
                    layers.Dense(10),
                ])
                """);
        assertEquals(List.of("Conv2d", "ReLU", "MaxPool2d", "Flatten", "Linear"), types(network));
        assertEquals("? × 2704", network.layer(3).outputShape().orElseThrow().toString());
        assertEquals(5, network.layer(0).constructor().line());
        assertEquals(List.of(4), network.outputs());
        assertTrue(network.complete());
    }

    @Test
    void followsLayersAddedInALoop() {
        Network network = network("""
                model = keras.Sequential()
                for units in [64, 32]:
                    model.add(layers.Dense(units * 2, activation='tanh'))
                model.add(layers.Dense(1))
                """);
        assertEquals(List.of("Linear", "Tanh", "Linear", "Tanh", "Linear"), types(network));
        assertEquals(64.0, network.layer(2).number("out_features").orElseThrow());
        assertEquals(5, network.layer(2).constructor().line());
    }

    @Test
    void followsFunctionsThatBuildBlocks() {
        Network network = network("""
                def block(x, filters, pool=True):
                    x = layers.Conv2D(filters, 3, padding='same', activation='relu')(x)
                    if pool:
                        x = layers.MaxPool2D(2)(x)
                    return x

                inputs = keras.Input((32, 32, 3))
                x = block(inputs, 8)
                x = block(x, 16, pool=False)
                shortcut = x
                x = layers.add([block(x, 16, False), shortcut])
                model = keras.Model(inputs, layers.Dense(2, activation='softmax')(layers.GlobalAveragePooling2D()(x)))
                """);
        assertEquals(List.of("Conv2d", "ReLU", "MaxPool2d", "Conv2d", "ReLU", "Conv2d", "ReLU", "Add",
                "GlobalAvgPool", "Linear", "Softmax"), types(network));
        assertEquals(List.of(6, 4), network.layer(7).inputs());
    }

    @Test
    void readsASubclassedModel() {
        Network network = network("""
                class Net(keras.Model):
                    def __init__(self, units=20):
                        super().__init__()
                        self.hidden = layers.Dense(units)
                        self.act = layers.ReLU()
                        self.out = layers.Dense(3)

                    def call(self, x, training=False):
                        return self.out(self.act(self.hidden(x)))

                model = Net(units=7)
                """);
        assertEquals(List.of("Linear", "ReLU", "Linear"), types(network));
        assertEquals(List.of("hidden", "act", "out"), network.layers().stream().map(NetworkLayer::name).toList());
        assertEquals(7.0, network.layer(0).number("out_features").orElseThrow());
    }

    @Test
    void readsCompileAndFit() {
        Program program = Programs.read("a.py", IMPORTS + """
                (x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
                x = x.astype('float32') / 255
                RATE = 1e-4
                model = keras.Sequential([layers.Flatten(), layers.Dense(10)])
                model.compile(keras.optimizers.Adam(learning_rate=RATE * 10),
                              loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
                model.fit(x, y, epochs=5, validation_data=(x[:100], y[:100]))
                """);
        Training training = program.trainings().get(0);
        assertEquals(0.001, training.optimizer().orElseThrow().learningRate().orElseThrow().number().orElseThrow(),
                1e-12);
        assertEquals(Loss.Expects.LOGITS, training.losses().get(0).expects());
        assertEquals(8, training.losses().get(0).range().line());
        assertEquals("accuracy", training.metrics().get(0).name());
        Fit fit = training.fits().get(0);
        assertEquals(Values.SCALED, fit.input().values());
        assertTrue(fit.validation().orElseThrow().overlaps(fit.input()));
        assertEquals(Data.Labels.CLASS_INDEX, fit.labels().labels());
        assertTrue(fit.argument("epochs").orElseThrow().is(5L));
        assertEquals("classification", program.task().outputKind());
    }

    @Test
    void doesNotTakeOtherPartsForOverlapping() {
        Program program = Programs.read("a.py", IMPORTS + """
                (x, y), _ = keras.datasets.mnist.load_data()
                val = x[:100]
                rest = x[100:]
                model = keras.Sequential([layers.Flatten(), layers.Dense(10)])
                model.compile('sgd', 'mse')
                model.fit(rest, y[100:], validation_data=(val, y[:100]))
                """);
        Fit fit = program.trainings().get(0).fits().get(0);
        assertEquals(false, fit.validation().orElseThrow().overlaps(fit.input()));
    }

    @Test
    void readsTheOldSpellingsOfKerasOne() {
        Network network = Programs.read("a.py", """
                from keras.models import Sequential
                from keras.layers.core import Dense, Activation
                from keras.layers.convolutional import Convolution2D
                model = Sequential()
                model.add(Convolution2D(nb_filter=8, nb_row=3, nb_col=5, border_mode='same', subsample=(2, 2)))
                model.add(Activation('relu'))
                model.add(Dense(output_dim=4, init='uniform'))
                print 'done'
                """).networks().get(0);
        assertEquals(List.of("Conv2d", "ReLU", "Linear"), types(network));
        assertTrue(network.layer(0).setting("kernel_size").orElseThrow().is(List.of(3L, 5L)));
        assertTrue(network.layer(2).setting("kernel_initializer").orElseThrow().is("uniform"));
    }

    @Test
    void readsAPieceOfAProgramWithoutImports() {
        Program program = Programs.read("a.py", """
                model.add(Conv1D(64, 3, input_shape=(30, 1)))
                model.add(Dense(1, activation='sigmoid'))
                model.compile(loss='binary_crossentropy', optimizer='adam')
                model.fit(X, y, nb_epoch=20)
                """);
        assertEquals(List.of("Conv1d", "Linear", "Sigmoid"), types(program.networks().get(0)));
        assertEquals(0, program.trainings().get(0).network().orElseThrow());
        assertTrue(program.trainings().get(0).fits().get(0).argument("epochs").orElseThrow().is(20L));
    }

    @Test
    void takesBothWaysOfAnUnknownCondition() {
        Network network = network("""
                import sys
                x = inputs = keras.Input((4,))
                x = layers.Dense(3)(x)
                if len(sys.argv) > 1:
                    x = layers.ReLU()(x)
                model = keras.Model(inputs, layers.Dense(2)(x))
                """);
        assertEquals(List.of("Linear", "ReLU", "?", "Linear"), types(network));
        assertEquals(false, network.complete());
    }

    @Test
    void readsLayersOfTensorFlowOne() {
        Program program = Programs.read("a.py", """
                import tensorflow as tf
                x = tf.placeholder(tf.float32, [None, 784])
                h = tf.layers.dense(inputs=x, units=64, activation=tf.nn.relu)
                logits = tf.layers.dense(h, 10)
                loss = tf.losses.softmax_cross_entropy(y, logits)
                """);
        assertEquals(List.of("Linear", "ReLU", "Linear"), types(program.networks().get(0)));
        assertEquals(Loss.Expects.LOGITS, program.trainings().get(0).losses().get(0).expects());
    }

    private static Network network(String text) {
        return Programs.read("a.py", IMPORTS + text).networks().get(0);
    }

    private static List<String> types(Network network) {
        return network.layers().stream().map(NetworkLayer::type).collect(Collectors.toList());
    }
}
