package org.lamina.source.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.source.project.SourceTree;
import org.lamina.testsupport.ModelBuilder;

class LayerSourcesTest {

    /** The line numbers that the tests expect are at the end of the lines. */
    @Test
    void findsTheBlocksOfDjlParametersByTheirOrderAndSizes() {
        String program = """
                import ai.djl.nn.*;
                class Net {
                    Block net() {
                        return new SequentialBlock()
                                .add(Linear.builder().setUnits(8).build())
                                .add(Activation::relu)
                                .add(BatchNorm.builder().build())
                                .add(Linear.builder().setUnits(2).build())
                                .add(LayerNorm.builder().build());
                    }
                }
                """;
        ModelBuilder builder = new ModelBuilder("net");
        builder.linear("01Linear", builder.input("data", -1, 4), 8);
        builder.batchNorm("02BatchNorm2d", "01Linear");
        builder.linear("03Linear", "02BatchNorm2d", 2);
        builder.same("04Module", "Module", "03Linear");
        Model model = builder.build();
        LayerSources sources = resolve(model, new MemorySourceTree().with("/here/Net.java", program)
                .with("/here/Other.java", program.replace("setUnits(8)", "setUnits(9)")));
        assertPlace("/here/Net.java", 5, 22, sources.definition("01Linear"));
        assertPlace("/here/Net.java", 7, 22, sources.definition("02BatchNorm2d"));
        assertPlace("/here/Net.java", 8, 22, sources.definition("03Linear"));
        assertPlace("/here/Net.java", 9, 22, sources.definition("04Module"));
        assertEquals(List.of("/here/Net.java"), sources.files());
        assertEquals(List.of(), resolve(model, new MemorySourceTree().with("/here/Net.java", program)
                .with("/here/Copy.java", "// moved\n" + program)).files());
    }

    private static final String PROGRAM = """
            import torch.nn as nn                               # 1
            import torch.nn.functional as F

            class Block(nn.Module):
                def __init__(self, width):
                    super().__init__()
                    self.conv = nn.Conv2d(width, width, 3)      # 7
                    self.drop = nn.Dropout(0.5)                 # 8

                def forward(self, x):
                    y = self.drop(self.conv(x))                 # 11
                    return F.relu(y + x)                        # 12

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.stem = nn.Sequential(                  # 17
                        nn.Conv2d(1, 8, 3),                     # 18
                        nn.ReLU(),                              # 19
                    )
                    self.block = Block(8)                       # 21
                    self.fc = nn.Linear(
                        8, 10)

                def forward(self, x):
                    x = self.block(self.stem(x))                # 26
                    return F.softmax(self.fc(x), dim=1)         # 27
            """;

    @Test
    void findsConstructorLinesFromRecordedCalls() {
        LayerSources sources = resolve(recorded("Net", "/home/user/net.py", 0), new MemorySourceTree()
                .with("/here/net.py", PROGRAM));
        assertPlace("/here/net.py", 18, 13, sources.definition("stem.0"));
        assertPlace("/here/net.py", 19, 13, sources.definition("stem.1"));
        assertPlace("/here/net.py", 7, 21, sources.definition("block.conv"));
        assertPlace("/here/net.py", 8, 21, sources.definition("block.drop"));
        assertPlace("/here/net.py", 22, 19, sources.definition("fc"));
        assertPlace("/here/net.py", 17, 21, sources.definition("stem"));
        assertPlace("/here/net.py", 21, 22, sources.definition("block"));
        assertEquals("self.drop = nn.Dropout(0.5)                 # 8", sources.definition("block.drop").orElseThrow()
                .text());
    }

    @Test
    void findsTheCallsOfModulesAndFunctions() {
        LayerSources sources = resolve(recorded("Net", "/home/user/net.py", 0), new MemorySourceTree()
                .with("/here/net.py", PROGRAM));
        assertPlace("/here/net.py", 11, 23, sources.call("block.conv"));
        assertPlace("/here/net.py", 12, 23, sources.definition("block.add"));
        assertPlace("/here/net.py", 12, 16, sources.definition("block.relu"));
        assertPlace("/here/net.py", 27, 16, sources.definition("softmax"));
        assertPlace("/here/net.py", 26, 24, sources.call("stem.0"));
        assertEquals("Net", sources.modelClass().orElseThrow().name());
    }

    @Test
    void findsLinesAgainWhenTheFileHasGrown() {
        LayerSources sources = resolve(recorded("Net", "/home/user/net.py", 0), new MemorySourceTree()
                .with("/here/net.py", "# a line\n# another\n\n" + PROGRAM));
        assertPlace("/here/net.py", 14, 23, sources.call("block.conv"));
        assertPlace("/here/net.py", 30, 16, sources.definition("softmax"));
        assertPlace("/here/net.py", 11, 21, sources.definition("block.drop"));
    }

    @Test
    void findsScriptedLinesByTheirText() {
        ModelBuilder net = net("Net");
        net.called("block.conv", new SourceLocation("/home/user/net.py", 3, 1, "y = self.drop(self.conv(x))"
                + "                 # 11"));
        net.called("softmax", new SourceLocation("/home/user/net.py", 99, 1, "return F.softmax(self.fc(x), dim=1)"
                + "         # 27"));
        LayerSources sources = resolve(net.build(), new MemorySourceTree().with("/here/net.py", PROGRAM));
        assertPlace("/here/net.py", 11, 23, sources.call("block.conv"));
        assertPlace("/here/net.py", 27, 16, sources.call("softmax"));
        assertPlace("/here/net.py", 7, 21, sources.definition("block.conv"));
    }

    @Test
    void prefersTheFileThatHoldsTheRecordedCalls() {
        String other = """
                from torch import nn
                class Other(nn.Module):
                    def __init__(self):
                        self.fc = nn.Linear(1, 1)
                    def forward(self, x):
                        return self.fc(x)
                """;
        LayerSources sources = resolve(recorded("Net", "/home/user/net.py", 0), new MemorySourceTree()
                .with("/here/a/net.py", other).with("/here/b/net.py", PROGRAM));
        assertPlace("/here/b/net.py", 22, 19, sources.definition("fc"));
        assertTrue(resolve(recorded("Net", "/home/user/net.py", 0), new MemorySourceTree()
                .with("/here/a/net.py", other)).call("block.conv").isEmpty());
    }

    @Test
    void prefersTheFileWhoseFoldersAgreeAmongCopies() {
        LayerSources sources = resolve(recorded("Net", "/home/user/second/net.py", 0), new MemorySourceTree()
                .with("/here/first/net.py", PROGRAM).with("/here/second/net.py", PROGRAM));
        assertPlace("/here/second/net.py", 18, 13, sources.definition("stem.0"));
    }

    @Test
    void matchesNamesAndTypesWhereNothingWasRecorded() {
        LayerSources sources = resolve(net("torch_jit").build(), new MemorySourceTree().with("/here/net.py", PROGRAM));
        assertEquals("Net", sources.modelClass().orElseThrow().name());
        assertPlace("/here/net.py", 18, 13, sources.definition("stem.0"));
        assertPlace("/here/net.py", 8, 21, sources.definition("block.drop"));
        assertPlace("/here/net.py", 11, 23, sources.call("block.conv"));
        assertPlace("/here/net.py", 12, 16, sources.definition("block.relu"));
        assertPlace("/here/net.py", 27, 16, sources.definition("softmax"));
    }

    @Test
    void prefersTheClassOfTheModelsOwnName() {
        String twin = PROGRAM.replace("class Net(", "class Twin(").replace("nn.Linear", "nn.Bilinear");
        MemorySourceTree tree = new MemorySourceTree().with("/here/twin.py", twin).with("/here/net.py", PROGRAM);
        assertEquals("Net", resolve(net("Net").build(), tree).modelClass().orElseThrow().name());
    }

    @Test
    void saysNothingWhereTwoClassesFitEquallyWell() {
        MemorySourceTree tree = new MemorySourceTree().with("/here/net.py", PROGRAM)
                .with("/here/twin.py", PROGRAM.replace("class Net(", "class Twin("));
        LayerSources sources = resolve(net("torch_jit").build(), tree);
        assertEquals(Optional.empty(), sources.modelClass());
        assertEquals(Optional.empty(), sources.definition("stem.0"));
    }

    @Test
    void tellsTwinsApartByTypesAndByWhatTheModelLacks() {
        MemorySourceTree tree = new MemorySourceTree()
                .with("/here/other.py", PROGRAM.replace("class Net(", "class Other(").replace("Linear(", "Conv2d("))
                .with("/here/more.py", PROGRAM.replace("class Net(", "class More(")
                        .replace("self.block =", "self.extra = nn.Tanh(); self.block ="))
                .with("/here/net.py", PROGRAM);
        assertEquals("Net", resolve(net("torch_jit").build(), tree).modelClass().orElseThrow().name());
    }

    @Test
    void saysNothingWhereNoClassFits() {
        LayerSources sources = resolve(net("torch_jit").build(), new MemorySourceTree().with("/here/net.py", """
                from torch import nn
                class Net(nn.Module):
                    def __init__(self):
                        self.stem = nn.Conv2d(1, 8, 3)
                    def forward(self, x):
                        return self.stem(x)
                """));
        assertEquals(Optional.empty(), sources.modelClass());
        assertEquals(Optional.empty(), sources.place("fc"));
    }

    @Test
    void followsImportsToOtherFiles() {
        int net = PROGRAM.indexOf("class Net(");
        MemorySourceTree tree = new MemorySourceTree()
                .with("/here/net.py", "from torch import nn\nfrom .parts.blocks import Block\n"
                + PROGRAM.substring(net))
                .with("/here/parts/blocks.py", PROGRAM.substring(0, net));
        assertPlace("/here/parts/blocks.py", 7, 21, resolve(net("Net").build(), tree).definition("block.conv"));
    }

    @Test
    void tellsWhatTheFileLeftOut() {
        ModelBuilder net = new ModelBuilder("torch_jit");
        String x = net.relu("stem.1", net.conv("stem.0", net.input("x", 1, 1, 8, 8), 8, 3, 1, 0));
        net.output("y", net.linear("fc", net.conv("block.conv", x, 8, 3, 1, 0), 10));
        LayerSources sources = resolve(net.build(), new MemorySourceTree().with("/here/net.py", PROGRAM));
        assertEquals("nn.Dropout(0.5)", sources.declared().get("block.drop").text());
        assertEquals("nn.ReLU()", sources.declared().get("stem.1").text());
    }

    /** A model whose layers have recorded calls, all shifted by some lines. */
    private static Model recorded(String name, String file, int shift) {
        ModelBuilder net = net(name);
        record Call(String path, int line) {
        }
        for (Call call : new Call[] {new Call("stem", 26), new Call("stem.0", 26), new Call("stem.1", 26),
            new Call("block", 26), new Call("block.conv", 11), new Call("block.drop", 11), new Call("block.add", 12),
            new Call("block.relu", 12), new Call("fc", 27), new Call("softmax", 27)}) {
            net.called(call.path(), new SourceLocation(file, call.line() + shift, 1, ""));
        }
        return net.build();
    }

    private static ModelBuilder net(String name) {
        ModelBuilder net = new ModelBuilder(name);
        boolean anonymous = name.equals("torch_jit");
        net.group("stem", anonymous ? "" : "Sequential").group("block", anonymous ? "" : "Block");
        String x = net.relu("stem.1", net.conv("stem.0", net.input("x", 1, 1, 8, 8), 8, 3, 1, 0));
        String y = net.add("block.add", net.dropout("block.drop", net.conv("block.conv", x, 8, 3, 1, 1), 0.5), x);
        y = net.linear("fc", function(net, "block.relu", "ReLU", y), 10);
        return net.output("y", function(net, "softmax", "Softmax", y));
    }

    private static String function(ModelBuilder net, String path, String type, String from) {
        return net.layer(path, type, true, Map.of(), Shape.of(1, 10), List.of(), from);
    }

    private static LayerSources resolve(Model model, SourceTree tree) {
        return LayerSources.resolve(model, tree, Progress.NONE);
    }

    private static void assertPlace(String file, int line, int column, Optional<SourceLocation> place) {
        SourceLocation found = place.orElseThrow();
        assertEquals(file + ":" + line + ":" + column, found.file() + ":" + found.line() + ":" + found.column());
    }
}
