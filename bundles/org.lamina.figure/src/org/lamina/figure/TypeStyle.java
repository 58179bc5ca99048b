package org.lamina.figure;

import java.util.Optional;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Texture;

/**
 * What the user wants for one type of layers, or for a group by its name; what is empty stays as it is.
 *
 * @param alias what the legend calls it
 * @param color its colour
 * @param texture its texture
 * @param hidden whether it is left out of the figure; true or false win over the family's setting
 * @param dense whether it is drawn as a dense layer is: a bar whose height is the number of units
 */
public record TypeStyle(Optional<String> alias, Optional<Rgb> color, Optional<Texture> texture,
        Optional<Boolean> hidden, Optional<Boolean> dense) {

    /** A type of which all stays as it is. */
    public static final TypeStyle USUAL = new TypeStyle(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /** The same under another name. */
    public TypeStyle withAlias(String other) {
        return new TypeStyle(Optional.of(other), color, texture, hidden, dense);
    }

    /** The same in another colour. */
    public TypeStyle withColor(Rgb other) {
        return new TypeStyle(alias, Optional.of(other), texture, hidden, dense);
    }

    /** The same with a texture. */
    public TypeStyle withTexture(Texture other) {
        return new TypeStyle(alias, color, Optional.of(other), hidden, dense);
    }

    /** The same left out or not. */
    public TypeStyle withHidden(boolean other) {
        return new TypeStyle(alias, color, texture, Optional.of(other), dense);
    }
}
