package org.lamina.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void countsTheElementsOfAKnownShape() {
        assertEquals(OptionalLong.of(1024), Shape.of(1, 16, 8, 8).count());
        assertEquals(OptionalLong.of(1), Shape.of().count());
    }

    @Test
    void hasNoCountWhileAnAxisIsUnknown() {
        assertEquals(OptionalLong.empty(), Shape.of(Shape.UNKNOWN, 10).count());
        assertFalse(Shape.of(Shape.UNKNOWN, 10).isKnown());
    }

    @Test
    void isEmptyWhenOneAxisIsEmptyHoweverLargeTheOthers() {
        assertEquals(OptionalLong.of(0), Shape.of(Long.MAX_VALUE, 0, Long.MAX_VALUE).count());
    }

    @Test
    void refusesToCountBeyondALong() {
        assertThrows(ArithmeticException.class, () -> Shape.of(Long.MAX_VALUE, 2).count());
    }

    @Test
    void refusesNegativeSizes() {
        assertThrows(IllegalArgumentException.class, () -> Shape.of(1, -2));
    }

    @Test
    void countsAxesFromTheEndToo() {
        assertEquals(8, Shape.of(1, 16, 4, 8).dimension(-1));
        assertEquals(16, Shape.of(1, 16, 4, 8).dimension(1));
    }

    @Test
    void readsAsPeopleWriteIt() {
        assertEquals("? × 10", Shape.of(Shape.UNKNOWN, 10).toString());
        assertEquals("scalar", Shape.of().toString());
    }
}
