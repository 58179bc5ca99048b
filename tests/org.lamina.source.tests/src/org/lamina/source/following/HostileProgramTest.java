package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.Program;

class HostileProgramTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void comesToAnEndWhereFunctionsCallThemselvesAndEachOther() {
        reads("""
                def f(x): return g(x) + g(x) + h
                def g(x): return f(x) + f(x)
                class A(A): pass
                class B(C): pass
                class C(B):
                    def __init__(self): self.b = B(); self.c = C(); super().__init__()
                    def forward(self, x): return self.forward(self(x))
                f(1); B(); C()(1)
                x = [x for x in x]
                l = []
                l.append(l)
                l += l
                a = l * 1000000
                """);
    }

    @Test
    void comesToAnEndWithLoopsInLoops() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(" ".repeat(i)).append("for i").append(i).append(" in range(40):\n");
        }
        text.append(" ".repeat(12)).append("model.add(Dense(1))\n");
        reads(text.toString());
    }

    @Test
    void comesToAnEndWhereValuesGrow() {
        reads("from keras.layers import Dense\nx = [Dense(1)]\n" + "x = x + x\n".repeat(60));
        reads("from keras import Input, layers\nx = Input((1,))\n" + "x = layers.add([x, x])\n".repeat(3000));
        reads("s = 'a'\n" + "s = s + s\n".repeat(60));
        reads("n = 9\n" + "n = n ** n\n".repeat(40) + "x = Dense(n)\nfor i in range(n): pass\n");
    }

    @Test
    void comesToAnEndWithModelsThatHoldThemselves() {
        reads("""
                from torch import nn
                from tensorflow import keras
                model = keras.Sequential()
                model.add(keras.layers.Dense(1))
                model.add(model)
                model(x)
                modules = nn.ModuleDict({})
                modules['a'] = modules
                modules.update(modules)
                net = nn.Sequential()
                net.append(net)
                net.add_module('net', net)
                net(x)
                class A(nn.Module):
                    one = A.one
                    def __init__(self):
                        for i in range(1000000):
                            setattr(self, f'l{i}', self)
                    def forward(self, x):
                        return self.l0(self.forward(x))
                A()(x)
                f = lambda f: f(f)
                f(f)
                """);
    }

    @Test
    void readsWhatNewerAndOlderPythonsWrite() {
        reads("""
                import torch.nn as nn
                print 'a', model
                exec 'x = 1' in d
                x = `3`
                raise E, 'x'
                match x:
                    case {'a': [1, *rest]} if rest:
                        nn.Linear(3, 4)
                    case Point(x=0) | None:
                        pass
                type X[T] = list[T]
                def f[T: int](x: T, /, *, y: T = 3) -> T: ...
                async def g():
                    async with a as b, c as d:
                        return [nn.Linear(await h(), 3) async for x in y]
                if (n := 10) > 5 and f'{x!r:>{n}} {f"{a['b']}"}':
                    nn.Linear(n, n)
                """);
        for (String end : List.of("\r", "\r\n")) {
            Program program = Programs.read("a.py", "\ufeff" + """
                    from tensorflow import keras
                    model = keras.Sequential()
                    if True:
                    \tmodel.add(keras.layers.Dense(3))
                            model.add(keras.layers.Dense(4))
                    """.replace("\n", end));
            assertEquals(2, program.networks().get(0).layers().size());
        }
    }

    @Test
    void readsFiftyThousandLines() {
        reads("import torch\n" + """
                class Net(torch.nn.Module):
                    def __init__(self):
                        self.fc = torch.nn.Linear(3, 4)
                    def forward(self, x):
                        return self.fc(x)
                """.repeat(10_000));
    }

    @Test
    void readsPiecesOfProgramsInAnyOrder() {
        String[] pieces = {"model", ".", "add", "(", ")", "Dense", "[", "]", ":", "=", ",", "for", "in", "if", "else",
            "lambda", "\n", "\n    ", "def f", "class A", "self", "1", "-", "*", "**", "'relu'", "return", "not", "{",
            "}", "fit", "compile", "range", "Sequential", "super", "torch.nn.", "import keras", "with", "as", "yield"};
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 120; j++) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(3) == 0 ? "" : " ");
            }
            reads(text.toString());
        }
    }

    @Test
    void saysNothingOfProgramsThatAreNotAboutNetworks() {
        Program program = Programs.read("a.py", "import os\nfor f in os.listdir('.'):\n    print(f)\n");
        assertEquals(0, program.networks().size() + program.trainings().size());
    }

    private static void reads(String text) {
        assertNotNull(assertTimeoutPreemptively(LIMIT, () -> Programs.read("a.py", text), text));
    }
}
