package org.lamina.figure.scene;

/**
 * An opaque colour in sRGB.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {

    public static final Rgb BLACK = new Rgb(0, 0, 0);
    public static final Rgb WHITE = new Rgb(255, 255, 255);

    public Rgb {
        if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
            throw new IllegalArgumentException("a colour channel is 0 to 255: " + red + ", " + green + ", " + blue);
        }
    }

    /** The colour of six hexadecimal digits: {@code 0x0072B2}. */
    public static Rgb of(int rgb) {
        return new Rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /** As CSS writes it: {@code #0072b2}. */
    public String hex() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    /** The colour on the way to another one: this one at 0, the other at 1. */
    public Rgb towards(Rgb other, double fraction) {
        return new Rgb(between(red, other.red, fraction), between(green, other.green, fraction),
                between(blue, other.blue, fraction));
    }

    private static int between(int from, int to, double fraction) {
        return (int) Math.round(from + (to - from) * fraction);
    }

    /** The relative luminance, 0 (black) to 1 (white), as WCAG 2.1 defines it. */
    public double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** The contrast ratio with another colour, 1 to 21, as WCAG 2.1 defines it; text wants 4.5 or more. */
    public double contrast(Rgb other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }
}
