package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.glyph.GlyphForm.Side;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.model.Progress;

/**
 * The key to a figure: a small glyph and a name for each type, and for each group what it is made of. Entries stand in
 * rows that are centred below the figure, those of groups last.
 */
final class GlyphLegend {

    private static final double SWATCH_HEIGHT = 20;
    private static final double SWATCH_WIDTH = 14;
    private static final double SLIM_WIDTH = 5;
    private static final double OUTLINE = 2;
    private static final double TEXT_GAP = 7;
    private static final double ITEM_GAP = 26;
    private static final double ROW_GAP = 12;
    private static final double LEAST_WIDTH = 600;
    private static final GlyphSizes INSIDE = new GlyphSizes(16, 16, 9, 9, 5, 5, 1.5, 12);

    private final GlyphOptions options;
    private final GlyphColors colors;
    private final Progress progress;

    GlyphLegend(GlyphOptions options, GlyphColors colors, Progress progress) {
        this.options = options;
        this.colors = colors;
        this.progress = progress;
    }

    /** How what is inside a group is drawn. */
    static GlyphOptions inside(GlyphOptions options) {
        return options.withSizes(INSIDE).withShapes(options.slim(), true).withLabels(false, false, false, false);
    }

    /** An entry whose marks are drawn around the point (0, 0) at its left end, half above and half below. */
    private record Item(String type, String name, double width, double height, List<Primitive> marks) {
    }

    /**
     * The entries, below a point.
     *
     * @param parts all parts of the figure; a type is listed where it first appears
     * @param insides what is inside groups, by their type
     */
    List<SceneNode> entries(List<Part> parts, Map<String, GlyphFigure> insides, double centerX, double top,
            double width) {
        Set<String> shown = new HashSet<>();
        List<Item> types = new ArrayList<>();
        List<Item> groups = new ArrayList<>();
        for (Part part : parts) {
            if (shown.add(part.type())) {
                boolean group = part.role() == Part.Role.GROUP;
                (group ? groups : types).add(group ? group(part, insides.get(part.type())) : type(part));
            }
        }
        double room = Math.max(width, LEAST_WIDTH);
        List<List<Item>> rows = new ArrayList<>(rows(types, room));
        rows.addAll(rows(groups, room));
        List<SceneNode> entries = new ArrayList<>();
        double y = top;
        for (List<Item> row : rows) {
            double height = row.stream().mapToDouble(Item::height).max().orElse(0);
            double x = centerX - length(row) / 2;
            for (Item item : row) {
                entries.add(entry(item, x, y + height / 2));
                x += item.width() + ITEM_GAP;
            }
            y += height + ROW_GAP;
        }
        return entries;
    }

    private SceneNode entry(Item item, double x, double y) {
        Shift shift = new Shift(x, y);
        return new SceneNode("legend-" + item.type(), SceneNode.Role.LEGEND, item.name(), Optional.empty(),
                new Rect(x, y - item.height() / 2, item.width(), item.height()),
                item.marks().stream().map(shift::mark).toList());
    }

    private Item type(Part part) {
        String name = options.names().getOrDefault(part.type(), TypeNames.of(part));
        double swatch = options.slim() && part.isByValue() ? SLIM_WIDTH : SWATCH_WIDTH;
        Text text = text(name, swatch + TEXT_GAP);
        return new Item(part.type(), name, text.bounds().right(), SWATCH_HEIGHT,
                List.of(new Polygon(outline(part, swatch), colors.paint(part.type(), OUTLINE)), text));
    }

    /** The outline that glyphs of the type have in the figure. */
    private static List<Point> outline(Part part, double width) {
        List<Side> full = List.of(new Side(0, SWATCH_HEIGHT));
        List<Side> half = List.of(new Side(0, SWATCH_HEIGHT / 2));
        List<Side> fingers = List.of(new Side(-6.5, 7), new Side(6.5, 7));
        List<Side> palm = List.of(new Side(0, 7));
        if (part.role() == Part.Role.SPLIT) {
            return GlyphForm.outline(0, palm, width, fingers);
        }
        return switch (part.kind()) {
            case MERGE -> GlyphForm.outline(0, fingers, width, palm);
            case POOLING -> GlyphForm.outline(0, full, width, half);
            case UPSAMPLING -> GlyphForm.outline(0, half, width, full);
            default -> GlyphForm.outline(0, full, width, full);
        };
    }

    /** A group's glyph and name, and behind an equals sign the glyphs inside. */
    private Item group(Part part, GlyphFigure inside) {
        String name = options.names().getOrDefault(part.type(), part.type());
        List<Point> outline = outline(part, SWATCH_WIDTH);
        List<Primitive> marks = new ArrayList<>();
        marks.add(new Polygon(outline, colors.paint(part.type(), OUTLINE)));
        marks.add(new Polygon(GlyphForm.shrunk(outline, 0.5), colors.inner(part.type())));
        Text text = text(name + " =", SWATCH_WIDTH + TEXT_GAP);
        marks.add(text);
        Scene scene = inside.drawing(colors, progress).scene(name);
        Shift shift = new Shift(text.bounds().right() + TEXT_GAP - GlyphDrawing.MARGIN, -scene.height() / 2);
        scene.edges().forEach(edge -> marks.add(shift.mark(new Polyline(edge.points(), edge.stroke()))));
        scene.nodes().forEach(node -> node.primitives().forEach(mark -> marks.add(shift.mark(mark))));
        return new Item(part.type(), name, shift.dx() + scene.width() - GlyphDrawing.MARGIN,
                Math.max(SWATCH_HEIGHT, scene.height()), marks);
    }

    private Text text(String text, double x) {
        double size = options.sizes().font();
        return new Text(text, new Point(x, TextMetrics.CAP_HEIGHT * size / 2), size, Weight.NORMAL, Align.START, 0,
                Rgb.BLACK);
    }

    /** As few rows as the width allows, all of about the same length. */
    private static List<List<Item>> rows(List<Item> items, double width) {
        int count = (int) Math.ceil(length(items) / width);
        double wanted = length(items) / Math.max(1, count);
        List<List<Item>> rows = new ArrayList<>();
        List<Item> row = new ArrayList<>();
        for (Item item : items) {
            boolean full = !row.isEmpty() && (length(row) + ITEM_GAP + item.width() > width
                    || rows.size() < count - 1 && length(row) + item.width() / 2 > wanted);
            if (full) {
                rows.add(row);
                row = new ArrayList<>();
            }
            row.add(item);
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    private static double length(List<Item> items) {
        return items.stream().mapToDouble(Item::width).sum() + Math.max(0, items.size() - 1) * ITEM_GAP;
    }
}
