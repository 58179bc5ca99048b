package org.lamina.engine.worker.taps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TapRewriterTest {

    private static final String LINEAR = """
            class Linear(Module):
              __parameters__ = ["weight", ]
              weight : Tensor
              in_features : Final[int] = 4
              def forward(self: __torch__.layers.Linear,
                input: Tensor) -> Tensor:
                weight = self.weight
                return torch.linear(input, weight, None)
            """;

    private static final String NET = """
            class Net(Module):
              first : __torch__.layers.Linear
              __annotations__["1"] = __torch__.layers.Linear
              scale : Tensor
              def forward(self: __torch__.net.Net,
                x: Tensor) -> Tensor:
                first = self.first
                _1 = getattr(self, "1")
                h = torch.relu((first).forward(x, ))
                return (_1).forward(torch.mul(torch.tanh(h), 2), )
            """;

    @Test
    void givesEveryMethodATwinThatHandsTheTapsOn() {
        assertEquals(LINEAR + """
                  def forward__tap(self: __torch__.layers.Linear, lamina_taps_: Dict[str, List[Tensor]], \
                lamina_path_: str, input: Tensor) -> Tensor:
                    weight = self.weight
                    return __torch__.lamina_taps.keep(lamina_taps_, lamina_path_, torch.linear(input, weight, None), )
                """, rewrite("first").get("code/__torch__/layers.py"));
    }

    @Test
    void callsTheTwinsOfSubmodulesWithTheirPaths() {
        assertTwin(NET, """
                    first = self.first
                    _1 = getattr(self, "1")
                    h = torch.relu((first).forward__tap(lamina_taps_, torch.add(lamina_path_, ".first"), x, ))
                    return __torch__.lamina_taps.keep(lamina_taps_, lamina_path_, (_1).forward__tap(lamina_taps_, \
                torch.add(lamina_path_, ".1"), torch.mul(torch.tanh(h), 2), ), )
                """, "first");
    }

    @Test
    void keepsAVariableBehindItsAssignment() {
        assertTrue(twin(NET, "::h").contains("""
                    h = torch.relu((first).forward__tap(lamina_taps_, torch.add(lamina_path_, ".first"), x, ))
                    if isinstance(h, Tensor):
                      lamina_kept_ = __torch__.lamina_taps.keep(lamina_taps_, torch.add(lamina_path_, "::h"), h, )
                    else:
                      pass
                """));
    }

    @Test
    void takesAStatementApartToKeepANestedCall() {
        assertTwin(NET, """
                    lamina_value_1_ = torch.tanh(h)
                    if isinstance(lamina_value_1_, Tensor):
                      lamina_kept_ = __torch__.lamina_taps.keep(lamina_taps_, torch.add(lamina_path_, "::return/2"), \
                lamina_value_1_, )
                    else:
                      pass
                    lamina_value_2_ = torch.mul(lamina_value_1_, 2)
                    lamina_value_3_ = (_1).forward__tap(lamina_taps_, torch.add(lamina_path_, ".1"), lamina_value_2_, )
                    return __torch__.lamina_taps.keep(lamina_taps_, lamina_path_, lamina_value_3_, )
                """, "::return/2");
    }

    @Test
    void keepsACallThatIsOnlyPartOfAnAssignedValue() {
        assertTwin("""
                class Net(Module):
                  def forward(self: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    h, n, = torch.relu(x), annotate(List[int], [])
                    return h
                """, """
                    lamina_value_1_ = torch.relu(x)
                    if isinstance(lamina_value_1_, Tensor):
                      lamina_kept_ = __torch__.lamina_taps.keep(lamina_taps_, torch.add(lamina_path_, "::h"), \
                lamina_value_1_, )
                    else:
                      pass
                    h, n, = lamina_value_1_, annotate(List[int], [])
                    return __torch__.lamina_taps.keep(lamina_taps_, lamina_path_, h, )
                """, "::h");
    }

    @Test
    void namesTheMethodOfAnOperationOutsideForward() {
        String net = """
                class Net(Module):
                  def forward(self: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    return (self).inner(x, )
                  def inner(self: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    h = torch.relu(x)
                    return h
                """;

        assertTrue(twin(net, "::inner.h").contains("\"::inner.h\"), h, )"));
        assertFalse(twin(net, "::h").contains("isinstance"));
        assertTrue(twin(net, "::h").contains("(self).inner__tap(lamina_taps_, lamina_path_, x, )"));
        assertTrue(twin(net, "::h").endsWith("    return h\n"), "only forward methods are the module's own value");
    }

    @Test
    void keepsTheFirstTensorOfATuple() {
        assertTrue(twin("""
                class Net(Module):
                  def forward__0(self: __torch__.net.Net,
                    x: Tensor,
                    hx: Optional[Tuple[Tensor, Tensor]]=None) -> Tuple[Tensor, Tuple[Tensor, Tensor]]:
                    return (x, hx)
                """, "first").contains("""
                    lamina_result_ = (x, hx)
                    lamina_kept_ = __torch__.lamina_taps.keep(lamina_taps_, lamina_path_, (lamina_result_)[0], )
                    return lamina_result_
                """));
    }

    @Test
    void callsWithoutArgumentsStayWithoutATrailingOne() {
        String twin = twin("""
                class Net(Module):
                  first : __torch__.net.Nothing
                  def forward(self: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    first = self.first
                    _0 = (first).forward()
                    return x
                class Nothing(Module):
                  def forward(self: __torch__.net.Nothing) -> NoneType:
                    return None
                """, "first");

        assertTrue(twin.contains("(first).forward__tap(lamina_taps_, torch.add(lamina_path_, \".first\"))\n"), twin);
    }

    @Test
    void followsModulesThroughListsAndOtherNamesForSelf() {
        assertTrue(twin("""
                class Net(Module):
                  blocks : __torch__.net.ModuleList
                  def forward(s: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    blocks = s.blocks
                    _0 = getattr(blocks, "0")
                    return (_0).forward(x, )
                class ModuleList(Module):
                  __annotations__["0"] = __torch__.layers.Linear
                  def __len__(self: __torch__.net.ModuleList) -> int:
                    return 1
                """, "blocks.0").contains("torch.add(lamina_path_, \".blocks.0\")"));
    }

    @Test
    void leavesInterfacesAndMethodsThatAreNoModulesAlone() {
        String rewritten = rewrite("""
                class Net(Module):
                  part : __torch__.net.Part
                  def forward(self: __torch__.net.Net,
                    x: Tensor) -> Tensor:
                    part = self.part
                    return (part).forward(x, )
                class Part(ModuleInterface):
                  def forward(self: __torch__.net.Part,
                    x: Tensor) -> Tensor:
                    pass
                """, "part").get("code/__torch__/net.py");

        assertTrue(rewritten.contains("keep(lamina_taps_, lamina_path_, (part).forward(x, ), )"), rewritten);
        assertFalse(rewritten.contains("forward__tap(self: __torch__.net.Part"), rewritten);
    }

    @Test
    void addsTheEntryToTheRootWithTheInputsOfForward() {
        assertTrue(rewrite("first").get("code/__torch__/net.py").endsWith("""
                  def lamina_tap(self: __torch__.net.Net,
                    x: Tensor) -> Dict[str, Tensor]:
                    lamina_taps_ = __torch__.lamina_taps.wanted()
                    lamina_result_ = (self).forward__tap(lamina_taps_, "", x, )
                    return __torch__.lamina_taps.found(lamina_taps_, )
                """));
    }

    @Test
    void listsWhatIsWantedAsTheCodeSpellsIt() {
        TapRewriter rewriter = rewriter(NET, "first", "", "::h", "odd\"name", "first#3");
        String support = rewriter.rewrite().get(TapRewriter.SUPPORT_FILE);

        assertTrue(support.startsWith("""
                def subjects() -> List[str]:
                  return ["", ".first", ".odd\\"name", "::h"]
                def keys() -> List[str]:
                  return ["#1", ".first#1", ".first#3", ".odd\\"name#1", "::h#1"]
                """), support);
        assertTrue(support.contains("    if torch.le(number, 3):\n"), support);
        assertEquals("first", rewriter.name(".first#1"));
        assertEquals("first#3", rewriter.name(".first#3"));
        assertEquals("::h", rewriter.name("::h#1"));
        assertEquals("", rewriter.name("#1"));
    }

    @Test
    void changesOnlyFilesWithModules() {
        Map<String, String> code = Map.of("code/__torch__/net.py", NET, "code/__torch__/layers.py", LINEAR,
                "code/__torch__/functional.py", "def relu(x: Tensor) -> Tensor:\n  return torch.relu(x)\n");

        assertEquals(Set.of("code/__torch__/net.py", "code/__torch__/layers.py", TapRewriter.SUPPORT_FILE),
                new TapRewriter(code, "__torch__.net.Net", List.of("first")).rewrite().keySet());
    }

    @Test
    void tellsTheInputsThatForwardRequires() {
        assertEquals(List.of("x: Tensor"), rewriter("""
                class Net(Module):
                  def forward(self: __torch__.net.Net,
                    x: Tensor,
                    mask: Optional[Tensor]=None) -> Tensor:
                    return x
                """, "first").requiredInputs());
    }

    @Test
    void refusesAnArchiveWithoutItsRootClass() {
        assertThrows(IllegalArgumentException.class, () -> rewriter("class Other(Module):\n  x : int\n", "first"));
    }

    private static void assertTwin(String net, String body, String... names) {
        assertTrue(twin(net, names).endsWith(body), twin(net, names));
    }

    /** What the rewriting adds to the class Net, less the entry. */
    private static String twin(String net, String... names) {
        String rewritten = rewrite(net, names).get("code/__torch__/net.py");
        int start = rewritten.indexOf("__tap(s");
        int entry = rewritten.indexOf("  def lamina_tap(");
        return rewritten.substring(start, entry < 0 ? rewritten.length() : entry);
    }

    private static Map<String, String> rewrite(String name) {
        return rewrite(NET, name);
    }

    private static Map<String, String> rewrite(String net, String... names) {
        return rewriter(net, names).rewrite();
    }

    private static TapRewriter rewriter(String net, String... names) {
        Map<String, String> code = Map.of("code/__torch__/net.py", net, "code/__torch__/layers.py", LINEAR);
        return new TapRewriter(code, "__torch__.net.Net", List.of(names));
    }
}
