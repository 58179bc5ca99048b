package org.lamina.figure.scene;

/** How an area is filled: with one opaque colour. */
public record Fill(Rgb color) {
}
