package org.lamina.engine.worker.taps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void knowsTargetAndCallsOfAnAssignment() {
        Statement statement = Statement.parse("    h0 = torch.add(torch.relu((_0).forward(h, )), h)");

        assertEquals("h0", statement.target());
        assertEquals("    ", statement.indent());
        assertEquals(List.of("torch.add", "torch.relu", "(_0).forward"),
                statement.calls().stream().map(Statement.Call::callee).toList());
        assertEquals("torch.add(torch.relu((_0).forward(h, )), h)", statement.expression());
        assertEquals("torch.add", statement.outermostCall().orElseThrow().callee());
    }

    @Test
    void namesTheFirstOfSeveralTargets() {
        assertEquals("z", Statement.parse("    z, _3, _4 = torch.lstm(input, _1)").target());
        assertEquals("p", Statement.parse("    p, q, = torch.split(_1, 2, 1)").target());
    }

    @Test
    void hasNoOutermostCallWhereTheValueIsMoreThanACall() {
        assertTrue(Statement.parse("    h, n = torch.relu(x), n0").outermostCall().isEmpty());
        assertTrue(Statement.parse("    t = (torch.relu(x), y)").outermostCall().isEmpty());
        assertTrue(Statement.parse("    x = y").outermostCall().isEmpty());
    }

    @Test
    void takesAReturnForATargetButNotAConditionOrAComparison() {
        assertTrue(Statement.parse("    return torch.relu(x)").isReturn());
        assertEquals("", Statement.parse("    if torch.eq(x, y):").target());
        assertEquals("", Statement.parse("      ops.prim.RaiseException(\"a = b\")").target());
    }

    @Test
    void seesNoCallsInsideStrings() {
        Statement statement = Statement.parse("    m = torch.format(\"f(x) \\\" g(\", torch.dim(x))");

        assertEquals(List.of("torch.format", "torch.dim"),
                statement.calls().stream().map(Statement.Call::callee).toList());
    }

    @Test
    void splitsAtTheCommasBetweenArgumentsOnly() {
        String list = "self: T,\n    x: Tuple[Tensor, Tensor], m: str=\"a, b\", p: List[int]=[0, 0]";

        assertEquals(List.of("self: T", "x: Tuple[Tensor, Tensor]", "m: str=\"a, b\"", "p: List[int]=[0, 0]"),
                Statement.splitAtCommas(list));
        assertEquals(List.of("x"), Statement.splitAtCommas("x, "));
        assertEquals(List.of(), Statement.splitAtCommas(""));
    }
}
