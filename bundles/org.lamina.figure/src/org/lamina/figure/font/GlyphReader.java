package org.lamina.figure.font;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.lamina.figure.font.Typeface.Placed;

/** Reads the outlines of one glyph (OpenType specification 1.9, table glyf). */
final class GlyphReader {

    private static final int ON_CURVE = 1;
    private static final int SHORT_X = 2;
    private static final int SHORT_Y = 4;
    private static final int REPEAT = 8;
    private static final int SAME_X = 16;
    private static final int SAME_Y = 32;

    private static final int WORDS = 1;
    private static final int OFFSETS = 2;
    private static final int SCALE = 8;
    private static final int MORE = 32;
    private static final int TWO_SCALES = 64;
    private static final int MATRIX = 128;
    private static final double F2DOT14 = 1 << 14;

    private final Typeface typeface;
    private final ByteBuffer data;
    private final Outline outline;
    private final Placed placed;
    private int at;

    GlyphReader(Typeface typeface, ByteBuffer data, Outline outline, Placed placed) {
        this.typeface = typeface;
        this.data = data;
        this.outline = outline;
        this.placed = placed;
    }

    void draw(int glyph) {
        int[] place = typeface.place(glyph);
        if (place[1] == 0) {
            return;
        }
        at = place[0] + 10;
        int contours = data.getShort(place[0]);
        if (contours < 0) {
            components((part, inner) -> new GlyphReader(typeface, data, outline, inner).draw(part));
        } else {
            simple(contours);
        }
    }

    /** Tells the glyphs that a glyph is composed of. */
    static void parts(Typeface typeface, ByteBuffer data, int glyph, IntConsumer parts) {
        int[] place = typeface.place(glyph);
        if (place[1] > 0 && data.getShort(place[0]) < 0) {
            GlyphReader reader = new GlyphReader(typeface, data, null, new Placed(1, 0, 0, 1, 0, 0));
            reader.at = place[0] + 10;
            reader.components((part, inner) -> parts.accept(part));
        }
    }

    private interface Components {
        void accept(int glyph, Placed placed);
    }

    private void components(Components components) {
        int flags;
        do {
            flags = word();
            int glyph = word();
            boolean words = (flags & WORDS) != 0;
            double dx = words ? (short) word() : (byte) octet();
            double dy = words ? (short) word() : (byte) octet();
            double a = 1;
            double b = 0;
            double c = 0;
            double d = 1;
            if ((flags & SCALE) != 0) {
                a = fraction();
                d = a;
            } else if ((flags & TWO_SCALES) != 0) {
                a = fraction();
                d = fraction();
            } else if ((flags & MATRIX) != 0) {
                a = fraction();
                b = fraction();
                c = fraction();
                d = fraction();
            }
            boolean moved = (flags & OFFSETS) != 0;
            components.accept(glyph, placed.within(a, b, c, d, moved ? dx : 0, moved ? dy : 0));
        } while ((flags & MORE) != 0);
    }

    private void simple(int contours) {
        int[] ends = new int[contours];
        for (int i = 0; i < contours; i++) {
            ends[i] = word();
        }
        int instructions = word();
        at += instructions;
        int points = contours == 0 ? 0 : ends[contours - 1] + 1;
        int[] flags = flags(points);
        int[] x = coordinates(flags, SHORT_X, SAME_X);
        int[] y = coordinates(flags, SHORT_Y, SAME_Y);
        int start = 0;
        for (int end : ends) {
            contour(start, end, flags, x, y);
            start = end + 1;
        }
    }

    private int[] flags(int points) {
        int[] flags = new int[points];
        for (int i = 0; i < points; i++) {
            flags[i] = octet();
            if ((flags[i] & REPEAT) != 0) {
                int flag = flags[i];
                for (int n = octet(); n > 0; n--) {
                    i++;
                    flags[i] = flag;
                }
            }
        }
        return flags;
    }

    private int[] coordinates(int[] flags, int shorter, int same) {
        int[] values = new int[flags.length];
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            if ((flags[i] & shorter) != 0) {
                value += (flags[i] & same) != 0 ? octet() : -octet();
            } else if ((flags[i] & same) == 0) {
                value += (short) word();
            }
            values[i] = value;
        }
        return values;
    }

    /** Between two control points lies, unsaid, a point on the curve. */
    private void contour(int start, int end, int[] flags, int[] x, int[] y) {
        int size = end - start + 1;
        if (size < 2) {
            return;
        }
        boolean begins = (flags[start] & ON_CURVE) != 0;
        boolean endsOn = (flags[end] & ON_CURVE) != 0;
        double firstX = begins ? x[start] : endsOn ? x[end] : (x[start] + x[end]) / 2.0;
        double firstY = begins ? y[start] : endsOn ? y[end] : (y[start] + y[end]) / 2.0;
        outline.moveTo(placed.x(firstX, firstY), placed.y(firstX, firstY));
        int from = begins ? 1 : 0;
        for (int i = from; i < size; i++) {
            int here = start + i;
            if ((flags[here] & ON_CURVE) != 0) {
                outline.lineTo(placed.x(x[here], y[here]), placed.y(x[here], y[here]));
                continue;
            }
            int next = start + (i + 1) % size;
            boolean last = i + 1 >= size;
            boolean ends = !last && (flags[next] & ON_CURVE) != 0;
            double toX = last ? firstX : ends ? x[next] : (x[here] + x[next]) / 2.0;
            double toY = last ? firstY : ends ? y[next] : (y[here] + y[next]) / 2.0;
            outline.curveTo(placed.x(x[here], y[here]), placed.y(x[here], y[here]), placed.x(toX, toY),
                    placed.y(toX, toY));
            i += ends ? 1 : 0;
        }
        outline.close();
    }

    private int octet() {
        return data.get(at++) & 0xFF;
    }

    private int word() {
        at += 2;
        return data.getShort(at - 2) & 0xFFFF;
    }

    private double fraction() {
        return (short) word() / F2DOT14;
    }
}
