package org.lamina.formats.shapes;

/** Input shapes that a layer can't take. */
public final class ShapeConflictException extends Exception {

    private static final long serialVersionUID = 1;

    ShapeConflictException(String message) {
        super(message);
    }
}
