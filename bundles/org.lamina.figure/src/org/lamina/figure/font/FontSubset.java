package org.lamina.figure.font;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Writes a font file with the outlines of some glyphs alone; all glyphs keep their numbers. */
public final class FontSubset {

    private static final String[] TABLES = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"};

    private final Typeface typeface;
    private final ByteBuffer data;

    private FontSubset(Typeface typeface) {
        this.typeface = typeface;
        this.data = ByteBuffer.wrap(typeface.bytes());
    }

    /** The bytes of a TrueType file for embedding in a document, which has its own table of characters. */
    public static byte[] of(Typeface typeface, Collection<Integer> glyphs) {
        return new FontSubset(typeface).written(glyphs);
    }

    private byte[] written(Collection<Integer> wanted) {
        TreeSet<Integer> kept = new TreeSet<>(wanted);
        kept.add(0);
        wanted.forEach(glyph -> GlyphReader.parts(typeface, data, glyph, kept::add));
        ByteArrayOutputStream outlines = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (typeface.count() + 1));
        for (int glyph = 0; glyph < typeface.count(); glyph++) {
            places.putInt(outlines.size());
            int[] place = typeface.place(glyph);
            if (kept.contains(glyph)) {
                outlines.write(data.array(), place[0], place[1]);
                outlines.write(new byte[3], 0, -place[1] & 3);
            }
        }
        places.putInt(outlines.size());
        return file(outlines.toByteArray(), places.array());
    }

    private byte[] file(byte[] outlines, byte[] places) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String[] present = Arrays.stream(TABLES).filter(typeface::hasTable).toArray(String[]::new);
        ByteBuffer head = ByteBuffer.allocate(12 + 16 * present.length);
        int power = Integer.highestOneBit(present.length);
        head.putInt(0x00010000).putShort((short) present.length).putShort((short) (16 * power))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) (16 * (present.length - power)));
        for (String tag : present) {
            byte[] table = switch (tag) {
                case "glyf" -> outlines;
                case "loca" -> places;
                default -> typeface.tableBytes(tag);
            };
            if (tag.equals("head")) {
                ByteBuffer.wrap(table).putShort(50, (short) 1).putInt(8, 0);
            }
            head.put(tag.getBytes(StandardCharsets.US_ASCII)).putInt(sum(table))
                    .putInt(head.capacity() + body.size()).putInt(table.length);
            body.write(table, 0, table.length);
            body.write(new byte[3], 0, -table.length & 3);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(head.array(), 0, head.capacity());
        file.write(body.toByteArray(), 0, body.size());
        return file.toByteArray();
    }

    /** The sum of a table's words, the last one filled up with zeros. */
    private static int sum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += (table[i] & 0xFF) << 8 * (3 - i % 4);
        }
        return sum;
    }
}
