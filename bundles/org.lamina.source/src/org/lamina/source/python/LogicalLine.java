package org.lamina.source.python;

import java.util.List;

/**
 * One line as the language counts them: open brackets and backslashes join several lines of the text.
 *
 * @param indent width of the white space before it; a tab goes to the next multiple of 8
 * @param tokens at least one
 */
record LogicalLine(int indent, List<Token> tokens) {
}
