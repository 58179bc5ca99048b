package org.lamina.source.java;

import java.util.Locale;
import java.util.Optional;

/** Numbers as Java writes them (JLS 17, section 3.10). */
final class JavaNumber {

    private JavaNumber() {
    }

    /** A Long, or a Double by its decimal digits, since 0.1f means 0.1; empty where it is no number after all. */
    static Optional<Object> of(String token) {
        String plain = token.replace("_", "").toLowerCase(Locale.ROOT);
        boolean hex = plain.startsWith("0x");
        try {
            if (plain.startsWith("0b")) {
                return Optional.of(Long.parseLong(plain.replace("l", "").substring(2), 2));
            } else if (hex && !plain.contains("p")) {
                return Optional.of(Long.parseUnsignedLong(plain.replace("l", "").substring(2), 16));
            } else if (plain.matches("\\d+l?")) {
                String digits = plain.replace("l", "");
                return Optional.of(Long.parseLong(digits, digits.matches("0\\d+") ? 8 : 10));
            }
            return Optional.of(Double.parseDouble(plain));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }
}
