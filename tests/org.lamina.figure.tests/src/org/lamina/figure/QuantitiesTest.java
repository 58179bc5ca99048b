package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "950, 950", "999, 999", "1000, 1.0 k", "4617, 4.6 k", "99960, 100 k", "999499, 999 k",
        "999500, 1.0 M", "25557032, 25.6 M", "9223372036854775807, 9.2 E"})
    void writesCountsShort(long count, String expected) {
        assertEquals(expected, Quantities.count(count).replace('\u00A0', ' '));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0712345, 0.0712", "-4.567, −4.57", "1000, 1000", "123456, 123000", "0.00001234, 1.23e-5",
        "-2e-7, −2e-7", "3.2e9, 3.2e9", "NaN, NaN", "-Infinity, −∞"})
    void writesValuesInThreeDigits(double value, String expected) {
        assertEquals(expected, Quantities.value(value));
    }
}
