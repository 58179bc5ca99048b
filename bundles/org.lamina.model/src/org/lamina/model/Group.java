package org.lamina.model;

import java.util.Optional;

/**
 * A module that contains others: {@code layer1}, {@code layer1.0}. Its members are the layers whose path starts with
 * its path and a dot.
 *
 * @param path dotted; never empty (the model itself is not a group)
 * @param type the class as the program names it, last segment: {@code Sequential}, {@code ResBlock}
 * @param originalType the class as the file spells it
 * @param source the recorded place where it is called, where the file tells
 */
public record Group(String path, String type, String originalType, Optional<SourceLocation> source) {
}
