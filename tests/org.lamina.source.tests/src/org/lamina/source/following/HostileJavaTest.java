package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.Program;

class HostileJavaTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String IMPORT = "import ai.djl.nn.*;\n";

    private static Program reads(String text) {
        Program program = assertTimeoutPreemptively(LIMIT, () -> Programs.read("/p/A.java", IMPORT + text));
        assertNotNull(program);
        return program;
    }

    @Test
    void readsFiftyThousandLines() {
        StringBuilder text = new StringBuilder("class A {\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("    private int field").append(i).append(" = ").append(i).append(";\n");
            text.append("    int method").append(i).append("() {\n        int x = field").append(i)
                    .append(";\n        return method").append(i / 2).append("();\n    }\n");
        }
        reads(text + "}\n");
    }

    @Test
    void comesToAnEndWithDeepNesting() {
        reads("class A { int x = " + "f(".repeat(5_000) + ")".repeat(5_000) + "; }");
        reads("class A { int x = " + "(".repeat(20_000));
        reads("class A { { " + "{".repeat(5_000) + "}".repeat(5_000) + " } }");
        reads("class A {".repeat(2_000));
        reads("class A { Object x = " + "() -> ".repeat(3_000) + "1; }");
        reads("class A { int x = " + "1 + ".repeat(20_000) + "1; }");
        reads("class A { void f() { if (a) x(); " + "else if (b) y();\n".repeat(5_000) + " } }");
    }

    @Test
    void comesToAnEndWithLongChains() {
        Program program = reads("class A { void f() { SequentialBlock b = new SequentialBlock()"
                + ".add(Activation::relu)".repeat(200) + "; } }");
        assertEquals(200, program.networks().get(0).layers().size());
        reads("class A { void f() { SequentialBlock b = new SequentialBlock()" + ".add(Activation::relu)".repeat(20_000)
                + "; } }");
    }

    @Test
    void comesToAnEndWhereMethodsAndClassesUseThemselves() {
        reads("""
                class A extends B { A() { this(1); } A(int x) { this(); }
                    static Block f(int n) { return new SequentialBlock().add(f(n)).add(g(n)).add(f(n + 1)); }
                    static Block g(int n) { return f(n); }
                    protected NDList forwardInternal(Object s, NDList x, boolean t, Object p) {
                        return forward(s, x, t); }
                    Block b = new SequentialBlock(); { b.add(b); }
                    public static void main(String[] args) {
                        while (true) { for (;;) { f(1); new A().b.add(new A()); } } } }
                class B extends A { record R(R r) { R { r = new R(this); } } enum E { A, B { void f() { f(); } } } }
                """);
    }

    @Test
    void readsHalfTypedPrograms() {
        String whole = """
                class Net { static final int N = 3; record Size(int n) { }
                    Block net(Size size) { SequentialBlock net = new SequentialBlock();
                        for (int i = 0; i < N; i++) { net.add(Linear.builder().setUnits(size.n() * i).build()); }
                        net.add(list -> { switch (N) { case 1 -> a(); default -> b(); }
                            return new NDList(list.head()); });
                        try (Model m = Model.newInstance("a\\u0041")) { m.setBlock(net); } finally { x[1]++; }
                        return new ParallelBlock(NDArrays::concat,
                            List.of(net, new AbstractBlock() { int y = 'x'; })); } }
                """;
        for (int length = 0; length < whole.length(); length += 3) {
            reads(whole.substring(0, length));
            reads(whole.substring(length));
        }
        reads(whole.replace("\n", "\r"));
        reads(whole.replace("\n", "\r\n").replace("    ", "\t"));
        reads(whole.replace('e', '\uFFFD'));
        reads("\u0000\uD800 class \uDC00 { \" ' \"\"\" /* ");
    }
}
