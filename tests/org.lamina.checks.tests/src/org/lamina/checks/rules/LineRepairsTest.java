package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Progress;

/** Repairs that put whole lines in, take them out or move them. */
class LineRepairsTest {

    private static final String TORCH = "import torch\nfrom torch import nn\n";
    private static final String LOOP = "for x, y in data:\n    opt.zero_grad()\n    loss = criterion(net(x), y)\n"
            + "    loss.backward()\n    opt.step()\n";

    private static List<Finding> find(String text, String rule) {
        return new ProgramChecks(Checks.builtin()).run("program.py", text, RuleSettings.DEFAULTS, Progress.NONE)
                .stream().filter(finding -> finding.rule().equals(rule)).toList();
    }

    private static void mends(String rule, String before, String after) {
        List<Finding> found = find(before, rule);
        assertTrue(!found.isEmpty(), rule + " finds nothing in\n" + before);
        StringBuilder mended = new StringBuilder(before);
        found.get(0).fix().orElseThrow().edits().stream().sorted(Comparator.comparing(TextEdit::offset).reversed())
                .forEach(edit -> mended.replace(edit.offset(), edit.offset() + edit.length(), edit.text()));
        assertEquals(after, mended.toString());
        assertEquals(List.of(), find(after, rule).stream().map(Finding::title).toList());
    }

    @Test
    void makesTheOptimizerAfterALayerWasReplaced() {
        String head = TORCH + "from torchvision.models import resnet18\nnet = resnet18()\n"
                + "criterion = nn.CrossEntropyLoss()\n";
        String made = "opt = torch.optim.SGD(net.parameters(), lr=0.01)  # plain\n";
        mends("optimizer-parameters", head + made + "net.fc = nn.Linear(512, 10)\n" + LOOP,
                head + "net.fc = nn.Linear(512, 10)\n" + made + LOOP);
    }

    @Test
    void givesAnOptimizerWhatItIsToTrain() {
        String head = TORCH + "net = nn.Sequential(nn.Linear(4, 3))\ncriterion = nn.CrossEntropyLoss()\n";
        mends("optimizer-parameters", head + "opt = torch.optim.Adam([], lr=0.001)\n" + LOOP,
                head + "opt = torch.optim.Adam(net.parameters(), lr=0.001)\n" + LOOP);
    }

    @Test
    void takesALayerOutThatIsNeverApplied() {
        String head = TORCH + "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
                + "        self.fc = nn.Linear(4, 3)\n";
        String tail = "    def forward(self, x):\n        return self.fc(x)\n";
        mends("unused-layer", head + "        self.drop = nn.Dropout(0.1)  # later\n" + tail, head + tail);
    }

    @Test
    void scalesValidationSamplesAlike() {
        String head = "from tensorflow import keras\nfrom tensorflow.keras import layers\n"
                + "(x, y), (v, w) = keras.datasets.mnist.load_data()\nx = x / 255.0\n"
                + "model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation='softmax')])\n"
                + "model.compile('adam', 'sparse_categorical_crossentropy')\n";
        String fit = "model.fit(x, y, validation_data=(v, w), epochs=5)\n";
        mends("preparation-differs", head + fit, head + "v = v / 255.0\n" + fit);
    }

    @Test
    void initialisesVariablesWhereTheSessionIsOpened() {
        String head = "import tensorflow as tf\nx = tf.placeholder(tf.float32, [None, 4])\n"
                + "h = tf.layers.dense(x, 8, activation=tf.nn.relu)\nout = tf.layers.dense(h, 3)\n"
                + "loss = tf.losses.sparse_softmax_cross_entropy(y, out)\n"
                + "step = tf.train.AdamOptimizer(0.001).minimize(loss)\n";
        String loop = "    for i in range(100):\n        sess.run(step, {x: batch(i)})\n";
        String open = "with tf.Session() as sess:\n";
        String initialise = "sess.run(tf.global_variables_initializer())\n";
        mends("session-initialisation", head + open + loop, head + open + "    " + initialise + loop);
        mends("session-initialisation", head + open + loop.replace("        sess", "        " + initialise
                + "        sess"), head + open + "    " + initialise + loop);
    }

    @Test
    void takesAPoolingOutThatHasNothingToPool() {
        String head = "from tensorflow import keras\nfrom tensorflow.keras import layers\nmodel = keras.Sequential([\n"
                + "    layers.Conv2D(8, 3, activation='relu', input_shape=(5, 5, 1)),\n"
                + "    layers.MaxPooling2D(2),\n";
        String tail = "    layers.Flatten(),\n    layers.Dense(3, activation='softmax'),\n])\n";
        mends("window-larger-than-map", head + "    layers.MaxPooling2D(2),\n" + tail, head + tail);
        mends("window-larger-than-map",
                head.replace("MaxPooling2D(2)", "Conv2D(8, 5, activation='relu')") + tail,
                head.replace("MaxPooling2D(2)", "Conv2D(8, 3, activation='relu')") + tail);
    }

    @Test
    void fillsGapsBeforeTheyAreTrainedOn() {
        String head = "import numpy as np\nimport pandas as pd\nfrom tensorflow import keras\n"
                + "from tensorflow.keras import layers\n"
                + "data = pd.read_csv('a.csv', na_values='?')\ny = data.pop('y')\n"
                + "model = keras.Sequential([layers.Dense(3, activation='relu'), layers.Dense(1)])\n"
                + "model.compile('adam', 'mse')\n";
        String fit = "model.fit(data, y, epochs=9, validation_split=0.1)\n";
        mends("missing-values", head + fit, head + "data = np.nan_to_num(data)\n" + fit);
    }

    @Test
    void averagesOverPlacesInsteadOfFlatteningThem() {
        String head = "from tensorflow import keras\nfrom tensorflow.keras import layers\nmodel = keras.Sequential([\n"
                + "    layers.Conv2D(64, 3, activation='relu', input_shape=(128, 128, 3)),\n";
        String tail = "    layers.Dense(64, activation='relu'),\n    layers.Dense(3, activation='softmax'),\n])\n";
        mends("lost-places", head + "    layers.Flatten(),\n" + tail,
                head + "    layers.GlobalAveragePooling2D(),\n" + tail);
    }

    @Test
    void makesLayersAsWideAsThoseBefore() {
        String model = "from tensorflow import keras\nfrom tensorflow.keras import layers\nmodel = keras.Sequential([\n"
                + "    layers.Dense(16, activation='relu'),\n    layers.Dense(64, activation='relu'),\n"
                + "    layers.Dense(3, activation='softmax'),\n])\n"
                + "model.compile('adam', 'sparse_categorical_crossentropy')\nmodel.fit(x, y, epochs=9)\n";
        mends("layer-widths", model, model.replace("64", "16"));
    }
}
