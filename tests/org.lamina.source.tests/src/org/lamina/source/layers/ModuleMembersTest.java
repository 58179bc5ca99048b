package org.lamina.source.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.source.project.MemorySourceTree;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.PythonSource;

class ModuleMembersTest {

    @Test
    void findsAssignedAndAddedAttributes() {
        String program = """
                self.a = nn.ReLU()
                self.b, self.c = nn.Tanh(), nn.GELU()
                self.add_module("d", nn.SELU())
                setattr(self, "e", nn.CELU())
                if wide:
                    self.f = nn.Linear(1, 2)
                else:
                    self.f = nn.Linear(3, 4)
                self.g = None
                """;
        assertMember(program, "a", "nn.ReLU()");
        assertMember(program, "b", "nn.Tanh()");
        assertMember(program, "c", "nn.GELU()");
        assertMember(program, "d", "nn.SELU()");
        assertMember(program, "e", "nn.CELU()");
        assertMember(program, "f", "nn.Linear(1, 2)", "nn.Linear(3, 4)");
        assertMember(program, "g");
    }

    @Test
    void findsMembersOfContainers() {
        String program = """
                self.seq = nn.Sequential(nn.ReLU(), nn.Sequential(nn.Tanh(), nn.GELU()))
                self.named = nn.Sequential(OrderedDict([("x", nn.ReLU()), ("y", nn.Tanh())]))
                self.list = nn.ModuleList([nn.ReLU(), nn.Tanh()])
                self.same = nn.ModuleList([nn.ELU() for _ in range(3)])
                self.dict = nn.ModuleDict({"x": nn.ReLU(), "y": nn.Tanh()})
                """;
        assertMember(program, "seq.0", "nn.ReLU()");
        assertMember(program, "seq.1.1", "nn.GELU()");
        assertMember(program, "seq.2");
        assertMember(program, "named.y", "nn.Tanh()");
        assertMember(program, "list.1", "nn.Tanh()");
        assertMember(program, "same.2", "nn.ELU()");
        assertMember(program, "dict.x", "nn.ReLU()");
        assertMember(program, "dict.z");
    }

    @Test
    void followsListsThatAreFilledStepByStep() {
        String program = """
                layers = [nn.ReLU()]
                layers.append(nn.Tanh())
                layers += [nn.GELU(), nn.ELU()]
                self.seq = nn.Sequential(*layers, nn.SELU())
                """;
        assertMember(program, "seq.1", "nn.Tanh()");
        assertMember(program, "seq.3", "nn.ELU()");
        assertMember(program, "seq.4", "nn.SELU()");
    }

    @Test
    void givesAllCandidatesOfAListWhoseOrderIsNotKnown() {
        assertMember("""
                layers = []
                for width in widths:
                    layers.append(nn.Linear(width, width))
                    layers.append(nn.ReLU())
                self.seq = nn.Sequential(*layers)
                """, "seq.3", "nn.Linear(width, width)", "nn.ReLU()");
    }

    @Test
    void followsMethodsWrappersConditionsAndBases() {
        PythonSource source = PythonSource.parse("net.py", """
                from torch import nn

                class Pair(nn.Sequential):
                    def __init__(self):
                        super().__init__(nn.ReLU(), nn.Tanh())

                class Base(nn.Module):
                    def __init__(self):
                        self.inherited = nn.GELU()

                class Net(Base):
                    def __init__(self):
                        self.made = self._make(3)
                        self.pair = Pair()
                        self.wrapped = weight_norm(nn.Sequential(nn.ELU()))
                        self.either = nn.Sequential(nn.CELU()) if deep else nn.Sequential(nn.SELU())

                    def _make(self, n):
                        return nn.Sequential(nn.Sigmoid(), nn.Softplus())
                """);
        assertEquals(List.of("nn.Softplus()"), members(source, "made.1"));
        assertEquals(List.of("nn.Tanh()"), members(source, "pair.1"));
        assertEquals(List.of("nn.ELU()"), members(source, "wrapped.0"));
        assertEquals(List.of("nn.CELU()", "nn.SELU()"), members(source, "either.0"));
        assertEquals(List.of("nn.GELU()"), members(source, "inherited"));
    }

    @Test
    void endsOnProgramsThatReferToThemselves() {
        PythonSource source = PythonSource.parse("net.py", """
                from torch import nn

                class Net(Net):
                    def __init__(self):
                        self.a = self.b()
                        self.child = Net()
                        layers = [*layers]
                        layers += layers
                        self.seq = nn.Sequential(*layers)

                    def b(self):
                        return self.b()
                """);
        assertEquals(List.of(), members(source, "a.x"));
        assertEquals(List.of(), members(source, "seq.0"));
        assertEquals(List.of("Net()"), members(source, "child.child.child"));
    }

    private static void assertMember(String constructor, String path, String... expected) {
        PythonSource source = PythonSource.parse("net.py", "from torch import nn\nfrom collections import OrderedDict\n"
                + "class Net(nn.Module):\n    def __init__(self):\n" + constructor.indent(8));
        assertEquals(List.of(expected), members(source, path), path);
    }

    private static List<String> members(PythonSource source, String path) {
        ModuleMembers members = new ModuleMembers(new PythonProject(new MemorySourceTree()));
        return members.resolve(new ModuleClass(source, source.findClass("Net").orElseThrow()),
                ModuleNames.segments(path)).stream().map(SourceExpression::text).toList();
    }
}
