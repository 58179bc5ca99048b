package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Progress;

/** What repairs write, beyond that the finding is gone. */
class RepairsTest {

    private static final String KERAS = "from tensorflow import keras\nfrom tensorflow.keras import layers\n";
    private static final String TORCH = "import torch\nfrom torch import nn\n";

    private static List<Finding> find(String file, String text) {
        return new ProgramChecks(Checks.builtin()).run(file, text, RuleSettings.DEFAULTS, Progress.NONE);
    }

    /** The program after all repairs of a rule were made, which must leave nothing of the rule to find. */
    private static String mended(String file, String text, String rule) {
        List<Finding> found = find(file, text).stream().filter(finding -> finding.rule().equals(rule)).toList();
        assertTrue(!found.isEmpty(), rule + " finds nothing in\n" + text);
        StringBuilder mended = new StringBuilder(text);
        found.stream().flatMap(finding -> finding.fix().orElseThrow(() -> new AssertionError("no repair for "
                + finding.title())).edits().stream()).distinct()
                .sorted(Comparator.comparing(TextEdit::offset).reversed())
                .forEach(edit -> mended.replace(edit.offset(), edit.offset() + edit.length(), edit.text()));
        assertEquals(List.of(), find(file, mended.toString()).stream().filter(finding -> finding.rule().equals(rule))
                .map(Finding::title).toList(), mended.toString());
        return mended.toString();
    }

    private static void mends(String rule, String before, String after) {
        assertEquals(after, mended("program.py", before, rule));
    }

    private static String sequential(String layers, String compile) {
        return KERAS + "model = keras.Sequential([\n" + layers + "])\nmodel.compile(" + compile
                + ")\nmodel.fit(x, y)\n";
    }

    private static String torch(String layers, String loss) {
        return TORCH + "net = nn.Sequential(\n" + layers + ")\ncriterion = " + loss + "\n"
                + "opt = torch.optim.Adam(net.parameters())\nfor x, y in data:\n    opt.zero_grad()\n"
                + "    loss = criterion(net(x), y)\n    loss.backward()\n    opt.step()\n";
    }

    @Test
    void takesALayerOutWithItsLine() {
        String compile = "'adam', 'sparse_categorical_crossentropy'";
        String head = "    layers.Dense(8, activation='relu'),\n";
        String last = "    layers.Dense(3, activation='softmax'),\n";
        mends("doubled-regularisation",
                sequential(head + "    layers.Dropout(0.2),\n    layers.Dropout(0.2),  # more\n" + last, compile),
                sequential(head + "    layers.Dropout(0.2),\n" + last, compile));
        mends("dropout-placement", sequential(head + last + "    layers.Dropout(0.2)\n", compile),
                sequential(head + last.replace("),\n", ")\n"), compile));
        mends("repeated-pooling",
                sequential("    layers.Conv2D(8, 3, activation='relu'),\n    layers.MaxPooling2D(2), "
                        + "layers.MaxPooling2D(2), layers.Flatten(),\n" + last, compile),
                sequential("    layers.Conv2D(8, 3, activation='relu'),\n    layers.MaxPooling2D(2), "
                        + "layers.Flatten(),\n" + last, compile));
    }

    @Test
    void takesALayerOutThatAStatementAdds() {
        String end = "model.add(layers.Dense(3, activation='softmax'))\n"
                + "model.compile('adam', 'sparse_categorical_crossentropy')\nmodel.fit(x, y)\n";
        String head = KERAS + "model = keras.Sequential()\nmodel.add(layers.Dense(8, activation='relu'))\n"
                + "model.add(layers.Dropout(0.2))\n";
        mends("doubled-regularisation", head + "model.add(layers.Dropout(0.3))  # twice\n" + end, head + end);
        String functional = KERAS + "a = keras.Input((8,))\nx = layers.Dense(8, activation='relu')(a)\n"
                + "x = layers.Dropout(0.2)(x)\n";
        String out = "x = layers.Dense(3, activation='softmax')(x)\nmodel = keras.Model(a, x)\n"
                + "model.compile('adam', 'sparse_categorical_crossentropy')\nmodel.fit(p, q)\n";
        mends("doubled-regularisation", functional + "x = layers.Dropout(0.3)(x)\n" + out, functional + out);
    }

    @Test
    void movesADropoutBehindTheNormalisation() {
        String compile = "'adam', 'sparse_categorical_crossentropy'";
        String head = "    layers.Dense(8, activation='relu', use_bias=False),\n";
        String last = "    layers.Dense(3, activation='softmax'),\n";
        mends("dropout-placement",
                sequential(head + "    layers.Dropout(0.2),\n    layers.BatchNormalization(),\n" + last, compile),
                sequential(head + "    layers.BatchNormalization(),\n    layers.Dropout(0.2),\n" + last, compile));
    }

    @Test
    void putsALayerIn() {
        String compile = "'adam', 'sparse_categorical_crossentropy'";
        mends("missing-flatten",
                sequential("    layers.Conv2D(8, 3, activation='relu', input_shape=(28, 28, 1)),\n"
                        + "    layers.Dense(3, activation='softmax'),\n", compile),
                sequential("    layers.Conv2D(8, 3, activation='relu', input_shape=(28, 28, 1)),\n"
                        + "    layers.Flatten(),\n    layers.Dense(3, activation='softmax'),\n", compile));
        mends("missing-nonlinearity", torch("    nn.Linear(8, 6),\n    nn.Linear(6, 3),\n", "nn.CrossEntropyLoss()"),
                torch("    nn.Linear(8, 6),\n    nn.ReLU(),\n    nn.Linear(6, 3),\n", "nn.CrossEntropyLoss()"));
    }

    @Test
    void letsAModuleReturnLogits() {
        mends("softmax-before-cross-entropy",
                torch("    nn.Linear(8, 3),\n    nn.Softmax(dim=1),\n", "nn.CrossEntropyLoss()"),
                torch("    nn.Linear(8, 3),\n", "nn.CrossEntropyLoss()"));
    }

    @Test
    void fitsSizesOfNeighbours() {
        String loss = "nn.CrossEntropyLoss()";
        mends("size-mismatch", torch("    nn.Linear(8, 6),\n    nn.ReLU(),\n    nn.Linear(7, 3),\n", loss),
                torch("    nn.Linear(8, 6),\n    nn.ReLU(),\n    nn.Linear(6, 3),\n", loss));
    }

    @Test
    void measuresDistancesWhereTheLossDoes() {
        mends("loss-and-metric", sequential("    layers.Dense(1),\n", "'adam', 'mse', metrics=['accuracy']"),
                sequential("    layers.Dense(1),\n", "'adam', 'mse', metrics=['mae']"));
    }

    @Test
    void setsTheModeOfTheNetwork() {
        String net = TORCH + "net = nn.Sequential(nn.Linear(8, 6), nn.Dropout(0.2), nn.ReLU(), nn.Linear(6, 3))\n"
                + "criterion = nn.CrossEntropyLoss()\nopt = torch.optim.Adam(net.parameters())\n"
                + "for epoch in range(10):\n    for x, y in data:\n";
        String step = "        opt.zero_grad()\n        loss = criterion(net(x), y)\n        loss.backward()\n"
                + "        opt.step()\n";
        String test = "    with torch.no_grad():\n        for x, y in tests:\n            answer = net(x)\n";
        mends("evaluation-mode", net + step + test,
                net + "        net.train()\n" + step + "    net.eval()\n" + test);
    }

    private static Path djl(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("tests/org.lamina.testsupport/fixtures/djl").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("no " + name);
    }

    @Test
    void mendsProgramsInJava() throws Exception {
        String a = Files.readString(djl("ProgramA.java"));
        a = mended("ProgramA.java", a, "dropout-rate");
        assertTrue(a.contains(".optRate(0.25f)"), a);
        a = mended("ProgramA.java", a, "softmax-before-cross-entropy");
        assertTrue(a.contains("(\"loss\", 1, -1, true, true)"), a);
        a = mended("ProgramA.java", a, "input-range");
        assertEquals(2, a.split("new ai.djl.modality.cv.transform.ToTensor\\(\\)", -1).length - 1, a);
        assertEquals(List.of(), find("ProgramA.java", a).stream().map(Finding::rule).toList());
        String b = Files.readString(djl("ProgramB.java"));
        b = mended("ProgramB.java", b, "learning-rate");
        assertTrue(b.contains("Tracker.fixed(0.001f)"), b);
        b = mended("ProgramB.java", b, "missing-nonlinearity");
        b = mended("ProgramB.java", b, "validation-overlap");
        assertTrue(b.contains("all.subDataset(50000, 60_000)"), b);
        assertEquals(List.of(), find("ProgramB.java", b).stream().map(Finding::rule).toList());
        assertEquals(List.of(), syntaxErrors("ProgramA", a));
        assertEquals(List.of(), syntaxErrors("ProgramB", b));
    }

    /** What a compiler says of a program, but that it does not know the classes that the program names. */
    private static List<String> syntaxErrors(String name, String program) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return program;
            }
        };
        ToolProvider.getSystemJavaCompiler().getTask(null, null, problems, List.of("-proc:none"), null,
                List.of(source)).call();
        return problems.getDiagnostics().stream().filter(problem -> !problem.getCode().contains("cant.resolve")
                && !problem.getCode().contains("doesnt.exist")).map(Object::toString).toList();
    }
}
