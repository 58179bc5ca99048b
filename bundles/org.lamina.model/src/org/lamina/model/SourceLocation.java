package org.lamina.model;

/**
 * A place in the program that built a model.
 *
 * @param file the path as it was recorded or found; a recorded one is that of the machine that wrote the file
 * @param line from 1
 * @param column from 1; 1 where only the line is known
 * @param text the text of that line without its indentation, empty where it is not known; serves to find the place
 *        again when the file lies elsewhere or has changed
 */
public record SourceLocation(String file, int line, int column, String text) {

    /** The last segment of the path, whichever separator it uses. */
    public String fileName() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** As compilers write it: {@code digits.py:24}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
