package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;

/** Hyper-parameters that come from elsewhere in the program, and names that are put together. */
class ConfigurationTest {

    private static final String IMPORTS = """
            import argparse
            import torch
            from dataclasses import dataclass, field
            from torch import nn
            from types import SimpleNamespace
            """;

    @Test
    void takesNumbersOfTheCommandLineAsTheyAreByDefault() {
        Program program = read("""
                def main():
                    parser = argparse.ArgumentParser()
                    group = parser.add_argument_group('training')
                    group.add_argument('-w', '--hidden-size', type=int, default=32)
                    parser.add_argument('--lr', type=float, default=0.5)
                    parser.add_argument('--act', default='relu')
                    args = parser.parse_args()
                    model = nn.Sequential(nn.Linear(4, args.hidden_size), nn.Linear(args.hidden_size, 2))
                    if args.act == 'tanh':
                        model.append(nn.Tanh())
                    torch.optim.SGD(model.parameters(), lr=args.lr)
                main()
                """);
        assertEquals(32.0, number(program, 0, "out_features"));
        assertEquals(0.5, program.optimizers().get(0).learningRate().orElseThrow().number().orElseThrow());
        assertTrue(types(program).contains("Tanh"), "a choice of text is not taken as it is by default");
    }

    @Test
    void takesFieldsOfDataClassesAndOfClassesThatAreNothingElse() {
        Program program = read("""
                class Defaults:
                    width = 7
                @dataclass
                class Config(Defaults):
                    inputs: int
                    hidden: int = 16
                    sizes: list = field(default_factory=lambda: [3, 2])
                cfg = Config(5, hidden=8)
                spaces = SimpleNamespace(rate=0.25)
                net = nn.Sequential(nn.Linear(cfg.inputs, cfg.hidden), nn.Linear(cfg.hidden, Config.width),
                        nn.Linear(cfg.width, cfg.sizes[1]), nn.Dropout(spaces.rate))
                """);
        assertEquals(List.of(5.0, 8.0), List.of(number(program, 0, "in_features"), number(program, 0, "out_features")));
        assertEquals(7.0, number(program, 1, "out_features"));
        assertEquals(2.0, number(program, 2, "out_features"));
        assertEquals(0.25, number(program, 3, "p"));
    }

    @Test
    void takesAFieldThatTheModelsClassDeclares() {
        Program program = read("""
                class Block(nn.Module):
                    expansion = 4
                    def __init__(self, planes):
                        super().__init__()
                        self.fc = nn.Linear(planes, planes * self.expansion)
                    def forward(self, x):
                        return self.fc(x)
                net = nn.Sequential(Block(2), nn.Linear(2 * Block.expansion, 1))
                """);
        assertEquals(8.0, number(program, 0, "out_features"));
        assertEquals(8.0, number(program, 1, "in_features"));
    }

    @Test
    void putsNamesTogether() {
        Program program = Programs.read("a.py", """
                from tensorflow import keras
                model = keras.Sequential()
                for i in range(2):
                    model.add(keras.layers.Dense(4, name=f"dense_{i + 1}"))
                    model.add(keras.layers.ReLU(name='relu_%02d' % i))
                    model.add(keras.layers.Dropout(0.1, name="drop{}of{n}".format(i, n=2)))
                model.add(keras.layers.Dense(1, name=f"{unknown}_x"))
                """);
        assertEquals(List.of("dense_1", "relu_00", "drop0of2", "dense_2", "relu_01", "drop1of2", "dense"),
                program.networks().get(0).layers().stream().map(NetworkLayer::name).toList());
    }

    @Test
    void findsLayersBehindNamesThatAreComputed() {
        Program program = read("""
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.acts = nn.ModuleDict({'relu': nn.ReLU(), 'tanh': nn.Tanh()})
                        self.hidden = nn.ModuleList(nn.Linear(4, 4) for _ in range(2))
                        for i in range(2):
                            setattr(self, f'extra{i}', nn.Linear(4, 4))
                            self.add_module('named%d' % i, nn.Dropout(0.5))
                    def forward(self, x, act='relu'):
                        for layer in self.hidden:
                            x = self.acts[act](layer(x))
                        for i in range(2):
                            x = getattr(self, f'extra{i}')(x)
                        return self.named1(x)
                """);
        assertEquals(List.of("hidden.0", "acts.relu", "hidden.1", "acts.relu", "extra0", "extra1", "named1"),
                program.networks().get(0).layers().stream().map(NetworkLayer::name).toList());
    }

    @Test
    void callsWhatIsGivenArgumentsBefore() {
        Program program = Programs.read("a.py", """
                from functools import partial
                from tensorflow import keras
                Conv = partial(keras.layers.Conv2D, kernel_size=3, padding='same')
                model = keras.Sequential([keras.Input((8, 8, 1)), Conv(4), Conv(5, kernel_size=1)])
                """);
        assertEquals(List.of(3.0, 1.0), List.of(number(program, 0, "kernel_size"), number(program, 1, "kernel_size")));
        assertEquals(4, program.networks().get(0).layer(1).constructor().line());
        assertEquals("? × 8 × 8 × 5", program.networks().get(0).layer(1).outputShape().orElseThrow().toString());
    }

    @Test
    void callsLambdas() {
        Program program = read("""
                dense = lambda n: nn.Linear(n, n)
                net = nn.Sequential(dense(3), (lambda: nn.ReLU())(), dense(4))
                """);
        assertEquals(List.of("Linear", "ReLU", "Linear"), types(program));
        assertEquals(4.0, number(program, 2, "in_features"));
    }

    private static double number(Program program, int layer, String setting) {
        return program.networks().get(0).layer(layer).config().get(setting).number().orElseThrow();
    }

    private static List<String> types(Program program) {
        return program.networks().get(0).layers().stream().map(NetworkLayer::type).toList();
    }

    private static Program read(String text) {
        return Programs.read("a.py", IMPORTS + text);
    }
}
