package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lamina.figure.FigureNote;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.SamplePicture;
import org.lamina.figure.glyph.GlyphForm.Side;
import org.lamina.figure.layout.Detour;
import org.lamina.figure.layout.FlowBox;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.layout.FlowPlacement;
import org.lamina.figure.layout.Link;
import org.lamina.figure.parts.Extent;
import org.lamina.figure.parts.Part;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Shift;
import org.lamina.figure.scene.Stroke;

/** Turns glyphs that have found their places into a scene. */
final class GlyphDrawing {

    /** The width of a slim bar, as a part of the least width of a glyph. */
    private static final double SLIM = 0.35;
    /** The size of the inner glyph that marks a group, as a part of the whole. */
    private static final double INNER = 0.5;
    static final double MARGIN = 10;
    private static final double LEGEND_GAP = 26;
    static final double LEAST_WIDTH = 600;
    private static final double DOT = 2.5;
    private static final Rgb SAMPLE = Rgb.of(0xB5B5B5);
    private static final Stroke LINE = Stroke.solid(Rgb.BLACK, 1);

    private final GlyphOptions options;
    private final GlyphSizes sizes;
    private final GlyphNetwork network;
    private final GlyphScale scale;
    private final GlyphColors colors;
    private final FlowPlacement placement;
    private final Function<Link, String> labelOf;
    private final Predicate<Link> back;
    private final GlyphLabels labels;
    private final Moves moves;
    private final Map<String, FlowBox> boxes = new HashMap<>();
    private final Map<String, Glyph> glyphs = new HashMap<>();
    private final Map<String, Rect> bounds = new HashMap<>();
    private final List<SceneNode> nodes = new ArrayList<>();
    private final List<SceneEdge> edges = new ArrayList<>();
    private final List<Primitive> decorations = new ArrayList<>();
    private final Set<Glyph> entries;
    private final Set<Glyph> exits;
    private boolean labelled;

    GlyphDrawing(GlyphOptions options, GlyphNetwork network, GlyphScale scale, GlyphColors colors,
            List<FlowBox> boxes, FlowPlacement placement, Function<Link, String> labelOf, Predicate<Link> back) {
        this.options = options;
        this.sizes = options.sizes();
        this.network = network;
        this.scale = scale;
        this.colors = colors;
        this.placement = placement;
        this.labelOf = labelOf;
        this.back = back;
        this.entries = Set.copyOf(network.entries());
        this.exits = Set.copyOf(network.exits());
        this.moves = new Moves(options.arrangement());
        this.labels = new GlyphLabels(sizes.font(), sizes.stroke());
        boxes.forEach(box -> this.boxes.put(box.id(), box));
        network.glyphs().forEach(glyph -> glyphs.put(glyph.id(), glyph));
        draw();
    }

    /** The width of a glyph with its slim bars. */
    static double width(Glyph glyph, GlyphScale scale, GlyphSizes sizes) {
        return scale.width(glyph.head().out()) + glyph.slim().size() * (SLIM * sizes.minWidth() + slimGap(sizes));
    }

    /** Outlines of a glyph and its bars touch. */
    private static double slimGap(GlyphSizes sizes) {
        return 0.75 * sizes.stroke() + 1;
    }

    private void draw() {
        network.glyphs().forEach(this::draw);
        List<List<Point>> ways = network.links().stream().map(this::way).toList();
        addNotes();
        nodes.forEach(node -> labels.avoid(node.bounds()));
        ways.forEach(labels::avoid);
        network.glyphs().forEach(this::writeLabels);
        Map<Integer, Primitive.Text> written = lineLabels(ways);
        for (int i = 0; i < ways.size(); i++) {
            edge(network.links().get(i), ways.get(i), ways, Optional.ofNullable(written.get(i)));
        }
        network.exits().forEach(this::leave);
    }

    /** Whether each value that a line carries bears its size at one place at least. */
    boolean isLabelled() {
        return labelled;
    }

    private void addNotes() {
        List<Glyph> all = network.glyphs();
        for (int i = 0; i < options.arrangement().notes().size() && !all.isEmpty(); i++) {
            FigureNote note = options.arrangement().notes().get(i);
            Optional<Rect> glyph = note.glyph().flatMap(id -> nodes.stream().filter(node -> node.id().equals(id))
                    .map(SceneNode::bounds).findFirst());
            if (glyph.isPresent() || note.glyph().isEmpty()) {
                Rect at = glyph.orElse(bounds.get(all.get(0).id()));
                Point back = glyph.isPresent() ? new Point(0, 0) : moves.of(all.get(0));
                nodes.add(NoteMarks.node(i, note, new Point(at.x() - back.x() + note.x(),
                        at.y() - back.y() + note.y()), sizes.font()));
            }
        }
    }

    /**
     * Adds what stands before the inputs and behind the outputs.
     *
     * @param pictures of samples, by id of the input's glyph
     */
    void addSamples(Map<String, SamplePicture> pictures) {
        for (Glyph glyph : network.entries()) {
            Rect square = sample(glyph, true);
            SamplePicture picture = pictures.get(glyph.id());
            if (picture != null) {
                decorations.addAll(SampleMarks.cells(square, picture));
            }
            frame(square, picture == null ? List.of(5.0, 4.0) : List.of());
        }
        network.exits().forEach(glyph -> frame(sample(glyph, false), List.of(5.0, 4.0)));
    }

    private void frame(Rect square, List<Double> dash) {
        decorations.add(new RoundedRectangle(square, 0,
                Paint.outlined(new Stroke(SAMPLE, sizes.stroke() / 2, dash))));
    }

    /** Adds a legend below what has been drawn. */
    void add(GlyphLegend legend, List<Part> outer, List<Part> parts, List<Part> hidden,
            Map<String, GlyphFigure> insides) {
        Rect all = extent();
        nodes.addAll(legend.entries(outer, parts, hidden, insides, all.centerX(), all.bottom() + LEGEND_GAP,
                sizes.rowWidth() > 0 ? sizes.rowWidth() : Math.max(all.width(), LEAST_WIDTH)));
    }

    /** All that has been drawn, moved so that it starts at the margin. */
    Scene scene(String title) {
        Rect all = extent();
        Shift shift = new Shift(MARGIN - all.x(), MARGIN - all.y());
        return new Scene(title, Math.ceil(all.width() + 2 * MARGIN), Math.ceil(all.height() + 2 * MARGIN),
                Optional.empty(), nodes.stream().map(shift::node).toList(), edges.stream().map(shift::edge).toList(),
                decorations.stream().map(shift::mark).toList());
    }

    private void draw(Glyph glyph) {
        FlowBox box = boxes.get(glyph.id());
        Point move = moves.of(glyph);
        double before = entries.contains(glyph) ? SampleMarks.room(options) : 0;
        double behind = exits.contains(glyph) ? SampleMarks.room(options) : 0;
        double spare = box.width() - before - behind - width(glyph, scale, sizes);
        double x = placement.lefts().get(glyph.id()) + before + spare / 2 + move.x();
        List<Side> left = sides(box.left(), placement.arrivals().get(glyph.id()), move.y());
        List<Side> right = sides(box.right(), placement.departures().get(glyph.id()), move.y());
        double end = x + scale.width(glyph.head().out());
        SceneNode head = node(glyph.head(), GlyphForm.outline(x, left, end, right), sizes.stroke());
        nodes.add(head);
        Rect all = head.bounds();
        for (Part part : glyph.slim()) {
            double start = end + slimGap(sizes);
            end = start + SLIM * sizes.minWidth();
            SceneNode bar = node(part, GlyphForm.outline(start, right, end, right), sizes.stroke() / 2);
            nodes.add(bar);
            all = all.union(bar.bounds());
        }
        bounds.put(glyph.id(), all);
    }

    private static List<Side> sides(List<End> ends, List<Double> middles, double dy) {
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            sides.add(new Side(middles.get(i) + dy, ends.get(i).height()));
        }
        sides.sort(Comparator.comparingDouble(Side::middle));
        return sides;
    }

    private SceneNode node(Part part, List<Point> outline, double stroke) {
        SceneNode.Role role = part.role() == Part.Role.INPUT ? SceneNode.Role.PORT : SceneNode.Role.LAYER;
        Polygon shape = new Polygon(outline, paint(part, stroke));
        List<Primitive> marks = part.role() == Part.Role.GROUP
                ? List.of(shape, new Polygon(GlyphForm.shrunk(outline, INNER), colors.inner(part.type())))
                : List.of(shape);
        return new SceneNode(part.id(), role, part.title(), part.unit(), shape.bounds(), marks);
    }

    /** Where all heights are the same, an unknown size is nothing to point out. */
    private Paint paint(Part part, double stroke) {
        return sizes.minHeight() == sizes.maxHeight() ? colors.paint(part.type(), stroke) : colors.paint(part, stroke);
    }

    /** The way of a link from glyph to glyph; boxes may be wider than their glyphs. */
    private List<Point> way(Link link) {
        List<Point> way = new ArrayList<>(placement.ways().get(link.id()));
        if (moves.bend(glyphs.get(link.from()), glyphs.get(link.to()))) {
            Rect from = bounds.get(link.from());
            Rect to = bounds.get(link.to());
            return Detour.rightwards(new Point(from.right(), way.get(0).y() + moves.of(glyphs.get(link.from())).y()),
                    new Point(to.x(), way.get(way.size() - 1).y() + moves.of(glyphs.get(link.to())).y()),
                    bounds.values(), sizes.horizontal() / 2);
        }
        Point move = moves.of(glyphs.get(link.from()));
        way.replaceAll(point -> point.plus(move.x(), move.y()));
        way.set(0, new Point(bounds.get(link.from()).right(), way.get(0).y()));
        Point last = way.get(way.size() - 1);
        way.set(way.size() - 1, new Point(bounds.get(link.to()).x(), last.y()));
        return List.copyOf(way);
    }

    private void writeLabels(Glyph glyph) {
        if (glyph.head().role() != Part.Role.SPLIT) {
            Rect at = bounds.get(glyph.id());
            int line = 0;
            if (options.labels().channels()) {
                labels.belowGlyph(glyph.out().channels(), at.centerX(), at.bottom(), line++)
                        .ifPresent(decorations::add);
            }
            if (options.labels().names()) {
                labels.belowGlyph(glyph.head().name(), at.centerX(), at.bottom(), line).ifPresent(decorations::add);
            }
            if (!glyph.repeats().isEmpty()) {
                labels.aboveGlyph(glyph.repeats(), at.centerX(), at.y()).ifPresent(decorations::add);
            }
        }
    }

    /** The labels of lines by their number: first one for each value, then for all its lines where there is room. */
    private Map<Integer, Primitive.Text> lineLabels(List<List<Point>> ways) {
        Map<Integer, Primitive.Text> written = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (boolean first : new boolean[] {true, false}) {
            for (int i = 0; i < ways.size(); i++) {
                Link link = network.links().get(i);
                // what goes to the next row in one line and parts there has one label
                boolean once = first || placement.wrapped().contains(link.id());
                if (!written.containsKey(i) && !(once && told.contains(link.from()))) {
                    Optional<Primitive.Text> label = write(labelOf.apply(link), ways.get(i));
                    if (label.isPresent()) {
                        written.put(i, label.get());
                        told.add(link.from());
                    }
                }
            }
        }
        labelled = network.links().stream()
                .allMatch(link -> told.contains(link.from()) || labelOf.apply(link).isEmpty());
        return written;
    }

    private void edge(Link link, List<Point> way, List<List<Point>> all, Optional<Primitive.Text> label) {
        Extent extent = glyphs.get(link.from()).out();
        List<Primitive> marks = new ArrayList<>();
        boolean wrapped = placement.wrapped().contains(link.id());
        boolean bent = moves.bend(glyphs.get(link.from()), glyphs.get(link.to()));
        for (Point turn : bent ? List.<Point>of() : wrapped ? Forks.ofWrapped(way, all) : Forks.of(way, all)) {
            marks.add(new Ellipse(new Rect(turn.x() - DOT, turn.y() - DOT, 2 * DOT, 2 * DOT), Paint.filled(Rgb.BLACK)));
        }
        label.ifPresent(marks::add);
        String title = !glyphs.get(link.from()).head().leavesInOneSize() ? "several sizes"
                : extent.isFlat() ? extent.channels() + " units"
                : extent.dimensions() + ", " + extent.channels() + " channels";
        edges.add(new SceneEdge(link.id(), title, glyphs.get(link.from()).last().id(), link.to(), way, LINE,
                back.test(link) || wrapped, marks));
    }

    /** Where a picture leaves the model, a short line with its size. */
    private void leave(Glyph glyph) {
        Extent out = glyph.out();
        if (options.labels().dimensions() && out.isSized() && !out.isFlat() && glyph.head().leavesInOneSize()) {
            Point start = new Point(bounds.get(glyph.id()).right(),
                    placement.departures().get(glyph.id()).get(0) + moves.of(glyph).y());
            List<Point> way = List.of(start, start.plus(sizes.horizontal(), 0));
            labels.avoid(way);
            decorations.add(new Polyline(way, LINE));
            write(out.dimensions(), way).ifPresent(decorations::add);
        }
    }

    /** The square for a picture of what enters or leaves; draws the line to the glyph. */
    private Rect sample(Glyph glyph, boolean before) {
        Rect at = bounds.get(glyph.id());
        double side = SampleMarks.side(sizes);
        double gap = SampleMarks.gap(sizes);
        double y = (before ? placement.arrivals() : placement.departures()).get(glyph.id()).get(0)
                + moves.of(glyph).y();
        Rect square = new Rect(before ? at.x() - gap - side : at.right() + gap, y - side / 2, side, side);
        double end = before ? square.right() : square.x();
        decorations.add(new Polyline(List.of(new Point(Math.min(end, before ? at.x() : at.right()), y),
                new Point(Math.max(end, before ? at.x() : at.right()), y)), LINE));
        return square;
    }

    private Optional<Primitive.Text> write(String text, List<Point> way) {
        return text.isEmpty() ? Optional.empty() : labels.atLine(text, way, sizes.horizontal());
    }

    private Rect extent() {
        List<Rect> all = new ArrayList<>();
        nodes.forEach(node -> all.add(node.bounds().grown(sizes.stroke() / 2)));
        edges.forEach(edge -> {
            all.add(Rect.around(edge.points()));
            edge.labels().forEach(label -> all.add(label.bounds()));
        });
        decorations.forEach(mark -> all.add(mark.bounds()));
        return all.stream().reduce(Rect::union).orElse(new Rect(0, 0, 0, 0));
    }
}
