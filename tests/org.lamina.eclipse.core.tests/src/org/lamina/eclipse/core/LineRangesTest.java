package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineRangesTest {

    private static String marked(String text, int line) {
        LineRanges.Range range = LineRanges.of(text).range(line);
        return text.substring(range.start(), range.end());
    }

    @Test
    void marksALineWithoutItsIndentationAndTrailingBlanks() {
        assertEquals("self.drop = nn.Dropout(0.8)", marked("class A:\n\tself.drop = nn.Dropout(0.8)  \n", 2));
    }

    @Test
    void countsLinesWhateverEndsThem() {
        String text = "one\r\ntwo\rthree\nfour";
        assertEquals("one", marked(text, 1));
        assertEquals("two", marked(text, 2));
        assertEquals("three", marked(text, 3));
        assertEquals("four", marked(text, 4));
    }

    @Test
    void findsNoRangeForALineThatIsNotThere() {
        assertEquals(new LineRanges.Range(-1, -1), LineRanges.of("one\n").range(3));
        assertEquals(new LineRanges.Range(-1, -1), LineRanges.of("one\n").range(0));
    }

    @Test
    void marksAnEmptyLineWhereItIs() {
        assertEquals(new LineRanges.Range(4, 4), LineRanges.of("one\n\ntwo").range(2));
    }
}
