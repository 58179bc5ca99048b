package org.lamina.figure.scene;

import java.util.Optional;

/**
 * How an area is filled: with one opaque colour, and a texture on it where there is one.
 *
 * @param color the colour
 * @param texture the pattern on it
 * @param ink the colour of the pattern; plays no part without one
 */
public record Fill(Rgb color, Optional<Texture> texture, Rgb ink) {

    /** One colour. */
    public Fill(Rgb color) {
        this(color, Optional.empty(), Rgb.BLACK);
    }
}
