package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.model.SourceLocation;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.source.project.PythonProject;

class ImportsTest {

    private static final String BLOCKS = """
            from torch import nn

            class Block(nn.Module):
                def __init__(self, size):
                    super().__init__()
                    self.fc = nn.Linear(size, size)
                    self.act = nn.ReLU()

                def forward(self, x):
                    return self.act(self.fc(x))
            """;

    private static final String NET = """
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.body = %s(64)
                    self.head = nn.Linear(64, 10)

                def forward(self, x):
                    return self.head(self.body(x))
            """;

    private final MemorySourceTree tree = new MemorySourceTree().with("/p/models/blocks.py", BLOCKS)
            .with("/p/models/__init__.py", "from .blocks import *\nfrom . import blocks as again\n");

    @Test
    void followsABlockHoweverItIsImported() {
        assertFollowed("from models.blocks import Block", "Block");
        assertFollowed("from models.blocks import Block as B", "B");
        assertFollowed("import models.blocks", "models.blocks.Block");
        assertFollowed("import models.blocks as U", "U.Block");
        assertFollowed("from models import blocks", "blocks.Block");
        assertFollowed("from models import Block", "Block");
        assertFollowed("from models import *", "Block");
        assertFollowed("from models import again", "again.Block");
        assertFollowed("from .models.blocks import Block", "Block");
        assertFollowed("try:\n    from models.blocks import Block\nexcept ImportError:\n    pass", "Block");
    }

    private void assertFollowed(String imports, String block) {
        Network network = read("/p/net.py", "from torch import nn\n" + imports + "\n" + NET.formatted(block))
                .networks().get(0);
        assertEquals(List.of("Linear", "ReLU", "Linear"), network.layers().stream().map(NetworkLayer::type).toList(),
                imports);
        assertTrue(network.complete(), imports);
    }

    @Test
    void tellsOfWhichFileALayerIs() {
        Program program = read("/p/net.py", "from torch import nn\r\nfrom models.blocks import Block\r\n"
                + NET.formatted("Block"));
        List<SourceLocation> places = program.networks().get(0).layers().stream()
                .map(layer -> program.location(layer.constructor())).toList();
        assertEquals(new SourceLocation("/p/models/blocks.py", 6, 19, "self.fc = nn.Linear(size, size)"),
                places.get(0));
        assertEquals(new SourceLocation("/p/net.py", 7, 21, "self.head = nn.Linear(64, 10)"), places.get(2));
    }

    @Test
    void takesFilesThatImportEachOther() {
        tree.with("/p/a.py", "from b import *\nfrom b import size\nfrom torch import nn\nwidth = size + 1\n")
                .with("/p/b.py", "from a import *\nfrom a import width\nfrom c import lost\nsize = 63\n");
        Program program = read("/p/c.py", "from a import width\nimport c\nfrom c import other\nfrom torch import nn\n"
                + "net = nn.Sequential(nn.Linear(9, width), nn.Linear(c.width, other))\n");
        assertEquals(64, program.networks().get(0).layer(0).number("out_features").orElseThrow());
    }

    @Test
    void followsAFunctionOfKerasInAFileOfTheNameOfALibrarysPart() {
        tree.with("/p/layers.py", """
                from tensorflow.keras.layers import Dense, Add

                def residual_block(x, units):
                    return Add()([x, Dense(units, activation='relu')(x)])
                """);
        Program program = read("/p/main.py", """
                from tensorflow import keras
                from layers import residual_block
                inputs = keras.Input((8,))
                model = keras.Model(inputs, keras.layers.Dense(1)(residual_block(inputs, 8)))
                """);
        assertEquals(List.of("Linear", "ReLU", "Add", "Linear"), program.networks().get(0).layers().stream()
                .map(NetworkLayer::type).toList());
    }

    @Test
    void followsTheStepsOfATrainingThatIsInAnotherFile() {
        tree.with("/p/engine.py", """
                def train(model, loader, criterion, optimizer):
                    for x, y in loader:
                        loss = criterion(model(x), y)
                        loss.backward()
                        optimizer.step()
                """);
        Program program = read("/p/main.py", """
                import torch
                from torch import nn
                from engine import train
                from models import Block
                model = Block(4)
                train(model, data, nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=0.1))
                """);
        assertEquals(0, program.trainings().get(0).network().orElseThrow());
        assertEquals("/p/engine.py", program.location(program.trainings().get(0).range()).file());
    }

    @Test
    void runsNothingThatAnImportedFileDoesByTheWay() {
        tree.with("/p/other.py", "import torch\nfrom torch import nn\nspare = nn.Linear(2, 2)\n"
                + "torch.optim.SGD(spare.parameters(), lr=9)\nsize = 3\nif __name__ == '__main__':\n    size = 4\n");
        Program program = read("/p/main.py", "from torch import nn\nfrom other import size\n"
                + "net = nn.Sequential(nn.Linear(size, 1))\n");
        assertEquals(List.of(), program.optimizers());
        assertEquals(3, program.networks().get(0).layer(0).number("in_features").orElseThrow());
    }

    @Test
    void callsTheConstructorsAndPropertiesOfBases() {
        tree.with("/p/base.py", """
                from torch import nn

                class Base(nn.Module):
                    def __init__(self, size):
                        super(Base, self).__init__()
                        self.first = nn.Linear(self.double(4), size)

                    @staticmethod
                    def double(number):
                        return number * 2

                    @property
                    def width(self):
                        return self.first.out_features
                """);
        Program program = read("/p/main.py", """
                from torch import nn
                from base import Base

                class Net(Base):
                    def __init__(self):
                        super().__init__(32)
                        self.last = nn.Linear(self.width, 2)

                    def forward(self, x):
                        return self.last(self.first(x))
                """);
        Network network = program.networks().get(0);
        assertEquals(8, network.layer(0).number("in_features").orElseThrow());
        assertEquals(32, network.layer(1).number("in_features").orElseThrow());
    }

    private Program read(String file, String text) {
        return Programs.read(file, text, new PythonProject(tree.with(file, text)).modules());
    }
}
