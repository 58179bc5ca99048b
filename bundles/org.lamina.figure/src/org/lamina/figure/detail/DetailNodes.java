package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.Quantities;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Leaf;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.Outline;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Port;

/** How boxes, pills and frames of the detail style look. */
final class DetailNodes {

    static final double BOX_HEIGHT = 48;
    static final double PILL_HEIGHT = 28;
    static final double FRAME_TOP = 30;
    static final double FRAME_SIDE = 16;

    private static final double MIN_WIDTH = 180;
    private static final double USUAL_WIDTH = 250;
    private static final double MAX_WIDTH = 380;
    private static final double RADIUS = 6;
    private static final double TILE = 32;
    private static final double PAD = 8;
    private static final double TEXT_START = PAD + TILE + 10;
    private static final double TEXT_END = 12;
    private static final double GAP = 16;
    private static final double NAME_SIZE = 13;
    private static final double SMALL_SIZE = 11;
    private static final double NAME_BASE = 20.5;
    private static final double SMALL_BASE = 37;
    /** How far a sheet looks out under the one above. */
    private static final double SHEET = 3;
    private static final double LABEL_SIZE = 10;
    private static final double LABEL_GAP = 5;
    private static final Rgb DARK_INK = Rgb.of(0x15191E);

    private final Theme theme;
    private final boolean inside;

    /**
     * How they look in a theme.
     *
     * @param inside whether boxes tell what happens inside
     */
    DetailNodes(Theme theme, boolean inside) {
        this.theme = theme;
        this.inside = inside;
    }

    /** The steps that a box tells. */
    private List<Inside.Step> steps(Outline.Entry entry) {
        return inside && entry.member() instanceof Leaf leaf ? Inside.of(leaf.layer()) : List.of();
    }

    /** The height of a box. */
    double height(Outline.Entry entry) {
        return BOX_HEIGHT + InsideRows.height(steps(entry));
    }

    /** The width that most boxes share, which makes columns. */
    double commonWidth(List<Outline.Entry> entries) {
        return entries.stream().mapToDouble(this::width).filter(width -> width <= USUAL_WIDTH).max().orElse(MIN_WIDTH);
    }

    /** The width that a box needs for its texts. */
    double width(Outline.Entry entry) {
        Texts texts = Texts.of(entry);
        double first = row(width(texts.name(), NAME_SIZE, Weight.BOLD), width(texts.parameters()));
        double second = row(width(texts.type()), width(texts.size()));
        double width = Math.max(TEXT_START + Math.max(first, second) + TEXT_END, InsideRows.width(steps(entry)));
        return Math.ceil(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
    }

    /**
     * What is written into a box.
     *
     * @param parameters how many there are; empty for none
     * @param size the shape of the output of a layer, or how much is in a module
     */
    private record Texts(String name, String parameters, String type, String size) {

        static Texts of(Outline.Entry entry) {
            if (entry.member() instanceof Leaf leaf) {
                Layer layer = leaf.layer();
                return new Texts(entry.name(), count(layer.parameterCount()), LayerText.type(layer),
                        LayerText.shape(layer));
            }
            Module module = (Module) entry.member();
            return new Texts(entry.name(), count(module.parameterCount()), ModuleText.type(module),
                    ModuleText.layers(module));
        }

        private static String count(long parameters) {
            return parameters == 0 ? "" : Quantities.count(parameters);
        }
    }

    double width(Port port) {
        return Math.ceil(Math.max(60, width(port.name(), SMALL_SIZE, Weight.BOLD) + 8 + width(LayerText.shape(port))
                + PILL_HEIGHT));
    }

    private static double row(double left, double right) {
        return right == 0 ? left : left + GAP + right;
    }

    List<Primitive> box(Outline.Entry entry, Rect bounds) {
        Texts texts = Texts.of(entry);
        LayerKind kind = entry.member() instanceof Leaf leaf ? leaf.layer().kind() : LayerKind.CONTAINER;
        Rgb accent = theme.accent(kind);
        Rect tile = new Rect(bounds.x() + PAD, bounds.y() + PAD, TILE, TILE);
        Paint face = Paint.of(theme.surface(), Stroke.solid(theme.border(), 1));
        List<Primitive> marks = new ArrayList<>();
        if (entry.member() instanceof Module module) {
            marks.addAll(sheets(module, bounds, face));
        } else {
            marks.add(new RoundedRectangle(bounds, RADIUS, face));
        }
        marks.add(new RoundedRectangle(tile, RADIUS - 2, Paint.filled(accent)));
        marks.addAll(entry.member() instanceof Leaf leaf ? Pictogram.of(leaf.layer(), tile.grown(-4), inkOn(accent))
                : Pictogram.ofModule(tile.grown(-4), inkOn(accent)));
        double right = bounds.right() - TEXT_END;
        double room = right - bounds.x() - TEXT_START;
        row(marks, bounds, NAME_BASE, room, new Label(texts.name(), NAME_SIZE, Weight.BOLD, theme.text()),
                new Label(texts.parameters(), SMALL_SIZE, Weight.NORMAL, theme.mutedText()));
        row(marks, bounds, SMALL_BASE, room,
                new Label(texts.type(), SMALL_SIZE, Weight.NORMAL, theme.mutedText()),
                new Label(texts.size(), SMALL_SIZE, Weight.NORMAL, theme.mutedText()));
        marks.addAll(new InsideRows(theme, accent).of(steps(entry),
                new Rect(bounds.x(), bounds.y() + BOX_HEIGHT, bounds.width(), bounds.height() - BOX_HEIGHT)));
        return marks;
    }

    /** A closed module looks like sheets that lie on each other: two for one module, three for a repeat. */
    private static List<Primitive> sheets(Module module, Rect bounds, Paint face) {
        int below = module.count() > 1 ? 2 : 1;
        List<Primitive> sheets = new ArrayList<>();
        for (int i = below; i >= 0; i--) {
            sheets.add(new RoundedRectangle(new Rect(bounds.x() + SHEET * i, bounds.y() + SHEET * i,
                    bounds.width() - SHEET * below, bounds.height() - SHEET * below), RADIUS, face));
        }
        return sheets;
    }

    /** The shapes of what leaves a box, below it at the right of the line. */
    List<Primitive> edgeLabel(List<String> shapes, Point start, Rect box) {
        String wanted = String.join(", ", shapes);
        String text = TextMetrics.fitted(wanted, LABEL_SIZE, Weight.NORMAL, box.right() - start.x() - LABEL_GAP);
        return wanted.equals("?") || text.length() <= 1 ? List.of()
                : List.of(new Text(text, new Point(start.x() + LABEL_GAP, start.y() + 11), LABEL_SIZE, Weight.NORMAL,
                        Align.START, 0, theme.mutedText()));
    }

    private static Rgb inkOn(Rgb accent) {
        return accent.contrast(Rgb.WHITE) >= 3 ? Rgb.WHITE : DARK_INK;
    }

    private record Label(String text, double size, Weight weight, Rgb color) {
        double width() {
            return TextMetrics.width(text, size, weight);
        }

        Label fitted(double room) {
            return new Label(TextMetrics.fitted(text, size, weight, room), size, weight, color);
        }

        Text at(double x, double y, Align align) {
            return new Text(text, new Point(x, y), size, weight, align, 0, color);
        }
    }

    /** Writes one label at the left and one at the right; the left one gives way, but keeps half of the room. */
    private static void row(List<Primitive> marks, Rect bounds, double base, double room, Label left, Label right) {
        double y = bounds.y() + base;
        Label end = right.fitted(Math.max(room - GAP - left.width(), room / 2 - GAP));
        Label start = left.fitted(end.text().isEmpty() ? room : room - GAP - end.width());
        marks.add(start.at(bounds.x() + TEXT_START, y, Align.START));
        if (!end.text().isEmpty()) {
            marks.add(end.at(bounds.right() - TEXT_END, y, Align.END));
        }
    }

    List<Primitive> pill(Port port, Rect bounds) {
        Label name = new Label(port.name(), SMALL_SIZE, Weight.BOLD, theme.text());
        Label shape = new Label(LayerText.shape(port), SMALL_SIZE, Weight.NORMAL, theme.mutedText());
        double start = bounds.centerX() - (name.width() + 8 + shape.width()) / 2;
        double y = bounds.centerY() + SMALL_SIZE * TextMetrics.CAP_HEIGHT / 2;
        return List.of(
                new RoundedRectangle(bounds, bounds.height() / 2,
                        Paint.of(theme.surface(), Stroke.solid(theme.border(), 1))),
                name.at(start, y, Align.START), shape.at(start + name.width() + 8, y, Align.START));
    }

    /** A frame with its title at the top left, where no edge runs through it. */
    List<Primitive> frame(Outline.Entry entry, Rect bounds, List<SceneEdge> edges) {
        Rgb face = theme.frame().towards(theme.frameBorder(), Math.min(0.45, 0.15 * entry.depth()));
        List<Primitive> marks = new ArrayList<>();
        marks.add(new RoundedRectangle(bounds, RADIUS + 2, Paint.of(face, Stroke.solid(theme.frameBorder(), 1))));
        Rect strip = new Rect(bounds.x() + 10, bounds.y() + 5, bounds.width() - 20, 16);
        String wanted = entry.name() + " · " + ModuleText.type((Module) entry.member());
        Rect free = FreeRoom.widest(strip, edges, width(wanted));
        String title = TextMetrics.fitted(wanted, SMALL_SIZE, Weight.NORMAL, free.width());
        if (title.length() > 1) {
            marks.add(new Text(title, new Point(free.x(), bounds.y() + 18), SMALL_SIZE, Weight.NORMAL, Align.START, 0,
                    theme.mutedText()));
        }
        return marks;
    }

    private static double width(String text) {
        return width(text, SMALL_SIZE, Weight.NORMAL);
    }

    private static double width(String text, double size, Weight weight) {
        return TextMetrics.width(text, size, weight);
    }
}
