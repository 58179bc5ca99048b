package org.lamina.source.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.testsupport.ModelBuilder;

/** Layers of a checkpoint that only tells names of tensors, in programs that make them in loops and by functions. */
class FollowedModulesTest {

    private static final String PROGRAM = """
            import torch.nn as nn
            from collections import OrderedDict
            from functools import partial

            def linear(i, o):
                return nn.Linear(i, o)                                      # 6

            class Block(nn.Module):
                def __init__(self, width, norm):
                    super().__init__()
                    self.fc = linear(width, width)
                    self.add_module('norm%d' % 1, norm(width))              # 12
                def forward(self, x):
                    return self.norm1(self.fc(x))

            class Net(nn.Module):
                def __init__(self, block, depths):
                    super().__init__()
                    self.stem = nn.Sequential(OrderedDict([('first', nn.Linear(4, 8)), ('act', nn.ReLU())]))  # 19
                    self.stage = self.make(block, depths)
                    self.heads = nn.ModuleDict({'a': nn.Linear(8, 2)})      # 21
                def make(self, block, depths):
                    blocks = []
                    for _ in range(depths):
                        blocks.append(block(8, partial(nn.BatchNorm1d, eps=1e-3)))
                    return nn.Sequential(*blocks)
                def forward(self, x):
                    return self.heads['a'](self.stage(self.stem(x)))

            def small():
                return Net(Block, 2)
            """;

    @Test
    void findsWhatLoopsFunctionsAndBlocksMake() {
        LayerSources sources = resolve(model(8), PROGRAM);
        assertEquals(List.of(19, 6, 12, 6, 12, 21), List.of("stem.first", "stage.0.fc", "stage.0.norm1", "stage.1.fc",
                "stage.1.norm1", "heads.a").stream().map(path -> sources.definition(path).orElseThrow().line())
                .toList());
    }

    @Test
    void doesNotTakeAModuleOfOtherSizes() {
        assertEquals(List.of(), resolve(model(9), PROGRAM).definition("stage.0.norm1").stream().toList());
    }

    @Test
    void saysNothingWhereTwoProgramsFit() {
        LayerSources sources = LayerSources.resolve(model(8), new MemorySourceTree().with("/here/net.py", PROGRAM)
                .with("/here/other.py", "# another\n" + PROGRAM.replace("class Net", "class Other")
                        .replace("return Net", "return Other")), Progress.NONE);
        assertEquals(List.of(), sources.definition("stage.0.norm1").stream().toList());
    }

    private static Model model(int width) {
        ModelBuilder builder = new ModelBuilder("model");
        builder.linear("stem.first", builder.input("x", -1, 4), width);
        builder.linear("stage.0.fc", "stem.first", width);
        builder.batchNorm("stage.0.norm1", "stage.0.fc");
        builder.linear("stage.1.fc", "stage.0.norm1", width);
        builder.batchNorm("stage.1.norm1", "stage.1.fc");
        builder.linear("heads.a", "stage.1.norm1", 2);
        return builder.build();
    }

    private static LayerSources resolve(Model model, String program) {
        return LayerSources.resolve(model, new MemorySourceTree().with("/here/net.py", program), Progress.NONE);
    }
}
