package org.lamina.formats.torchscript.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;

class CodeFileTest {

    @Test
    void findsClassesMethodsAndFunctions() throws Exception {
        CodeFile file = parse("""
                class Net(Module):
                  __parameters__ = ["weight", ]
                  weight : Tensor
                  p : Final[float] = 0.5
                  __annotations__["0"] = __torch__.Conv
                  def forward(self: __torch__.Net,
                    x: Tensor,
                    sizes: List[int]=[1, -1]) -> Tuple[Tensor, int]:
                    return (x, 1)
                def helper(x: Optional[Tensor]=None) -> NoneType:
                  pass
                """);
        Definition net = file.definition("Net").orElseThrow();
        assertEquals("Module", net.base());
        assertEquals(4, net.attributes().size());
        Method forward = net.method("forward").orElseThrow();
        assertEquals(List.of("self", "x", "sizes"), forward.parameters().stream().map(each -> each.name()).toList());
        Expression.Sequence initial = assertInstanceOf(Expression.Sequence.class,
                forward.parameters().get(2).initial());
        assertEquals(-1L, assertInstanceOf(Expression.Literal.class, initial.elements().get(1)).value());
        assertEquals("helper", file.function("helper").orElseThrow().name());
    }

    @Test
    void readsEveryKindOfStatement() throws Exception {
        List<Statement> body = body("""
                  a, b, = torch.chunk(x, 2)
                  c : Optional[int] = None
                  if torch.gt(a, 1):
                    d = 1
                  elif True:
                    d = 2
                  else:
                    pass
                  while True:
                    d = d + 1
                  for i in range(3):
                    torch.append(l, i)
                  with torch.no_grad() as g:
                    e = {"k": 1, "l": [a]}
                  self.count = -2.5e-3
                  return
                """);
        Statement.Assign split = assertInstanceOf(Statement.Assign.class, body.get(0));
        assertEquals(2, split.targets().size());
        assertInstanceOf(Statement.Annotation.class, body.get(1));
        Statement.If choice = assertInstanceOf(Statement.If.class, body.get(2));
        assertInstanceOf(Statement.If.class, choice.otherwise().get(0));
        assertInstanceOf(Statement.While.class, body.get(3));
        assertInstanceOf(Statement.For.class, body.get(4));
        assertInstanceOf(Statement.With.class, body.get(5));
        Statement.Assign number = assertInstanceOf(Statement.Assign.class, body.get(6));
        assertEquals(-0.0025, assertInstanceOf(Expression.Literal.class, number.value()).value());
        assertInstanceOf(Statement.Return.class, body.get(7));
    }

    @Test
    void numbersCallsByTheirParenthesis() throws Exception {
        Statement.Assign assign = (Statement.Assign) body("  y = torch.add((conv).forward(torch.relu(x), ), k(1))\n")
                .get(0);
        assertEquals(List.of("add", "forward", "relu"), assign.value().calls().stream().limit(3)
                .map(call -> ((Expression.Attribute) call.callee()).name()).toList());
        assertEquals("def f(x: Tensor) -> Tensor:\n  y = torch.add".length(), assign.value().calls().get(0).open());
    }

    @Test
    void tellsTuplesFromParentheses() throws Exception {
        assertEquals(1, ((Expression.Sequence) value("(x,)")).elements().size());
        assertEquals("x", ((Expression.Name) value("(x)")).name());
        assertEquals(0, ((Expression.Sequence) value("()")).elements().size());
    }

    @Test
    void resolvesEscapesInTexts() throws Exception {
        assertEquals("don't \"go\"\n", ((Expression.Literal) value("\"don\\'t \\\"go\\\"\\n\"")).value());
    }

    @Test
    void countsBytesAndNotCharacters() throws Exception {
        CodeFile file = parse("# µ\ndef f(x: Tensor) -> Tensor:\n  return x\n");
        assertEquals(5, file.byteOffset(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"def f(:\n", "class X\n", "def f() -> int:\nreturn 1\n", "def f() -> int:\n    a\n  b\n",
        "x = \"never ends", "x = (((", "x = 1 +\n", "x = )\n", "def f() -> int:\n  x = 99999999999999999999\n"})
    void saysWhereCodeIsBroken(String code) {
        assertThrows(CodeSyntaxException.class, () -> parse(code));
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThrows(CodeSyntaxException.class, () -> parse("x = " + "(".repeat(100_000) + "\n"));
        assertThrows(CodeSyntaxException.class, () -> parse("x = " + "-".repeat(100_000) + "1\n"));
        StringBuilder blocks = new StringBuilder("def f() -> int:\n");
        for (int depth = 1; depth < 300; depth++) {
            blocks.append(" ".repeat(depth)).append("if x:\n");
        }
        assertThrows(CodeSyntaxException.class,
                () -> parse(blocks.append(" ".repeat(300)).append("pass\n").toString()));
    }

    private static CodeFile parse(String code) throws CodeSyntaxException {
        return CodeFile.parse("code/__torch__/net.py", code);
    }

    private static List<Statement> body(String statements) throws CodeSyntaxException {
        return parse("def f(x: Tensor) -> Tensor:\n" + statements).function("f").orElseThrow().body();
    }

    private static Expression value(String expression) throws CodeSyntaxException {
        return ((Statement.Assign) body("  y = " + expression + "\n").get(0)).value();
    }
}
