package org.lamina.figure.export;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as LaTeX reads it in any encoding: ASCII with commands for all else. */
final class LatexText {

    private static final Map<Integer, String> COMMANDS = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"), Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"), Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"), Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "\\textquotedblright{}"),
            Map.entry((int) '×', "$\\times$"), Map.entry((int) '−', "$-$"), Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '·', "$\\cdot$"), Map.entry((int) '→', "$\\rightarrow$"), Map.entry((int) '∞', "$\\infty$"),
            Map.entry((int) '≤', "$\\leq$"), Map.entry((int) '≥', "$\\geq$"), Map.entry((int) '…', "\\ldots{}"),
            Map.entry((int) '–', "--"), Map.entry((int) '\u00A0', "~"), Map.entry((int) 'ß', "\\ss{}"),
            Map.entry((int) 'µ', "$\\mu$"), Map.entry((int) 'μ', "$\\mu$"), Map.entry((int) '°', "$^\\circ$"));

    private static final Map<Integer, String> ACCENTS = Map.of(0x300, "\\`", 0x301, "\\'", 0x302, "\\^", 0x303, "\\~",
            0x308, "\\\"", 0x327, "\\c ", 0x30C, "\\v ", 0x304, "\\=", 0x30B, "\\H ");

    private LatexText() {
    }

    /** The text; a character that plain LaTeX has no command for becomes a question mark. */
    static String of(String text) {
        return text.codePoints().mapToObj(LatexText::of).collect(Collectors.joining());
    }

    private static String of(int character) {
        if (COMMANDS.containsKey(character)) {
            return COMMANDS.get(character);
        }
        if ("#$%&_{}".indexOf(character) >= 0) {
            return "\\" + Character.toString(character);
        }
        if (character >= ' ' && character < 127) {
            return Character.toString(character);
        }
        String parts = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD);
        boolean accented = parts.length() == 2 && parts.charAt(0) < 127 && ACCENTS.containsKey((int) parts.charAt(1));
        return accented ? ACCENTS.get((int) parts.charAt(1)) + "{" + parts.charAt(0) + "}" : "?";
    }
}
