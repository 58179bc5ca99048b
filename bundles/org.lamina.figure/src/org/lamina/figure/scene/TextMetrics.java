package org.lamina.figure.scene;

import java.text.Normalizer;
import org.lamina.figure.scene.Primitive.Text.Weight;

/**
 * The width of text without a font machine, so that every computer lays out the same figure. The advance widths are
 * those of Helvetica in the Adobe Font Metrics of the PostScript core fonts; Arial, Liberation Sans and Nimbus Sans
 * share them. A character outside the table counts one em, which is the width of an ideograph and more than that of
 * nearly every letter.
 */
public final class TextMetrics {

    /** The font families to draw with, the most wanted first, as CSS writes it. */
    public static final String FAMILY = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    /** Height of an ascender over the baseline (Ascender 718 of 1000 in the metrics), in em. */
    public static final double ASCENT = 0.72;

    /** Depth of a descender under the baseline (Descender -207 of 1000 in the metrics), in em. */
    public static final double DESCENT = 0.21;

    /** Height of a digit or capital over the baseline (CapHeight 718 of 1000), in em; centres a label optically. */
    public static final double CAP_HEIGHT = 0.72;

    private static final int FIRST = ' ';
    private static final char FIRST_ACCENTED = '\u00C0';

    /** Thousandths of an em for U+0020 to U+007E. */
    private static final int[] NORMAL = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
    };

    private static final int[] BOLD = {
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
        611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    };

    private TextMetrics() {
    }

    /** The advance width of a line of text in pixels at a size (of the em, in pixels). */
    public static double width(String text, double size, Weight weight) {
        int[] table = weight == Weight.BOLD ? BOLD : NORMAL;
        // an accented letter is as wide as the bare one
        String bare = hasBareLettersAlone(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
        int sum = 0;
        for (int at = 0; at < bare.length(); at += Character.charCount(bare.codePointAt(at))) {
            sum += advance(table, bare.codePointAt(at));
        }
        return sum * size / 1000;
    }

    /** Whether nothing in it can carry an accent; true of most texts, which spares the tables of Unicode. */
    private static boolean hasBareLettersAlone(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= FIRST_ACCENTED && character != '×' && character != '…') {
                return false;
            }
        }
        return true;
    }

    private static int advance(int[] table, int character) {
        if (character >= FIRST && character < FIRST + table.length) {
            return table[character - FIRST];
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> symbol(character);
        };
    }

    private static int symbol(int character) {
        return switch (character) {
            case '\u00A0', '·' -> 278;
            case '×', '±', '÷', '−', '¬' -> 584;
            case '°' -> 400;
            case '–', '«', '»' -> 556;
            case 'ß', 'ø', 'µ' -> 611;
            case '•' -> 350;
            default -> 1000;
        };
    }

    /**
     * The text itself if it fits, else its beginning and an ellipsis.
     *
     * @param width the room in pixels
     */
    public static String fitted(String text, double size, Weight weight, double width) {
        if (width(text, size, weight) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + "…", size, weight) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }
}
