package org.lamina.source.python;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSourceTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void readsFiftyThousandLines() {
        String text = "class Net(nn.Module):\n    def __init__(self):\n" + IntStream.range(0, 50_000)
                .mapToObj(i -> "        self.layer" + i + " = nn.Linear(" + i + ", out_features=10, bias=True)\n")
                .collect(Collectors.joining());
        PythonSource source = assertTimeoutPreemptively(LIMIT, () -> PythonSource.parse("big.py", text));
        assertEquals(50_000, source.calls().count());
        assertEquals(50_002, source.calls().reduce((a, b) -> b).orElseThrow().range().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "f(", "x[", "a.", "not ", "- ", "lambda: ", "lambda x=", "x if ", "if a: ",
        "f\"{", "f'''{", "\"\"\"", "'", "\\\n", "a = ", "@", "import ", "from . import ", "def ", "class ", "f(x)(",
                ":",
        ";", "a: ", "*", "=", ")", "async ", "0x", "1e-", "\u0000", "\uD83D", "f(a=", "{a:", "match ", "print ", ". "})
    void survivesMillionsOfTheSame(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        PythonSource source = assertTimeoutPreemptively(LIMIT, () -> PythonSource.parse("hostile.py", text));
        assertDoesNotThrow(() -> source.calls().count());
        assertDoesNotThrow(() -> source.allStatements().stream().flatMap(s -> s.expressions().stream())
                .forEach(Expression::dotted));
    }

    @Test
    void survivesDeepIndentation() {
        String text = IntStream.range(0, 2_000).mapToObj(i -> " ".repeat(i) + "if x:\n").collect(Collectors.joining())
                + " ".repeat(2_000) + "last(1)\n";
        PythonSource source = assertTimeoutPreemptively(LIMIT, () -> PythonSource.parse("deep.py", text));
        assertEquals(1, source.calls().count());
    }

    @Test
    void survivesRandomPiecesOfPrograms() {
        String[] pieces = {"def", "class", "f", "(", ")", "[", "]", "{", "}", ":", ",", "=", "\n", "    ", "\t", "\"",
                "'",
            "\"\"\"", "f\"", "\\", "#", "1", ".", "lambda", "if", "else", "for", "in", "import", "from", "as", "*", "@",
            ";",
            "\r", "\uFFFD", "->", "return", "async", "+=", "self", "not", "..."};
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            String text = random.ints(60, 0, pieces.length).mapToObj(i -> pieces[i] + (random.nextBoolean() ? " " : ""))
                    .collect(Collectors.joining());
            PythonSource source = assertTimeoutPreemptively(LIMIT, () -> PythonSource.parse("random.py", text), text);
            source.statements().stream().flatMap(Statement::walkExpressions).forEach(expression -> assertDoesNotThrow(
                    () -> source.text(expression.range()), text));
        }
    }

    @Test
    void readsBytesThatAreNotUtf8() {
        byte[] bytes = "x = f(1)  # caf\u00e9 \u00ff\ny = g(2)\n".getBytes(StandardCharsets.ISO_8859_1);
        PythonSource source = PythonSource.parse("latin.py", new String(bytes, StandardCharsets.UTF_8));
        assertEquals(2, source.calls().count());
    }
}
