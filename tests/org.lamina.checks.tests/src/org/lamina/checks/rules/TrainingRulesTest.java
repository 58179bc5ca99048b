package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lamina.model.Severity;

class TrainingRulesTest {

    private static final String NET = "net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.1), "
            + "nn.Linear(8, 2))\nopt = torch.optim.Adam(net.parameters())\n";

    private static Example training(String compile, String fit) {
        return Example.sequential("Dense(3, activation='softmax'),", compile, fit);
    }

    @Test
    void findsLearningRatesThatCanNotWork() {
        training("keras.optimizers.SGD(-0.1), 'mse'  # <-\n", "x, y").finds("learning-rate")
                .isMendedBy("learning-rate");
        training("keras.optimizers.Adam(learning_rate=3), 'mse'  # <-\n", "x, y").finds("learning-rate");
        training("keras.optimizers.Adam(lr=0.001), 'mse'", "x, y").isFineFor("learning-rate");
        training("keras.optimizers.Adam(schedule), 'mse'", "x, y").isFineFor("learning-rate");
        Example.torch("opt = torch.optim.Adadelta(p, lr=1.0)\n").isFineFor("learning-rate");
        assertEquals(Severity.WARNING, Example.torch("opt = torch.optim.SGD(p, lr=0.1)\n").findings("learning-rate")
                .get(0).severity());
    }

    @Test
    void findsAdadeltaThatHardlyMoves() {
        training("keras.optimizers.Adadelta(), 'mse'  # <-\n", "x, y").finds("learning-rate")
                .isMendedBy("learning-rate");
        training("keras.optimizers.Adadelta(learning_rate=0.001), 'mse'  # <-\n", "x, y").finds("learning-rate")
                .isMendedBy("learning-rate");
        training("'adadelta', 'mse'  # <-\n", "x, y").finds("learning-rate");
        training("keras.optimizers.Adadelta(learning_rate=1.0), 'mse'", "x, y").isFineFor("learning-rate");
        new Example("import keras\nopt = keras.optimizers.Adadelta()\n").isFineFor("learning-rate");
        Example.torch("opt = torch.optim.Adadelta(p)\n").isFineFor("learning-rate");
    }

    @Test
    void findsSamplesThatAreNotScaled() {
        String end = "model = keras.Sequential([Flatten(), Dense(10)])\nmodel.compile('adam', 'mse')\n"
                + "model.fit(x, y)\n";
        String load = "(x, y), (x_test, y_test) = keras.datasets.cifar10.load_data()";
        Example.keras(load + "  # <-\nx = x.astype('float32')\n" + end).finds("input-range").isMendedBy("input-range");
        Example.keras(load + "\nx = x.astype('float32') / 255\n" + end).isFineFor("input-range");
        Example.keras(load + "\nx /= 255.\n" + end).isFineFor("input-range");
        Example.keras(load + "\nx = prepare(x)\n" + end).isFineFor("input-range");
        Example.keras(load + "\n" + end.replace("[Flatten()", "[Rescaling(1 / 255), Flatten()"))
                .isFineFor("input-range");
    }

    @Test
    void findsValidationSamplesThatWereTrainedOn() {
        String end = "model = keras.Sequential([Dense(10)])\nmodel.compile('adam', 'mse')\n";
        String load = "(x, y), (v, w) = keras.datasets.mnist.load_data()\n" + end;
        Example.keras(load + "model.fit(x, y, validation_data=(x[:50], y[:50]))  # <-\n").finds("validation-overlap")
                .isMendedBy("validation-overlap");
        Example.keras(load + "model.fit(x[50:], y[50:], validation_data=(x[:50], y[:50]))\n")
                .isFineFor("validation-overlap");
        Example.keras(load + "model.fit(x[:-50], y[:-50], validation_data=(x[-50:], y[-50:]))\n")
                .isFineFor("validation-overlap");
        Example.keras(load + "model.fit(x, y, validation_data=(v, w))\n").isFineFor("validation-overlap");
        Example.keras(end + "a, b, c, d = train_test_split(*read())\nmodel.fit(a, c, validation_data=(b, d))\n")
                .isFineFor("validation-overlap");
        Example.keras(end + "a, b, c, d = train_test_split(*read())\nmodel.fit(a, c, validation_data=(a, c))  # <-\n")
                .finds("validation-overlap");
    }

    @Test
    void findsLabelsThatTheLossDoesNotTake() {
        String load = "(x, y), (v, w) = keras.datasets.mnist.load_data()\nx = x / 255\n";
        String end = "model = keras.Sequential([Dense(10, activation='softmax')])\n";
        Example.keras(load + end + "model.compile('adam', 'categorical_crossentropy')  # <-\nmodel.fit(x, y)\n")
                .finds("labels-and-loss").isMendedBy("labels-and-loss");
        Example.keras(load + "y = keras.utils.to_categorical(y, 10)\n" + end
                + "model.compile('adam', 'sparse_categorical_crossentropy')  # <-\nmodel.fit(x, y)\n")
                .finds("labels-and-loss").isMendedBy("labels-and-loss");
        Example.keras(load + "y = keras.utils.to_categorical(y, 10)\n" + end
                + "model.compile('adam', 'categorical_crossentropy')\nmodel.fit(x, y)\n").isFineFor("labels-and-loss");
    }

    @Test
    void findsTrainingWithoutValidation() {
        training("'adam', 'mse'", "x, y, epochs=5").isFoundInFit("no-validation");
        training("'adam', 'mse'", "x, y, validation_split=0.1").isFineFor("no-validation");
        training("'adam', 'mse'", "x, y, validation_data=(v, w)").isFineFor("no-validation");
        Example.keras("model = keras.Sequential([Dense(1)])\nmodel.compile('adam', 'mse')\nmodel.fit(x, y)\n"
                + "model.evaluate(v, w)\n").isFineFor("no-validation");
    }

    @Test
    void findsSamplesInAFixedOrder() {
        training("'adam', 'mse'", "x, y, shuffle=False").isFoundInFit("data-not-shuffled");
        training("'adam', 'mse'", "x, y, shuffle=True").isFineFor("data-not-shuffled");
        Example.sequential("LSTM(8),\nDense(1),", "'adam', 'mse'", "x, y, shuffle=False")
                .isFineFor("data-not-shuffled");
    }

    @Test
    void findsUnfitBatches() {
        Example.sequential("Dense(8),\nBatchNormalization(),\nDense(1),", "'adam', 'mse'", "x, y, batch_size=1")
                .isFoundInFit("batch-size");
        training("'adam', 'mse'", "x, y, batch_size=1").isFineFor("batch-size");
        training("'adam', 'mse'", "x, y, batch_size=64").isFineFor("batch-size");
    }

    @Test
    void findsASingleEpoch() {
        training("'adam', 'mse'", "x, y, epochs=1").isFoundInFit("few-epochs");
        training("'adam', 'mse'", "x, y, epochs=20").isFineFor("few-epochs");
        training("'adam', 'mse'", "x, y").isFineFor("few-epochs");
    }

    @Test
    void findsAccuracyOfARegression() {
        Example.keras("model = keras.Sequential([Dense(4, 'relu'), Dense(1)])\nmodel.compile('adam', 'mse', "
                + "['accuracy'])  # <-\nmodel.fit(x, y)\n").finds("loss-and-metric");
        training("'adam', 'mse', ['mae']", "x, y").isFineFor("loss-and-metric");
        training("'adam', 'categorical_crossentropy', ['accuracy']", "x, y").isFineFor("loss-and-metric");
    }

    @Test
    void findsGradientsThatAddUp() {
        String loop = NET + "for x, y in loader:\n    loss = F.cross_entropy(net(x), y)\n";
        Example.torch(loop + "    loss.backward()  # <-\n    opt.step()\n").finds("zero-grad").isMendedBy("zero-grad");
        Example.torch(loop + "    opt.zero_grad()\n    loss.backward()\n    opt.step()\n").isFineFor("zero-grad");
        Example.torch(loop + "    loss.backward()\n    opt.step()\n    for p in net.parameters():\n"
                + "        p.grad = None\n").isFineFor("zero-grad");
        Example.torch(NET + "loss = F.cross_entropy(net(x), y)\nloss.backward()\nopt.step()\n").isFineFor("zero-grad");
    }

    @Test
    void findsAnEvaluationInTheModeOfTraining() {
        String loop = NET + """
                for epoch in range(3):
                    for x, y in loader:
                        opt.zero_grad()
                        F.cross_entropy(net(x), y).backward()
                        opt.step()
                """;
        String test = """
                    with torch.no_grad():
                        for x, y in valid:
                            right = net(x).argmax(1) == y
                """;
        Example.torch(loop + test.replace("right = net(x).argmax(1) == y", "right = net(x).argmax(1) == y  # <-"))
                .finds("evaluation-mode");
        Example.torch(loop + "    net.eval()  # <-\n" + test).finds("evaluation-mode");
        Example.torch(loop + "    net.eval()\n" + test + "    net.train()\n").isFineFor("evaluation-mode");
        Example.torch((loop + test).replace("nn.Dropout(0.1), ", "")).isFineFor("evaluation-mode");
        Example.torch(loop + "net.eval()\n" + test.indent(-4)).isFineFor("evaluation-mode");
    }

    @Test
    void findsAnOptimizerWithoutParameters() {
        Example.torch("opt = torch.optim.Adam([])  # <-\n").finds("optimizer-parameters");
        Example.torch(NET).isFineFor("optimizer-parameters");
    }

    @Test
    void findsValidationSamplesThatArePreparedOtherwise() {
        String load = "(x, y), (v, w) = keras.datasets.mnist.load_data()\nx = x / 255\n";
        String end = "model = keras.Sequential([Dense(10)])\nmodel.compile('adam', 'mse')\n";
        Example.keras(load + end + "model.fit(x, y, validation_data=(v, w))  # <-\n").finds("preparation-differs");
        Example.keras(load + "v = v / 255\n" + end + "model.fit(x, y, validation_data=(v, w))\n")
                .isFineFor("preparation-differs");
    }

    @Test
    void findsVariablesThatAreNotInitialisedOnce() {
        String graph = """
                import tensorflow as tf
                out = tf.layers.dense(x, 2)
                loss = tf.losses.mean_squared_error(y, out)
                step = tf.train.AdamOptimizer(0.01).minimize(loss)
                """;
        new Example(graph + "with tf.Session() as sess:  # <-\n    sess.run(step)\n").finds("session-initialisation");
        new Example(graph + "with tf.Session() as sess:\n    sess.run(tf.global_variables_initializer())\n"
                + "    sess.run(step)  # <-\n").finds("session-initialisation");
        new Example(graph + "with tf.Session() as sess:\n    for i in range(9):\n"
                + "        sess.run(tf.global_variables_initializer())  # <-\n").finds("session-initialisation");
        new Example(graph + "with tf.Session() as sess:\n    sess.run(tf.global_variables_initializer())\n"
                + "    for i in range(9):\n        sess.run(step)\n").isFineFor("session-initialisation");
    }
}
