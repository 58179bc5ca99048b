package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Severity;

/** Rules about samples and labels: what must be found, and what looks like it and must not. */
class DataRulesTest {

    private static final String IMPORTS = "import numpy as np\nimport pandas as pd\n"
            + "from sklearn.datasets import *\nfrom sklearn.preprocessing import StandardScaler, LabelEncoder\n"
            + "from sklearn.model_selection import train_test_split\n";

    private static Example trained(String data, String last, String compile, String fit) {
        return Example.keras(IMPORTS + data + "model = keras.Sequential([Dense(16, activation='relu'),\n    " + last
                + "])\nmodel.compile(" + compile + ")\nmodel.fit(" + fit + ")\n");
    }

    private static Example regression(String data) {
        return trained(data, "Dense(1)", "'adam', 'mse'", "x, y, epochs=9, validation_split=0.2");
    }

    @Test
    void findsColumnsOfATableThatAreNotScaled() {
        String read = "table = pd.read_csv('a.csv')\ny = table['price']\nx = table.drop('price', axis=1).values\n";
        Finding finding = regression(read).findings("input-range").get(0);
        assertEquals(Severity.WARNING, finding.severity());
        assertEquals("model.fit(x, y, epochs=9, validation_split=0.2)", finding.source().orElseThrow().text());
        regression(read + "x = StandardScaler().fit_transform(x)\n").isFineFor("input-range");
        regression(read + "x = (x - x.mean()) / x.std()\n").isFineFor("input-range");
        regression(read + "x = prepare(x)\n").isFineFor("input-range");
        trained(read, "BatchNormalization(), Dense(1)", "'adam', 'mse'", "load(), y").isFineFor("input-range");
    }

    @Test
    void findsSamplesThatMayBeNoNumbers() {
        String read = "table = pd.read_csv('a.csv', na_values='?')\n";
        String parts = "x = table[['a', 'b']]\ny = table['c']\n";
        assertEquals(2, regression(read + parts).findings("missing-values").size());
        regression(read + "table = table.dropna()\n" + parts).isFineFor("missing-values");
        regression("table = pd.read_csv('a.csv')\n" + parts).isFineFor("missing-values");
        String log = "x = np.loadtxt('a.csv')\nx = np.log(x)\n";
        assertEquals(1, regression(log).findings("missing-values").size());
        regression(log.replace("log(x)", "log1p(x)")).isFineFor("missing-values");
        regression(log.replace("np.log(x)", "np.nan_to_num(np.log(x))")).isFineFor("missing-values");
        Finding written = regression("x = np.array([[1.0, np.nan], [0.5, 2.0]])\n").findings("missing-values").get(0);
        assertEquals(Severity.CRITICAL, written.severity());
        assertEquals("x = np.array([[1.0, np.nan], [0.5, 2.0]])", written.source().orElseThrow().text());
    }

    @Test
    void findsFeaturesThatTellNothing() {
        regression("x = np.array([[1, 0, 3], [1, 5, 4], [1, 2, 9]])  # <-\n").finds("useless-feature");
        regression("x = np.array([[2, 2, 3], [5, 5, 4], [1, 1, 9]])  # <-\n").finds("useless-feature");
        regression("x = np.array([[2, 0, 3], [5, 5, 4], [1, 2, 9]])\n").isFineFor("useless-feature");
        regression("x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\n").isFineFor("useless-feature");
    }

    @Test
    void findsClassesOfVeryDifferentSize() {
        String few = "y = np.array([0] * 22 + [1] * 2)";
        String fit = "x, y, validation_split=0.2";
        String loss = "'adam', 'binary_crossentropy'";
        trained(few + "  # <-\n", "Dense(1, 'sigmoid')", loss, fit).finds("class-imbalance");
        Example even = trained("y = np.array([0] * 20 + [1] * 2)\n", "Dense(1, 'sigmoid')", loss, fit);
        even.isFineFor("class-imbalance");
        assertEquals("One class has at least 10 times the samples of another",
                even.findings("class-imbalance", "ratio", 3).get(0).title());
        trained(few + "\n", "Dense(1, 'sigmoid')", loss, fit + ", class_weight=w").isFineFor("class-imbalance");
    }

    @Test
    void findsScalersThatLearnFromTestSamplesToo() {
        String begin = """
                from sklearn.preprocessing import MinMaxScaler
                scaler = MinMaxScaler()
                """;
        String end = "model = keras.Sequential([Dense(8, 'relu'), Dense(1)])\nmodel.compile('adam', 'mse')\n"
                + "model.fit(x_train, y, validation_data=(x_test, z))\n";
        String train = "x_train = scaler.fit_transform(x_train)\n";
        Example.keras(begin + train + "x_test = scaler.fit_transform(x_test)  # <-\n" + end)
                .finds("preparation-differs").isMendedBy("preparation-differs");
        Example.keras(begin + "scaler.fit(x_train[cols])\nscaler.fit(x_test[cols])  # <-\n" + end)
                .finds("preparation-differs");
        Example.keras(begin + "x_train = MinMaxScaler().fit_transform(x_train)\n"
                + "x_test = MinMaxScaler().fit_transform(x_test)  # <-\n" + end).finds("preparation-differs");
        Example.keras(begin + train + "x_test = scaler.transform(x_test)\n" + end).isFineFor("preparation-differs");
        Example.keras(begin + train + "y = scaler.fit_transform(y)\n" + end).isFineFor("preparation-differs");
        Example.keras(begin + "x_test = scaler.fit_transform(x_test)\n" + end).isFineFor("preparation-differs");
    }

    @Test
    void findsScalersInHelpersThatLearnFromPartsOfASplit() {
        String helper = """
                from sklearn.preprocessing import StandardScaler
                from sklearn.model_selection import train_test_split
                def scale(samples):
                    scaler = StandardScaler()
                    return scaler.fit_transform(samples)
                (x, y), _ = keras.datasets.boston_housing.load_data()
                a, b, c, d = train_test_split(x, y)
                a = scale(a)
                """;
        String end = "model = keras.Sequential([Dense(8, 'relu'), Dense(1)])\nmodel.compile('adam', 'mse')\n"
                + "model.fit(a, c, validation_data=(b, d))\n";
        Example.keras(helper + "b = scale(b)  # <-\n" + end).finds("preparation-differs");
        Example.keras(helper + "c = scale(c)\n" + end).isFineFor("preparation-differs");
        Example.keras(helper.replace("scale(a)", "scale(x_train)") + "b = scale(samples=x_val)  # <-\n" + end)
                .finds("preparation-differs");
    }

    @Test
    void findsWholeNumbersAsInput() {
        String net = "net = nn.Linear(2, 1)\nopt = torch.optim.SGD(net.parameters(), lr=0.01)\n";
        String loop = "for epoch in range(9):\n    opt.zero_grad()\n    loss = F.mse_loss(net(x), y)\n"
                + "    loss.backward()\n    opt.step()\n";
        String written = "x = torch.tensor([[0, 1], [1, 0]])";
        Example.torch(net + written + "  # <-\n" + loop).finds("input-type").isMendedBy("input-type");
        Example.torch(net + written + ".float()\n" + loop).isFineFor("input-type");
        Example.torch(net + written.replace("0, 1", "0.0, 1") + "\n" + loop).isFineFor("input-type");
        Example.torch(net.replace("nn.Linear(2, 1)", "nn.Sequential(nn.Embedding(9, 2), nn.Linear(2, 1))") + written
                + "\n" + loop).isFineFor("input-type");
    }

    @Test
    void findsLabelsThatAreNotOfTheKindThatTheLossExpects() {
        String amounts = "x, y = make_regression(100, 4)\n";
        trained(amounts, "Dense(1, 'sigmoid')", "'adam', 'binary_crossentropy'", "x, y, epochs=9")
                .isFound("labels-and-loss", "one regression as classes");
        trained(amounts, "Dense(1)", "'adam', 'mse'", "x, y, epochs=9").isFineFor("labels-and-loss");
        String images = "(x, y), (v, w) = keras.datasets.mnist.load_data()\nx = x / 255\n";
        String loss = "'adam', 'sparse_categorical_crossentropy'";
        trained(images + "y = y / 255\n", "Dense(10, 'softmax')", loss, "x, y, epochs=9")
                .isFound("labels-and-loss", "divided labels");
        trained(images, "Dense(10, 'softmax')", loss, "x, y, epochs=9").isFineFor("labels-and-loss");
        trained("x, y = make_moons(100)\n", "Dense(1, 'sigmoid')", "'adam', 'mse', ['accuracy']", "x, y")
                .isFound("labels-and-loss", "a difference for classes");
    }

    @Test
    void findsASoftmaxOverLabelsOfWhichSeveralHold() {
        String data = "x, y = make_multilabel_classification(100, 4)\n";
        trained(data, "Dense(3, 'softmax'),  # <-\n", "'adam', 'binary_crossentropy'", "x, y").finds("last-activation")
                .isMendedBy("last-activation");
        trained("x, y = read()\n", "Dense(3, 'softmax')", "'adam', 'categorical_crossentropy'", "x, y")
                .isFineFor("last-activation");
    }

    @Test
    void findsYesOrNoForEachOfSeveralClasses() {
        String data = "x, y = read()\ny = keras.utils.to_categorical(y, 3)\n";
        String loss = "'adam', 'binary_crossentropy'";
        trained(data, "Dense(3, 'sigmoid'),  # <-\n", loss, "x, y").finds("last-activation");
        trained(data, "Dense(3, activation='sigmoid'),  # <-\n", loss, "x, y").isMendedBy("last-activation");
        trained(data, "Dense(3, activation='softmax'),  # <-\n", loss, "x, y").finds("last-activation")
                .isMendedBy("last-activation");
        assertEquals(Severity.WARNING, trained("x, y = read()\ny = keras.utils.to_categorical(y, 2)\n",
                "Dense(2, 'softmax')", loss, "x, y").findings("last-activation").get(0).severity());
        trained(data, "Dense(3, 'softmax')", "'adam', 'categorical_crossentropy'", "x, y")
                .isFineFor("last-activation");
        trained("x, y = read()\n", "Dense(3, 'sigmoid')", loss, "x, y").isFineFor("last-activation");
    }

    @Test
    void findsVectorsOfOtherLengthThanTheOutput() {
        String data = "x, y = read()\ny = keras.utils.to_categorical(y, 30)\n";
        trained(data, "Dense(10, 'sigmoid'),  # <-\n", "'adam', 'binary_crossentropy'", "x, y").finds("class-count")
                .isMendedBy("class-count");
        trained(data, "Dense(30, 'sigmoid')", "'adam', 'binary_crossentropy'", "x, y").isFineFor("class-count");
    }

    @Test
    void findsAHingeOverProbabilities() {
        trained("x, y = read()\n", "Dense(1, activation='sigmoid'),  # <-\n", "'adam', 'hinge'", "x, y")
                .finds("last-activation").isMendedBy("last-activation");
        trained("x, y = read()\n", "Dense(1, activation='tanh')", "'adam', 'hinge'", "x, y")
                .isFineFor("last-activation");
        trained("x, y = read()\n", "Dense(4, 'softmax')", "'adam', 'categorical_hinge'", "x, y")
                .isFineFor("last-activation");
    }

    @Test
    void knowsLabelsThatAFolderGivesWithItsSamples() {
        String flow = "flow = ImageDataGenerator(rescale=1/255).flow_from_directory('a', class_mode='categorical')\n";
        Example.keras("from tensorflow.keras.preprocessing.image import ImageDataGenerator\n" + flow
                + "model = keras.Sequential([Flatten(), Dense(8, activation='relu'),\n"
                + "Dense(3, activation='relu')])  # <-\nmodel.compile('adam', 'categorical_crossentropy')\n"
                + "model.fit(flow, epochs=9)\n").finds("last-activation");
        Example.keras("x = np.random.randint(2, size=(99, 20))\ny = foo(x)\n"
                + "model = keras.Sequential([Dense(20, activation='softmax')])\n"
                + "model.compile('adam', 'categorical_crossentropy')\nmodel.fit(x, y)\n").isFineFor("class-count");
    }

    @Test
    void findsLabelsOutOfRange() {
        String loss = "'adam', 'binary_crossentropy'";
        trained("x, y = load_iris(return_X_y=True)\n", "Dense(1, 'sigmoid'),  # <-\n", loss, "x, y")
                .finds("class-count");
        trained("x, y = load_breast_cancer(return_X_y=True)\n", "Dense(1, 'sigmoid')", loss, "x, y")
                .isFineFor("class-count");
        String images = "(x, y), (v, w) = keras.datasets.mnist.load_data()\n";
        String cut = images + "y = keras.utils.to_categorical(y, 9)\n";
        trained(cut, "Dense(9, 'softmax')", "'adam', 'categorical_crossentropy'", "x, y")
                .isFound("class-count", "vectors of 9 entries");
        trained(cut.replace("(y, 9)", "(y[y < 9], 9)"), "Dense(9, 'softmax')", "'adam', 'categorical_crossentropy'",
                "x, y").isFineFor("class-count");
    }

    @Test
    void findsFewerUnitsThanATorchvisionDataSetHasClasses() {
        String net = "from torchvision import datasets\nfrom torch.utils.data import DataLoader\n"
                + "loader = DataLoader(datasets.CIFAR100('.', train=True), batch_size=32, shuffle=True)\n"
                + "net = nn.Sequential(nn.Flatten(), nn.Linear(3072, 64), nn.ReLU(),\n    nn.Linear(64, 10))  # <-\n"
                + "opt = torch.optim.SGD(net.parameters(), lr=0.01)\nfor x, y in loader:\n    opt.zero_grad()\n"
                + "    F.cross_entropy(net(x), y).backward()\n    opt.step()\n";
        Example.torch(net).finds("class-count").isMendedBy("class-count");
        Example.torch(net.replace("CIFAR100", "CIFAR10")).isFineFor("class-count");
    }

    @Test
    void tellsFoldersOfImagesApart() {
        String program = "from torchvision.datasets import ImageFolder\nfrom torch.utils.data import DataLoader\n"
                + "train = DataLoader(ImageFolder('train', t), batch_size=32, shuffle=True)\n"
                + "test = DataLoader(ImageFolder('test', t), batch_size=32)\nnet = nn.Linear(9, 2)\n"
                + "opt = torch.optim.SGD(net.parameters(), lr=0.01)\nfor x, y in train:\n    opt.zero_grad()\n"
                + "    F.cross_entropy(net(x), y).backward()\n    opt.step()\n"
                + "net.eval()\nfor x, y in test:\n    net(x)\n";
        Example.torch(program).isFineFor("validation-overlap");
        assertEquals(1, Example.torch(program.replace("in test:", "in train:")).findings("validation-overlap").size());
    }

    @Test
    void isMildWhereAProgramTrainsOnRandomNumbers() {
        String noise = "x, y = np.random.random((99, 4)), np.random.random((99, 1))\n";
        List<Finding> findings = trained(noise, "Dense(1, 'softmax')", "'adam', 'mse'", "x, y")
                .findings("last-activation");
        assertEquals(List.of(Severity.WARNING), findings.stream().map(Finding::severity).toList());
        assertTrue(findings.get(0).context().toString().contains("random numbers"), findings.toString());
        String learnt = noise + "y = 3 * x[:, :1] + 1\n";
        assertEquals(List.of(Severity.CRITICAL), trained(learnt, "Dense(1, 'softmax')", "'adam', 'mse'", "x, y")
                .findings("last-activation").stream().map(Finding::severity).toList());
    }

    @Test
    void knowsAnAutoencoderByItsLabels() {
        String images = "(x, y), (v, w) = keras.datasets.mnist.load_data()\nx = x / 255\n";
        trained(images, "Dense(n, 'sigmoid')", "'adam', 'mse'", "x, x").isFineFor("last-activation");
        trained("x = read()\n", "Dense(n, 'sigmoid')", "'adam', 'mse'", "x, x").isFineFor("last-activation");
        String there = "Dense(64, 'relu'), Dense(784, 'sigmoid')";
        trained(images, there, "'adam', 'binary_crossentropy'", "x, x").isFineFor("last-activation");
        trained(images, there, "'adam', 'binary_crossentropy'", "x, x").isFineFor("layer-widths");
        trained(images, there.replace("sigmoid", "tanh"), "'adam', 'binary_crossentropy'", "x, x")
                .isFound("last-activation", "Tanh at the end");
        assertEquals(1, trained("x = read()\n", "Dense(1, 'sigmoid')", "'adam', 'mse'", "x, y")
                .findings("last-activation").size());
    }
}
