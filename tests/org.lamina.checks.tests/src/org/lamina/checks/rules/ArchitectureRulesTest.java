package org.lamina.checks.rules;

import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {

    private static final String CLASSES = "'adam', 'sparse_categorical_crossentropy'";

    private static Example layers(String layers) {
        return Example.sequential(layers, CLASSES, "x, y, validation_split=0.1");
    }

    @Test
    void findsLinearLayersInARow() {
        layers("Input((8,)),\nDense(32),  # <-\nBatchNormalization(),\nDense(8),  # <-\nDense(3, name='end'),")
                .finds("missing-nonlinearity").isMendedBy("missing-nonlinearity");
    }

    @Test
    void leavesBottlenecksAndFactorisedConvolutionsAlone() {
        layers("Input((64,)),\nDense(8),\nDense(64),\nReLU(),").isFineFor("missing-nonlinearity");
        layers("Conv2D(8, 1),\nConv2D(16, 3),\nReLU(),").isFineFor("missing-nonlinearity");
        layers("SeparableConv2D(8, 3),\nConv2D(16, 3),\nReLU(),").isFineFor("missing-nonlinearity");
        layers("Conv2D(8, (1, 3)),\nConv2D(16, (3, 1)),\nReLU(),").isFineFor("missing-nonlinearity");
        layers("Dense(32, activation=my_own),\nDense(3),").isFineFor("missing-nonlinearity");
    }

    @Test
    void findsASoftmaxThatIsMissing() {
        layers("Dense(8, activation='relu'),\nDense(3),  # <-").finds("softmax-before-cross-entropy")
                .isMendedBy("softmax-before-cross-entropy");
        Example.sequential("Dense(3),  # <-", "'adam', keras.losses.CategoricalCrossentropy()", "x, y")
                .finds("softmax-before-cross-entropy").isMendedBy("softmax-before-cross-entropy");
    }

    @Test
    void findsASoftmaxTooMany() {
        Example.sequential("Dense(3, activation='softmax'),  # <-",
                "'adam', keras.losses.CategoricalCrossentropy(from_logits=True)", "x, y")
                .finds("softmax-before-cross-entropy").isMendedBy("softmax-before-cross-entropy");
    }

    @Test
    void saysNothingWhereSoftmaxAndLossFit() {
        layers("Dense(3, activation='softmax'),").isFineFor("softmax-before-cross-entropy");
        Example.sequential("Dense(3),", "'adam', keras.losses.CategoricalCrossentropy(from_logits=True)", "x, y")
                .isFineFor("softmax-before-cross-entropy");
        Example.sequential("Dense(3),", "'adam', keras.losses.CategoricalCrossentropy(from_logits=LOGITS)", "x, y")
                .isFineFor("softmax-before-cross-entropy");
        layers("Dense(3),\nmy_layer,").isFineFor("softmax-before-cross-entropy");
    }

    @Test
    void findsHighDropout() {
        layers("Dense(8),\nDropout(0.7),  # <-\nDropout(0.2),").finds("dropout-rate").isMendedBy("dropout-rate");
        layers("Dense(8),\nDropout(0.4),\nDropout(rate),").isFineFor("dropout-rate");
    }

    @Test
    void findsALastActivationThatDoesNotFit() {
        Example.sequential("Dense(1, activation='softmax'),  # <-", "'adam', 'binary_crossentropy'", "x, y")
                .finds("last-activation").isMendedBy("last-activation");
        layers("Dense(3, activation='relu'),  # <-").finds("last-activation").isMendedBy("last-activation");
        Example.sequential("Dense(1, activation='sigmoid'),  # <-", "'adam', 'mse'", "x, y").finds("last-activation")
                .isMendedBy("last-activation");
        Example.sequential("Dense(5, activation='softmax'),  # <-", "'adam', 'binary_crossentropy'", "x, y")
                .finds("last-activation").isMendedBy("last-activation");
    }

    @Test
    void saysNothingWhereTheLastActivationFits() {
        layers("Dense(3, activation='softmax'),").isFineFor("last-activation");
        Example.sequential("Dense(1, activation='sigmoid'),", "'adam', 'binary_crossentropy'", "x, y")
                .isFineFor("last-activation");
        Example.sequential("Dense(1),", "'adam', 'mse'", "x, y").isFineFor("last-activation");
        Example.sequential("Dense(32, activation='relu'),\nDense(784, activation='sigmoid'),", "'adam', 'mse'", "x, x")
                .isFineFor("last-activation");
    }

    @Test
    void findsTheWrongNumberOfClasses() {
        String data = "(x, y), _ = keras.datasets.mnist.load_data()\n";
        String fit = "model.compile('adam', 'sparse_categorical_crossentropy')\nmodel.fit(x / 255., y)\n";
        Example.keras(data + "model = keras.Sequential([Flatten(),\n    Dense(9, activation='softmax')])  # <-\n" + fit)
                .finds("class-count").isMendedBy("class-count");
        Example.keras(data + "model = keras.Sequential([Flatten(),\n    Dense(10, activation='softmax')])\n" + fit)
                .isFineFor("class-count");
        layers("Dense(7, activation='softmax'),").isFineFor("class-count");
    }

    @Test
    void findsTwoActivationsInARow() {
        layers("Dense(8, activation='relu'),\nActivation('relu'),  # <-\nDense(3, activation='softmax'),")
                .finds("repeated-activation").isMendedBy("repeated-activation");
        layers("Dense(8, activation='relu'),\nDense(8),\nActivation('relu'),").isFineFor("repeated-activation");
        layers("Dense(8, activation='linear'),\nActivation('relu'),").isFineFor("repeated-activation");
    }

    @Test
    void findsDropoutWhereItDoesHarm() {
        layers("Dense(8),\nDropout(0.1),  # <-\nBatchNormalization(),\nDense(3),").finds("dropout-placement");
        layers("Conv2D(8, 3),\nDropout(0.1),  # <-\nMaxPooling2D(),\nFlatten(),\nDense(3),").finds("dropout-placement");
        layers("Dense(3, activation='softmax'),\nDropout(0.1),  # <-").finds("dropout-placement");
        layers("Dense(8),\nBatchNormalization(),\nDropout(0.1),\nDense(3),").isFineFor("dropout-placement");
    }

    @Test
    void findsABiasThatANormalisationUndoes() {
        layers("Conv2D(8, 3),  # <-\nBatchNormalization(),\nReLU(),").finds("bias-before-batch-norm")
                .isMendedBy("bias-before-batch-norm");
        layers("Conv2D(8, 3, use_bias=False),\nBatchNormalization(),").isFineFor("bias-before-batch-norm");
        layers("Conv2D(8, 3, activation='relu'),\nBatchNormalization(),").isFineFor("bias-before-batch-norm");
    }

    @Test
    void findsAWindowLargerThanWhatItLooksAt() {
        layers("Conv2D(8, 3, input_shape=(8, 8, 1)),\nMaxPooling2D(4),\nConv2D(8, 3),  # <-\nConv2D(8, 3),")
                .finds("window-larger-than-map");
        layers("Conv2D(8, 3, input_shape=(8, 8, 1)),\nMaxPooling2D(2),\nConv2D(8, 3),\nFlatten(),")
                .isFineFor("window-larger-than-map");
        layers("Conv2D(8, 3, input_shape=(2, 2, 1), padding='same'),").isFineFor("window-larger-than-map");
    }

    @Test
    void findsStepsLargerThanTheWindow() {
        layers("Conv2D(8, 3, strides=4),  # <-\nMaxPooling2D(2, 3),  # <-").finds("stride-over-window")
                .isMendedBy("stride-over-window");
        layers("Conv2D(8, 3, strides=3),\nConv2D(8, 1, strides=2),\nMaxPooling2D(2),").isFineFor("stride-over-window");
    }

    @Test
    void findsDenseLayersOnFeatureMaps() {
        layers("Conv2D(8, 3),\nMaxPooling2D(),\nDense(3, activation='softmax'),  # <-").finds("missing-flatten");
        layers("Conv2D(8, 3),\nMaxPooling2D(),\nFlatten(),\nDense(3, activation='softmax'),")
                .isFineFor("missing-flatten");
        layers("Conv1D(8, 3, padding='same'),\nDense(3, activation='softmax'),").isFineFor("missing-flatten");
    }

    @Test
    void findsSizesThatDoNotFit() {
        Example.torch("net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(),\n    nn.Linear(16, 2))  # <-\n")
                .finds("size-mismatch");
        Example.torch("net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))\n").isFineFor("size-mismatch");
        layers("Dense(16, input_dim=4),\nReshape((15,)),  # <-\nDense(3),").finds("size-mismatch");
        layers("Dense(16, input_dim=4),\nReshape((2, 8)),\nDense(3),").isFineFor("size-mismatch");
    }

    @Test
    void findsWeightsThatBeginEqual() {
        layers("Dense(8, kernel_initializer='zeros', activation='relu'),  # <-\nDense(3, kernel_initializer='zeros'),")
                .finds("constant-initialisation").isMendedBy("constant-initialisation");
        layers("Dense(8, kernel_initializer='zeros', bias_initializer=identity),\nDense(3),")
                .isFineFor("constant-initialisation");
        layers("Dense(8, bias_initializer='zeros', kernel_initializer='he_normal'),\nDense(3),")
                .isFineFor("constant-initialisation");
    }

    @Test
    void findsWidthsThatGoTheWrongWay() {
        layers("Dense(8, activation='relu'),\nDense(64, activation='relu'),  # <-\nDense(3),").finds("layer-widths");
        layers("Conv2D(32, 3),\nReLU(),\nConv2D(8, 3),  # <-\nFlatten(),\nDense(3),").finds("layer-widths");
        layers("Conv2D(8, 3),\nReLU(),\nConv2D(32, 3),\nReLU(),\nConv2D(8, 1),\nFlatten(),\nDense(16),\nDense(3),")
                .isFineFor("layer-widths");
    }

    @Test
    void findsPoolingBehindPooling() {
        layers("Conv2D(8, 3),\nMaxPooling2D(),\nMaxPooling2D(),  # <-\nConv2D(8, 3),").finds("repeated-pooling");
        layers("MaxPooling2D(),\nConv2D(8, 3),\nMaxPooling2D(),").isFineFor("repeated-pooling");
    }

    @Test
    void findsADeepStackOfSigmoids() {
        String sigmoid = "Dense(8, activation='sigmoid'),";
        layers(sigmoid + "  # <-\n" + sigmoid + "\n" + sigmoid + "\nDense(3, activation='softmax'),")
                .finds("saturating-stack");
        layers(sigmoid + "\n" + sigmoid + "\nDense(1, activation='sigmoid'),").isFineFor("saturating-stack");
    }

    @Test
    void findsASoftmaxInside() {
        layers("Dense(8, activation='softmax'),  # <-\nDense(3, activation='softmax'),").finds("softmax-inside")
                .isMendedBy("softmax-inside");
        layers("Dense(8, activation='relu'),\nDense(3, activation='softmax'),").isFineFor("softmax-inside");
    }

    @Test
    void findsLayersThatDoNotTrain() {
        layers("Dense(8, trainable=False),  # <-\nDense(3),").finds("frozen-layer").isMendedBy("frozen-layer");
        layers("Embedding(8, 4, weights=[table], trainable=False),\nDense(3),").isFineFor("frozen-layer");
    }

    @Test
    void findsActivationsOnParametersOfADistribution() {
        String model = "x = keras.Input((8,))\nh = Dense(4, activation='relu')(x)\n";
        Example.keras(model + "m = Dense(2, activation='relu', name='z_mean')(h)  # <-\nmodel = keras.Model(x, m)\n")
                .finds("latent-activation").isMendedBy("latent-activation");
        Example.keras(model + "m = Dense(2, name='z_mean')(h)\nmodel = keras.Model(x, m)\n")
                .isFineFor("latent-activation");
        String encoder = """
                class Encoder(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.fc1 = nn.Linear(784, 400)
                        self.fc_mu = nn.Linear(400, 20)
                        self.fc_logvar = nn.Linear(400, 20)%s
                    def forward(self, x):
                        h = torch.relu(self.fc1(x))
                        return self.fc_mu(h), torch.%s(self.fc_logvar(h))
                model = Encoder()
                """;
        Example.torch(encoder.formatted("  # <-", "relu")).finds("latent-activation");
        // the bounds of a deviation are meant
        Example.torch(encoder.formatted("", "tanh")).isFineFor("latent-activation");
    }

    @Test
    void findsChannelsAtTheWrongEnd() {
        layers("Conv2D(8, 3, input_shape=(3, 32, 48)),  # <-\nFlatten(),").finds("channel-order")
                .isMendedBy("channel-order");
        layers("Conv2D(8, 3, input_shape=(32, 48, 3)),\nFlatten(),").isFineFor("channel-order");
        layers("Conv2D(8, 3, input_shape=(3, 32, 48), data_format='channels_first'),").isFineFor("channel-order");
    }

    @Test
    void findsTwoDropoutsInARow() {
        layers("Dense(8),\nDropout(0.1),\nDropout(0.2),  # <-\nDense(3),").finds("doubled-regularisation");
        layers("Dense(8),\nDropout(0.1),\nDense(8),\nDropout(0.2),\nDense(3),").isFineFor("doubled-regularisation");
    }
}
