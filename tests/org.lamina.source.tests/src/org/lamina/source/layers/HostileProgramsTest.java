package org.lamina.source.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.source.following.Programs;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.testsupport.ModelBuilder;

/** Programs that would take for ever if the search were careless. */
class HostileProgramsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void findsLayersInFiftyThousandLines() {
        int count = 400;
        String program = "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n" + lines(12_000,
                "        self.l%d = nn.Linear(8, 8)\n") + "    def forward(self, x):\n" + lines(12_000,
                        "        x = self.l%d(x)\n") + lines(26_000, "        y = x + x * %d\n");
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.input("x", 1, 8);
        for (int i = 0; i < count; i++) {
            x = net.linear("l" + i * 30, x, 8);
            net.called("l" + i * 30, new SourceLocation("/far/net.py", 12_004 + i * 30, 1, ""));
        }
        Model model = net.output("y", x).build();
        LayerSources sources = assertTimeoutPreemptively(LIMIT, () -> LayerSources.resolve(model,
                new MemorySourceTree().with("/here/net.py", program), Progress.NONE));
        assertEquals(4 + 30 * 399, sources.definition("l" + 30 * 399).orElseThrow().line());
        assertEquals(12_005 + 30 * 399, sources.call("l" + 30 * 399).orElseThrow().line());
    }

    @Test
    void givesUpOnManyClassesThatAllFit() {
        MemorySourceTree tree = new MemorySourceTree();
        for (int i = 0; i < 300; i++) {
            tree.with("/here/net" + i + ".py", "from torch import nn\nclass Net" + i + "(nn.Module):\n"
                    + "    def __init__(self):\n" + lines(100, "        self.l%d = nn.Linear(8, 8)\n"));
        }
        ModelBuilder net = new ModelBuilder("torch_jit");
        String x = net.input("x", 1, 8);
        for (int i = 0; i < 100; i++) {
            x = net.linear("l" + i, x, 8);
        }
        Model model = net.output("y", x).build();
        LayerSources sources =
                assertTimeoutPreemptively(LIMIT, () -> LayerSources.resolve(model, tree, Progress.NONE));
        assertEquals(0, sources.classes().size());
    }

    private static String lines(int count, String format) {
        return IntStream.range(0, count).mapToObj(i -> format.formatted(i)).collect(Collectors.joining());
    }
}
