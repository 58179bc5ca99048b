package org.lamina.checks.suppression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class SuppressionsTest {

    @Test
    void aCommentHoldsForTheLineThatItEnds() {
        assertEquals(List.of(2), python("""
                a = 1
                b = nn.Dropout(0.8)  # lamina: ignore[dropout-rate]
                c = 3
                """));
        assertEquals(List.of(), python("b = nn.Dropout(0.8)  # lamina: ignore[bias-before-batch-norm]"));
        assertEquals(List.of(1), python("b = nn.Dropout(0.8)  # lamina: ignore[other , dropout-rate] by intent"));
        assertEquals(List.of(1), python("b = nn.Dropout(0.8)  #lamina:ignore"));
    }

    @Test
    void aCommentOnALineOfItsOwnHoldsForTheNextLineOfCode() {
        assertEquals(List.of(4), python("""
                # lamina: ignore[dropout-rate]
                # the paper has it so

                b = nn.Dropout(0.8)
                c = nn.Dropout(0.8)
                """));
    }

    @Test
    void aCommentBehindAStatementOfSeveralLinesHoldsForAllOfThem() {
        assertEquals(List.of(1, 2, 3), python("""
                b = nn.Dropout(
                    p=0.8,
                )  # lamina: ignore[dropout-rate]
                """));
        assertEquals(List.of(2), python("""
                b = nn.Sequential(
                    nn.Dropout(0.8),  # lamina: ignore[dropout-rate]
                    nn.Dropout(0.8),
                )
                """));
    }

    @Test
    void aCommentMayHoldForTheWholeFile() {
        assertEquals(List.of(1, 2, 3), python("a = 1\n# lamina: ignore-file[dropout-rate]\nb = 2\n"));
        assertEquals(List.of(), python("a = 1\n# lamina: ignore-file[other]\nb = 2\n"));
    }

    @Test
    void whatOnlyLooksLikeACommentSaysNothing() {
        assertEquals(List.of(), python("a = '# lamina: ignore'"));
        assertEquals(List.of(), python("\"\"\"\n# lamina: ignore-file\n\"\"\"\nb = 2\n"));
        assertEquals(List.of(), python("a = 1  # lamina: ignored"));
        assertEquals(List.of(), python("a = 1  # see lamina: ignore"));
    }

    @Test
    void javaHasCommentsOfItsOwn() {
        Suppressions java = Suppressions.ofJava("""
                block.add(Dropout.builder().optRate(0.8f).build()); // lamina: ignore[dropout-rate]
                // lamina: ignore
                block.add(Dropout.builder().optRate(0.8f).build());
                block.add(Dropout.builder().optRate(0.8f).build());
                """);
        assertEquals(List.of(1, 3), covered(java, 4));
    }

    private static List<Integer> python(String text) {
        return covered(Suppressions.ofPython(text), text.lines().toList().size());
    }

    private static List<Integer> covered(Suppressions suppressions, int lines) {
        return IntStream.rangeClosed(1, lines).filter(line -> suppressions.covers("dropout-rate", line)).boxed()
                .toList();
    }
}
