package org.lamina.checks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Finding;
import org.lamina.model.Progress;

/** All rules on programs that nobody would write, or that are being written: no exception, and an end in time. */
class HostileProgramsTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PROGRAM = """
            import numpy as np
            from keras.models import Sequential
            from keras.layers import Conv2D, Dense, Dropout, Flatten
            (x_train, y_train), (x_test, y_test) = mnist.load_data()
            x_train = x_train.reshape(60000, 28, 28, 1).astype('float32')
            model = Sequential()
            model.add(Conv2D(32, (3, 3), input_shape=(28, 28, 1)))
            model.add(Dropout(0.7))
            model.add(Flatten())
            for units in [64, 32]:
                model.add(Dense(units, kernel_initializer='zeros'))
            model.add(Dense(1, activation='softmax'))
            model.compile(loss='categorical_crossentropy', optimizer=SGD(lr=-1.0), metrics=['accuracy'])
            model.fit(x_train, y_train, epochs=1, validation_data=(x_train, y_train))
            """;

    private final ProgramChecks checks = new ProgramChecks(Checks.builtin());

    @Test
    void readsWhatIsHalfTyped() {
        for (int end = 0; end < PROGRAM.length(); end += 5) {
            check(PROGRAM.substring(0, end));
            check(PROGRAM.substring(end));
        }
    }

    @Test
    void findsTheSameWhateverEndsAndIndentsALine() {
        List<String> rules = rules(check(PROGRAM));
        assertEquals(rules, rules(check(PROGRAM.replace("\n", "\r\n"))));
        assertEquals(rules, rules(check(PROGRAM.replace("\n", "\r"))));
        assertEquals(rules, rules(check(PROGRAM.replace("    ", "\t"))));
        assertEquals(rules, rules(check("\ufeff" + PROGRAM)));
    }

    @Test
    void findsWhatItCanInPython2() {
        String old = "print 'loss', 3\nexec 'a = 1'\ntry:\n    pass\nexcept IOError, e:\n    print e\n" + PROGRAM
                + "raise ValueError, 'too bad'\n";
        assertEquals(rules(check(PROGRAM)), rules(check(old)));
    }

    @Test
    void readsBytesThatAreNoText() {
        byte[] bytes = PROGRAM.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 11) {
            bytes[i] = (byte) (0x80 + i % 0x80);
        }
        check(new String(bytes, StandardCharsets.UTF_8));
        check("\0".repeat(100_000));
    }

    @Test
    void readsDeepNesting() {
        check("x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + "\n" + PROGRAM);
        check("x = " + "[".repeat(10_000) + "\n" + PROGRAM);
        check("x = " + "Dense(1)(".repeat(3_000) + "y" + ")".repeat(3_000) + "\n");
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            blocks.append(" ".repeat(i)).append("if a:\n");
        }
        check(blocks + PROGRAM);
    }

    @Test
    void readsImportsAndClassesThatGoRoundInCircles() {
        check("from a import *\nimport program\nfrom program import Net\nclass Net(Net): pass\nclass A(B): pass\n"
                + "class B(A):\n    def forward(self, x): return A()(x)\nnet = B()\n"
                + "torch.optim.SGD(net.parameters(), lr=0.1)\n");
    }

    @Test
    void readsFiftyThousandLines() {
        check("model.add(Dense(10, activation='relu'))\n".repeat(50_000));
        check(PROGRAM.repeat(200) + "y = f(x)\n".repeat(47_000));
        StringBuilder net = new StringBuilder("import torch\nclass Net(torch.nn.Module):\n    def __init__(self):\n");
        for (int i = 0; i < 25_000; i++) {
            net.append("        self.fc").append(i).append(" = torch.nn.Linear(8, 8)\n");
        }
        net.append("    def forward(self, x):\n");
        for (int i = 0; i < 25_000; i++) {
            net.append("        y").append(i).append(" = self.fc").append(i).append("(x)\n");
        }
        check(net + "        return y1\n");
        check("import torch\nscaler = torch.amp.GradScaler()\n" + ("for x in y:\n    loss = net(x)\n"
                + "    scaler.scale(loss).backward()\n    total += loss\n").repeat(2_000));
        check("for p in net.parameters():\n    p.requires_grad = False\nnet.fit(x)\n".repeat(2_000));
    }

    private List<Finding> check(String text) {
        List<Finding> findings = assertTimeoutPreemptively(LIMIT,
                () -> checks.run("program.py", text, RuleSettings.DEFAULTS, Progress.NONE));
        assertNotNull(findings);
        return findings;
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).sorted().toList();
    }
}
