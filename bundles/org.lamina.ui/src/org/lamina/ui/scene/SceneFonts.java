package org.lamina.ui.scene;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.FontMetrics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.TextMetrics;

/**
 * The fonts of scenes. A scene is laid out with the widths of Helvetica; where a machine has no font of these widths,
 * the fonts here are made as much smaller as the other family is wider, so that text stays in its box.
 */
final class SceneFonts {

    /** Families with the widths of {@link TextMetrics}, and at the end one that every Linux desktop has. */
    private static final List<String> FAMILIES = List.of("Helvetica", "Arial", "Liberation Sans", "Nimbus Sans",
            "Nimbus Sans L", "DejaVu Sans");
    private static final String SAMPLE = "Conv2d 3 x 3, 64 -> 128 feature maps";
    private static final double SAMPLE_SIZE = 48;
    private static final double POINTS_PER_PIXEL = 72.0 / 96.0;

    private final Device device;
    private final String family;
    private final double fit;
    private final Map<Key, Face> faces = new HashMap<>();

    private record Key(double size, Weight weight) {
    }

    /**
     * A font with what is needed to place its text. It is as large as the text in {@link Grid#UNITS units}: a system
     * that puts letters on whole pixels then puts them on whole units, and words look the same at each zoom.
     *
     * @param ascent units from the top of the text's box to its baseline
     */
    record Face(Font font, int ascent) {
    }

    SceneFonts(Device device) {
        this.device = device;
        this.family = FAMILIES.stream().filter(name -> device.getFontList(name, true).length > 0).findFirst()
                .orElseGet(() -> device.getSystemFont().getFontData()[0].getName());
        this.fit = fit();
    }

    private double fit() {
        Font font = font(SAMPLE_SIZE, Weight.NORMAL);
        try {
            return Math.min(1, TextMetrics.width(SAMPLE, SAMPLE_SIZE, Weight.NORMAL) / extent(SAMPLE, font).x);
        } finally {
            font.dispose();
        }
    }

    /** The face for a size of the em in pixels of the scene. */
    Face face(double size, Weight weight) {
        return faces.computeIfAbsent(new Key(size, weight), key -> {
            Font font = font(size * fit * Grid.UNITS, weight);
            return new Face(font, ascent(font));
        });
    }

    /** The width of a text in units. */
    int width(Text text) {
        return extent(text.text(), face(text.size(), text.weight()).font()).x;
    }

    void dispose() {
        faces.values().forEach(face -> face.font().dispose());
        faces.clear();
    }

    private Font font(double size, Weight weight) {
        // the one way to a height that is not a whole number of points
        String data = String.format(Locale.ROOT, "1|%s|%.2f|%d|", family, size * pointsPerPixel(),
                weight == Weight.BOLD ? SWT.BOLD : SWT.NORMAL);
        return new Font(device, new FontData(data));
    }

    private double pointsPerPixel() {
        int dpi = device.getDPI().y;
        return dpi > 0 ? 72.0 / dpi : POINTS_PER_PIXEL;
    }

    private int ascent(Font font) {
        GC gc = new GC(device);
        try {
            gc.setFont(font);
            FontMetrics metrics = gc.getFontMetrics();
            return metrics.getAscent() + metrics.getLeading();
        } finally {
            gc.dispose();
        }
    }

    private Point extent(String text, Font font) {
        GC gc = new GC(device);
        try {
            gc.setFont(font);
            return gc.stringExtent(text);
        } finally {
            gc.dispose();
        }
    }
}
