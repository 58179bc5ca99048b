package org.lamina.figure.export;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lamina.figure.font.FontSubset;
import org.lamina.figure.font.Typeface;

/**
 * A typeface in a PDF file: the glyphs that are used are embedded, codes are glyph numbers, and a table tells the
 * characters, so that text can be searched and copied (ISO 32000-1:2008, sections 9.7 and 9.10).
 */
final class PdfFont {

    private final Typeface typeface;
    private final String name;
    private final Map<Integer, Integer> characters = new TreeMap<>();

    /** {@code name} is the PostScript name of the font. */
    PdfFont(Typeface typeface, String name) {
        this.typeface = typeface;
        this.name = name;
    }

    Typeface typeface() {
        return typeface;
    }

    /** The codes of a text, in hexadecimal digits. */
    String codes(String text) {
        StringBuilder codes = new StringBuilder("<");
        text.codePoints().forEach(c -> {
            int glyph = typeface.glyph(c);
            characters.putIfAbsent(glyph, c);
            codes.append(String.format("%04X", glyph));
        });
        return codes.append('>').toString();
    }

    /** Writes the font's objects; gives the number of the font. */
    int write(PdfFile file) {
        byte[] subset = FontSubset.of(typeface, characters.keySet());
        int program = file.addStream("/Length1 " + subset.length + " ", subset);
        String tagged = "LAMINA+" + name;
        int descriptor = file.add("<< /Type /FontDescriptor /FontName /" + tagged + " /Flags 4 /FontBBox "
                + "[-210 -303 1000 1000] /ItalicAngle 0 /Ascent 905 /Descent -212 /CapHeight 716 /StemV 80 /FontFile2 "
                + program + " 0 R >>");
        String widths = characters.keySet().stream()
                .map(glyph -> glyph + " [" + SvgMarkup.number(typeface.advance(glyph)) + "]")
                .collect(Collectors.joining(" "));
        int descendant = file.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /" + tagged
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
                + descriptor + " 0 R /CIDToGIDMap /Identity /DW 0 /W [" + widths + "] >>");
        int unicode = file.addStream("", unicode().getBytes(StandardCharsets.US_ASCII));
        return file.add("<< /Type /Font /Subtype /Type0 /BaseFont /" + tagged + " /Encoding /Identity-H "
                + "/DescendantFonts [" + descendant + " 0 R] /ToUnicode " + unicode + " 0 R >>");
    }

    private String unicode() {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // a section has at most a hundred entries
        int left = characters.size();
        int inSection = 0;
        for (Map.Entry<Integer, Integer> entry : characters.entrySet()) {
            if (inSection == 0) {
                inSection = Math.min(100, left);
                map.append(inSection).append(" beginbfchar\n");
            }
            map.append(String.format("<%04X> <", entry.getKey()));
            for (char c : Character.toChars(entry.getValue())) {
                map.append(String.format("%04X", (int) c));
            }
            map.append(">\n");
            left--;
            inSection--;
            if (inSection == 0) {
                map.append("endbfchar\n");
            }
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toString();
    }
}
