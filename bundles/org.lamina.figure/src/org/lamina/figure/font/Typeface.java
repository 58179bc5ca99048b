package org.lamina.figure.font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.TextMetrics;

/**
 * The typeface that figures are exported in, read from its TrueType file (OpenType specification 1.9: cmap format 4,
 * hmtx, loca, glyf). It needs no font machine, so that every computer writes the same figure. Immutable.
 */
public final class Typeface {

    private static final int LONG_OFFSETS = 1;

    private final byte[] bytes;
    private final ByteBuffer data;
    private final Map<String, Integer> tables = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<Integer, Integer> glyphs = new HashMap<>();
    private final int unitsPerEm;
    private final int count;
    private final int widths;
    private final boolean longOffsets;

    private Typeface(byte[] bytes) {
        this.bytes = bytes;
        data = ByteBuffer.wrap(bytes);
        int number = data.getShort(4);
        for (int i = 0; i < number; i++) {
            int record = 12 + 16 * i;
            String tag = new String(bytes, record, 4, StandardCharsets.US_ASCII);
            tables.put(tag, data.getInt(record + 8));
            lengths.put(tag, data.getInt(record + 12));
        }
        unitsPerEm = unsigned(tables.get("head") + 18);
        longOffsets = data.getShort(tables.get("head") + 50) == LONG_OFFSETS;
        count = unsigned(tables.get("maxp") + 4);
        widths = unsigned(tables.get("hhea") + 34);
        readCharacters();
    }

    /** The typeface of this weight. */
    public static Typeface of(Text.Weight weight) {
        String name = weight == Text.Weight.BOLD ? "LaminaSans-Bold.ttf" : "LaminaSans-Regular.ttf";
        try (InputStream in = Typeface.class.getResourceAsStream(name)) {
            return new Typeface(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int unsigned(int offset) {
        return data.getShort(offset) & 0xFFFF;
    }

    private void readCharacters() {
        int cmap = tables.get("cmap");
        for (int i = 0; i < unsigned(cmap + 2); i++) {
            int table = cmap + data.getInt(cmap + 4 + 8 * i + 4);
            if (unsigned(table) == 4) {
                readSegments(table);
            }
        }
    }

    private void readSegments(int table) {
        int segments = unsigned(table + 6) / 2;
        int ends = table + 14;
        int starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments;
        int offsets = deltas + 2 * segments;
        for (int i = 0; i < segments; i++) {
            int start = unsigned(starts + 2 * i);
            int offset = unsigned(offsets + 2 * i);
            for (int c = start; c <= unsigned(ends + 2 * i) && c < 0xFFFF; c++) {
                int glyph = offset == 0 ? c : unsigned(offsets + 2 * i + offset + 2 * (c - start));
                if (glyph != 0) {
                    glyphs.put(c, glyph + data.getShort(deltas + 2 * i) & 0xFFFF);
                }
            }
        }
    }

    /** The file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    boolean hasTable(String tag) {
        return tables.containsKey(tag);
    }

    /** A copy of a table. */
    byte[] tableBytes(String tag) {
        return Arrays.copyOfRange(bytes, tables.get(tag), tables.get(tag) + lengths.get(tag));
    }

    /** Units of the file's measures in one em. */
    public int unitsPerEm() {
        return unitsPerEm;
    }

    /** The number of glyphs. */
    public int count() {
        return count;
    }

    /** The glyph of a character; 0, an empty box, for one that the typeface lacks. */
    public int glyph(int character) {
        return glyphs.getOrDefault(character, 0);
    }

    /** The advance width of a glyph in thousandths of an em. */
    public double advance(int glyph) {
        return unsigned(tables.get("hmtx") + 4 * Math.min(glyph, widths - 1)) * 1000.0 / unitsPerEm;
    }

    /** The width of a text in em. */
    public double width(String text) {
        return text.codePoints().mapToDouble(c -> advance(glyph(c))).sum() / 1000;
    }

    /** The factor by which a text is narrowed, so that it keeps to the room that the layout gave it; 1 at most. */
    public double narrowing(Text text) {
        double natural = width(text.text()) * text.size();
        double room = TextMetrics.width(text.text(), text.size(), text.weight());
        return natural > room ? room / natural : 1;
    }

    /** The place of a glyph's outline in the file and its length, 0 for a blank. */
    int[] place(int glyph) {
        int loca = tables.get("loca");
        int start = longOffsets ? data.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
        int end = longOffsets ? data.getInt(loca + 4 * glyph + 4) : 2 * unsigned(loca + 2 * glyph + 2);
        return new int[] {tables.get("glyf") + start, end - start};
    }

    /** Draws a text of a figure where it stands in the scene. */
    public void draw(Text text, Outline outline) {
        double scale = text.size() / unitsPerEm;
        double narrow = narrowing(text);
        double length = width(text.text()) * text.size() * narrow;
        double x = switch (text.align()) {
            case START -> 0;
            case MIDDLE -> -length / 2;
            case END -> -length;
        };
        for (int character : text.text().codePoints().toArray()) {
            int glyph = glyph(character);
            new GlyphReader(this, data, outline, Placed.of(text, x, scale * narrow, scale)).draw(glyph);
            x += advance(glyph) * text.size() / 1000 * narrow;
        }
    }

    /** How the units of the file become places in the scene: the unit vectors and the origin. */
    record Placed(double xx, double xy, double yx, double yy, double x, double y) {

        static Placed of(Text text, double along, double across, double up) {
            double x = text.anchor().x();
            double y = text.anchor().y();
            return switch (text.rotation()) {
                case 90 -> new Placed(0, across, up, 0, x, y + along);
                case -90 -> new Placed(0, -across, -up, 0, x, y - along);
                default -> new Placed(across, 0, 0, -up, x + along, y);
            };
        }

        double x(double unitX, double unitY) {
            return x + xx * unitX + yx * unitY;
        }

        double y(double unitX, double unitY) {
            return y + xy * unitX + yy * unitY;
        }

        /** The same for a component of a glyph that is moved, and scaled. */
        Placed within(double a, double b, double c, double d, double dx, double dy) {
            return new Placed(xx * a + yx * b, xy * a + yy * b, xx * c + yx * d, xy * c + yy * d, x(dx, dy),
                    y(dx, dy));
        }
    }
}
