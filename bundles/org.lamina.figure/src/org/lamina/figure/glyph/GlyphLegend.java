package org.lamina.figure.glyph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.figure.Arrangement;
import org.lamina.figure.FigureLabels;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.glyph.GlyphForm.Side;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.TypeNames;
import org.lamina.figure.scene.Paint;
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
import org.lamina.figure.scene.Shift;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.model.Progress;

/**
 * The key to a figure: a small glyph and a name for each type, and for each group what it is made of. Entries stand in
 * rows that are centred below the figure, those of groups last.
 */
final class GlyphLegend {

    private static final double SLIM = 0.35;
    private static final double TEXT_GAP = 7;
    private static final double ROW_GAP = 12;
    private static final Rgb GREY = Rgb.of(0x767676);
    private static final Rgb PALE = Rgb.of(0xE8E8E8);

    private final GlyphOptions options;
    private final LegendOptions measures;
    private final GlyphColors colors;
    private final Progress progress;
    private final Map<String, Set<String>> typesOf = new HashMap<>();

    GlyphLegend(GlyphOptions options, GlyphColors colors, Progress progress) {
        this.options = options;
        this.measures = options.legend();
        this.colors = colors;
        this.progress = progress;
    }

    /** How what is inside a group is drawn. */
    static GlyphOptions inside(GlyphOptions options) {
        LegendOptions legend = options.legend();
        double height = 0.8 * legend.layerHeight();
        double width = 0.64 * legend.layerWidth();
        return options.withSizes(new GlyphSizes(height, height, width, width, legend.horizontal(), legend.vertical(),
                0.75 * legend.stroke(), options.sizes().font(), options.sizes().rowWidth(), false))
                .withShapes(options.slim(), true)
                .withEnds(options.inputs(), options.features(), GlyphOptions.Samples.NONE)
                .withLabels(FigureLabels.NONE).withArrangement(Arrangement.NONE);
    }

    /** An entry whose marks are drawn around the point (0, 0) at its left end, half above and half below. */
    private record Item(String type, String name, double width, double height, List<Primitive> marks) {
    }

    /**
     * The entries, below a point.
     *
     * @param outer the parts of the figure itself
     * @param all those inside groups too; a type is listed where it first appears
     * @param hidden parts that are left out of the figure, to be listed in grey
     * @param insides what is inside groups, by their type
     */
    List<SceneNode> entries(List<Part> outer, List<Part> all, List<Part> hidden, Map<String, GlyphFigure> insides,
            double centerX, double top, double width) {
        Map<String, Scene> scenes = new HashMap<>();
        Set<String> visible = visible(outer, insides, width, scenes);
        List<Part> parts = all.stream().filter(part -> visible.contains(part.type())).toList();
        Stream.concat(parts.stream(), hidden.stream()).forEach(part -> typesOf
                .computeIfAbsent(TypeNames.of(part), name -> new HashSet<>()).add(part.type()));
        Set<String> shown = new HashSet<>();
        List<Item> types = new ArrayList<>();
        List<Item> groups = new ArrayList<>();
        for (Part part : parts) {
            if (shown.add(part.type())) {
                boolean group = part.role() == Part.Role.GROUP;
                (group ? groups : types).add(!group ? type(part) : scenes.containsKey(part.type())
                        ? group(part, scenes.get(part.type()), width) : unseen(part));
            }
        }
        if (measures.reversed()) {
            Collections.reverse(types);
            Collections.reverse(groups);
        }
        hidden.stream().filter(part -> shown.add(part.type())).forEach(part -> types.add(grey(part)));
        List<List<Item>> rows = new ArrayList<>(rows(types, width));
        rows.addAll(rows(groups, width));
        List<SceneNode> entries = new ArrayList<>();
        double y = top;
        // what stands alone in its row is aligned with what stands alone in others
        double alone = rows.stream().filter(row -> row.size() == 1).mapToDouble(this::length).max().orElse(0);
        for (List<Item> row : rows) {
            double height = row.stream().mapToDouble(Item::height).max().orElse(0);
            double x = centerX - (row.size() == 1 ? alone : length(row)) / 2;
            for (Item item : row) {
                entries.add(entry(item, x, y + height / 2));
                x += item.width() + measures.layerSpacing();
            }
            y += height + ROW_GAP;
        }
        return entries;
    }

    /**
     * The types that are to be seen in the figure or inside a group that the legend draws.
     *
     * @param scenes gets what is inside groups, as far as it is to be drawn, by their type
     */
    private Set<String> visible(List<Part> outer, Map<String, GlyphFigure> insides, double width,
            Map<String, Scene> scenes) {
        Set<String> visible = outer.stream().map(Part::type).collect(Collectors.toCollection(LinkedHashSet::new));
        Deque<String> ahead = new ArrayDeque<>(visible);
        while (!ahead.isEmpty()) {
            String type = ahead.remove();
            GlyphFigure inside = insides.get(type);
            boolean told = inside != null && !inside.isEmpty()
                    && (!measures.brief() || outer.stream().anyMatch(part -> part.type().equals(type)));
            Scene scene = told ? inside.drawing(colors, progress).scene(type) : null;
            if (scene != null && (options.sizes().rowWidth() == 0 || scene.width() <= width)) {
                scenes.put(type, scene);
                inside.parts().stream().map(Part::type).filter(visible::add).forEach(ahead::add);
            }
        }
        return visible;
    }

    /** The legend alone. */
    Scene scene(List<Part> outer, List<Part> parts, List<Part> hidden, Map<String, GlyphFigure> insides, String title) {
        List<SceneNode> entries = entries(outer, parts, hidden, insides, 0, 0,
                options.sizes().rowWidth() > 0 ? options.sizes().rowWidth() : GlyphDrawing.LEAST_WIDTH);
        Rect all = entries.stream().map(SceneNode::bounds).reduce(Rect::union).orElse(new Rect(0, 0, 0, 0));
        Shift shift = new Shift(GlyphDrawing.MARGIN - all.x(), GlyphDrawing.MARGIN - all.y());
        return new Scene(title, Math.ceil(all.width() + 2 * GlyphDrawing.MARGIN),
                Math.ceil(all.height() + 2 * GlyphDrawing.MARGIN), Optional.empty(),
                entries.stream().map(shift::node).toList(), List.of(), List.of());
    }

    private SceneNode entry(Item item, double x, double y) {
        Shift shift = new Shift(x, y);
        return new SceneNode("legend-" + item.type(), SceneNode.Role.LEGEND, item.name(), Optional.empty(),
                new Rect(x, y - item.height() / 2, item.width(), item.height()),
                item.marks().stream().map(shift::mark).toList());
    }

    private Item type(Part part) {
        return type(part, colors.paint(part.type(), measures.stroke()), Rgb.BLACK);
    }

    private Item grey(Part part) {
        return type(part, Paint.of(PALE, Stroke.solid(GREY, measures.stroke() / 2)), GREY);
    }

    private Item type(Part part, Paint paint, Rgb ink) {
        String name = name(part);
        double swatch = options.slim() && part.isByValue() ? SLIM * measures.layerWidth() : measures.layerWidth();
        Text text = text(name, swatch + TEXT_GAP, ink);
        return new Item(part.type(), name, text.bounds().right(), measures.layerHeight(),
                List.of(new Polygon(outline(part, swatch), paint), text));
    }

    /** Types that share a usual name, such as convolutions of pictures and of signals, keep their own. */
    private String name(Part part) {
        String usual = TypeNames.of(part);
        boolean shared = typesOf.getOrDefault(usual, Set.of()).size() > 1;
        return options.type(part.type()).alias().orElse(shared ? part.type() : usual);
    }

    /** The outline that glyphs of the type have in the figure. */
    private List<Point> outline(Part part, double width) {
        double height = measures.layerHeight();
        List<Side> full = List.of(new Side(0, height));
        List<Side> half = List.of(new Side(0, height / 2));
        List<Side> fingers = List.of(new Side(-height / 3, height / 3), new Side(height / 3, height / 3));
        List<Side> palm = List.of(new Side(0, height / 3));
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

    /** A group's glyph and its name alone. */
    private Item unseen(Part part) {
        String name = name(part);
        List<Point> outline = outline(part, measures.layerWidth());
        Text text = text(name, measures.layerWidth() + TEXT_GAP, Rgb.BLACK);
        return new Item(part.type(), name, text.bounds().right(), measures.layerHeight(),
                List.of(new Polygon(outline, colors.paint(part.type(), measures.stroke())),
                        new Polygon(GlyphForm.shrunk(outline, 0.5), colors.inner(part.type())), text));
    }

    /** A group's glyph and name, and behind an equals sign, or below if there is no room, the glyphs inside. */
    private Item group(Part part, Scene scene, double width) {
        String name = name(part);
        List<Point> outline = outline(part, measures.layerWidth());
        Text text = text(name + " =", measures.layerWidth() + TEXT_GAP, Rgb.BLACK);
        List<Primitive> head = List.of(new Polygon(outline, colors.paint(part.type(), measures.stroke())),
                new Polygon(GlyphForm.shrunk(outline, 0.5), colors.inner(part.type())), text);
        double sceneWidth = scene.width() - 2 * GlyphDrawing.MARGIN;
        double sceneHeight = Math.max(measures.layerHeight(), scene.height() - 2 * GlyphDrawing.MARGIN + 4);
        double behind = text.bounds().right() + TEXT_GAP;
        boolean below = behind + sceneWidth > width;
        double headHeight = measures.layerHeight() + TEXT_GAP;
        double height = below ? headHeight + sceneHeight : sceneHeight;
        Shift up = new Shift(0, below ? -(height - measures.layerHeight()) / 2 : 0);
        List<Primitive> marks = new ArrayList<>(head.stream().map(up::mark).toList());
        Shift shift = new Shift((below ? measures.layerWidth() + TEXT_GAP : behind) - GlyphDrawing.MARGIN,
                (below ? headHeight / 2 : 0) - scene.height() / 2);
        scene.edges().forEach(edge -> marks.add(shift.mark(new Polyline(edge.points(), edge.stroke()))));
        scene.nodes().forEach(node -> node.primitives().forEach(mark -> marks.add(shift.mark(mark))));
        scene.decorations().forEach(mark -> marks.add(shift.mark(mark)));
        double right = shift.dx() + GlyphDrawing.MARGIN + sceneWidth;
        return new Item(part.type(), name, Math.max(text.bounds().right(), right), height, marks);
    }

    private Text text(String text, double x, Rgb ink) {
        double size = options.sizes().font();
        return new Text(text, new Point(x, TextMetrics.CAP_HEIGHT * size / 2), size, Weight.NORMAL, Align.START, 0,
                ink);
    }

    /** As few rows as the width allows, all of about the same length. */
    private List<List<Item>> rows(List<Item> items, double width) {
        int count = (int) Math.ceil(length(items) / width);
        double wanted = length(items) / Math.max(1, count);
        List<List<Item>> rows = new ArrayList<>();
        List<Item> row = new ArrayList<>();
        for (Item item : items) {
            boolean full = !row.isEmpty() && (length(row) + measures.layerSpacing() + item.width() > width
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

    private double length(List<Item> items) {
        return items.stream().mapToDouble(Item::width).sum() + Math.max(0, items.size() - 1) * measures.layerSpacing();
    }
}
