package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.Grouping;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.SamplePicture;
import org.lamina.figure.grouping.Grouped;
import org.lamina.figure.grouping.Grouper;
import org.lamina.figure.layout.FlowBox;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.layout.FlowLayout;
import org.lamina.figure.layout.FlowPlacement;
import org.lamina.figure.layout.FlowStructure;
import org.lamina.figure.layout.Link;
import org.lamina.figure.layout.RowLayout;
import org.lamina.figure.layout.Trunk;
import org.lamina.figure.parts.Extent;
import org.lamina.figure.parts.ModelParts;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Progress;

/** The glyph style: from a model to a scene. */
public final class GlyphFigure {

    /** Below this horizontal room there is no place for spatial sizes between glyphs. */
    private static final double ROOM_FOR_DIMENSIONS = 20;

    private final GlyphOptions options;
    private final GlyphSizes sizes;
    private final GlyphNetwork network;
    private final GlyphScale scale;
    private final Trunk trunk;
    private final List<Link> links;
    private final Optional<FlowStructure> structure;
    private final Map<String, Glyph> byId = new HashMap<>();
    private final Map<String, List<Link>> arriving = new HashMap<>();
    private final Map<String, List<Link>> leaving = new HashMap<>();

    GlyphFigure(GlyphOptions options, GlyphNetwork network) {
        this.options = options;
        this.sizes = options.sizes();
        this.network = network;
        this.scale = new GlyphScale(sizes, network.parts(), options.features());
        List<String> order = network.glyphs().stream().map(Glyph::id).toList();
        this.trunk = new Trunk(order, network.links());
        for (Glyph glyph : network.glyphs()) {
            byId.put(glyph.id(), glyph);
            arriving.put(glyph.id(), new ArrayList<>());
            leaving.put(glyph.id(), new ArrayList<>());
        }
        network.links().stream().sorted(lanes(trunk::isMainArrival)).forEach(link -> arriving.get(link.to()).add(link));
        network.links().stream().sorted(lanes(trunk::isMainDeparture))
                .forEach(link -> leaving.get(link.from()).add(link));
        this.links = order.stream().flatMap(id -> leaving.get(id).stream()).toList();
        this.structure = structure(order);
    }

    /** Where one link into a glyph has to jump, all do but that of the longest way. */
    private Optional<FlowStructure> structure(List<String> order) {
        Optional<FlowStructure> found = FlowStructure.of(order, links, Set.of(), this::span);
        Set<String> reached = found.stream()
                .flatMap(flow -> flow.jumps().stream().filter(link -> !flow.leadsBack(link))).map(Link::to)
                .collect(Collectors.toSet());
        Set<Link> jumping = links.stream().filter(link -> reached.contains(link.to()) && !trunk.isMainArrival(link))
                .collect(Collectors.toSet());
        return jumping.isEmpty() ? found : FlowStructure.of(order, links, jumping, this::span).or(() -> found);
    }

    /** All parts that it draws. */
    List<Part> parts() {
        return network.parts();
    }

    /** Whether there is nothing to draw. */
    boolean isEmpty() {
        return network.glyphs().isEmpty();
    }

    /** Whether it is made of chains and branches alone. */
    boolean isOrderly() {
        return structure.filter(found -> found.jumps().isEmpty()).isPresent();
    }

    private int span(Link link) {
        return trunk.depth(link.to()) - trunk.depth(link.from());
    }

    /** The order of links above each other: the farther they reach the higher, the longest way lowest. */
    private Comparator<Link> lanes(Function<Link, Boolean> isMain) {
        return Comparator.comparing(isMain).thenComparing(this::span, Comparator.reverseOrder());
    }

    /**
     * Draws a model.
     *
     * @param titles puts a layer in words
     * @param pictures samples of the inputs, in order, empty where there is none; may be shorter
     * @param problems takes a sentence for each wish of the options that can't be met
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static DrawnFigure draw(Model model, String checkpoint, GlyphOptions options, Function<Layer, String> titles,
            List<Optional<SamplePicture>> pictures, Consumer<String> problems, Progress progress) {
        progress.report("Drawing " + model.name(), Double.NaN);
        PartGraph graph = ModelParts.of(model, checkpoint, titles, problems).mapped(part -> shaped(part, options));
        List<Part> hidden = graph.parts().stream().filter(part -> isHidden(part, options)).toList();
        graph.hide(hidden::contains);
        Predicate<Part> slim = part -> options.slim() && part.isByValue();
        Grouped grouped = Grouper.group(graph, model, checkpoint, options.grouping(), slim, problems);
        progress.checkCancelled();
        GlyphFigure figure = figure(grouped.graph(), slim, options);
        Map<String, GlyphFigure> details = new LinkedHashMap<>();
        GlyphOptions small = GlyphLegend.inside(options);
        grouped.insides().forEach((type, inside) -> details.put(type, figure(inside, slim, small)));
        List<Part> parts = new ArrayList<>(figure.network.parts());
        details.values().forEach(inside -> parts.addAll(inside.network.parts()));
        List<Part> all = new ArrayList<>(parts);
        all.addAll(hidden);
        GlyphColors colors = new GlyphColors(all, options);
        parts.stream().map(Part::type).distinct().forEach(type -> options.type(type).color()
                .filter(color -> color.contrast(Rgb.WHITE) < GlyphColors.LEAST_CONTRAST)
                .ifPresent(color -> problems.accept(pale(type, color))));
        GlyphDrawing drawing = figure.drawing(colors, progress);
        if (options.samples() != GlyphOptions.Samples.NONE) {
            boolean shown = options.samples() == GlyphOptions.Samples.PICTURES;
            drawing.addSamples(shown ? byInput(model, pictures) : Map.of());
        }
        Optional<Scene> legend = Optional.empty();
        if (options.legend().place() != LegendOptions.Place.NONE) {
            GlyphLegend entries = new GlyphLegend(options, colors, progress);
            List<Part> grey = options.legend().hiddenTypes() ? hidden : List.of();
            if (options.legend().place() == LegendOptions.Place.JOINED) {
                drawing.add(entries, figure.parts(), parts, grey, details);
            } else {
                legend = Optional.of(entries.scene(figure.parts(), parts, grey, details, model.name() + ": legend"));
            }
        }
        DrawnTypes types = new DrawnTypes(options, colors, grouped.names());
        return new DrawnFigure(drawing.scene(model.name()), legend, figure.boxOf(grouped.layers()),
                types.of(figure.network.glyphs()), types.listed(parts, hidden), 1);
    }

    /** The ids of the parts in which layers are to be seen, by the paths of these. */
    private Map<String, String> boxOf(Map<String, List<String>> layers) {
        Map<String, String> boxOf = new HashMap<>();
        network.parts().forEach(part -> layers.getOrDefault(part.id(), List.of())
                .forEach(path -> boxOf.put(path, part.id())));
        return boxOf;
    }

    /** Why a group can't be made beside those of the options; empty if it can. */
    public static Optional<String> groupProblem(Model model, GlyphOptions options, Grouping.ManualGroup group) {
        PartGraph graph = ModelParts.of(model, "", Layer::path, problem -> { });
        graph.hide(part -> isHidden(part, options));
        return Grouper.problem(graph, options.grouping(), group);
    }

    /** The counterparts of groups at all other places that are made in the same way. */
    public static List<List<Grouping.ManualGroup>> samePlaces(Model model, GlyphOptions options,
            List<Grouping.ManualGroup> groups) {
        PartGraph graph = ModelParts.of(model, "", Layer::path, ignored -> { });
        graph.hide(part -> isHidden(part, options));
        return Grouper.samePlaces(graph, options.grouping(), groups);
    }

    private static Map<String, SamplePicture> byInput(Model model, List<Optional<SamplePicture>> pictures) {
        Map<String, SamplePicture> byInput = new HashMap<>();
        for (int i = 0; i < Math.min(pictures.size(), model.inputs().size()); i++) {
            String id = ModelParts.inputId(model.inputs().get(i));
            pictures.get(i).ifPresent(picture -> byInput.put(id, picture));
        }
        return byInput;
    }

    private static String pale(String type, Rgb color) {
        return String.format(Locale.ROOT, "the colour %s of %s has a contrast of %.1f:1 to white, expected 3:1; its"
                + " outline is drawn in %s", color.hex(), type, color.contrast(Rgb.WHITE),
                GlyphColors.outline(color).hex());
    }

    /** A type that the user wants as dense is drawn as a vector. */
    private static Part shaped(Part part, GlyphOptions options) {
        Optional<Boolean> dense = options.type(part.type()).dense();
        return dense.filter(wanted -> wanted && !part.out().isFlat())
                .map(wanted -> part.withExtents(new Extent(List.of(), part.in().features()),
                        new Extent(List.of(), part.out().features())))
                .orElse(part);
    }

    /** Glyphs for a graph; with splits only if all is chains and branches, as lines that jump fork by themselves. */
    private static GlyphFigure figure(PartGraph graph, Predicate<Part> slim, GlyphOptions options) {
        GlyphFigure figure = new GlyphFigure(options, GlyphNetwork.of(graph, slim, options.splits()));
        if (figure.isOrderly()) {
            return figure;
        }
        graph.hide(part -> part.role() == Part.Role.SPLIT);
        return new GlyphFigure(options, GlyphNetwork.of(graph, slim, false));
    }

    private static boolean isHidden(Part part, GlyphOptions options) {
        boolean usual = part.role() == Part.Role.INPUT ? !options.inputs()
                : options.hiddenKinds().contains(part.kind());
        return options.type(part.type()).hidden().orElse(usual);
    }

    /** The glyphs in their places, with lines and labels. */
    GlyphDrawing drawing(GlyphColors colors, Progress progress) {
        double rankGap = sizes.horizontal() + sizes.stroke();
        Map<String, Double> below = new HashMap<>();
        links.forEach(link -> below.put(link.id(), GlyphLabels.roomBelowLine(label(link), sizes.font())));
        Set<Link> jumps = structure.map(found -> Set.copyOf(found.jumps())).orElse(Set.of());
        Optional<FlowPlacement> rows = structure
                .flatMap(found -> RowLayout.of(found, boxes(jumps), links, rankGap, sizes.vertical(), below,
                        sizes.rowWidth(), sizes.branchesBroken()));
        if (rows.isPresent()) {
            return drawing(colors, boxes(jumps), rows.get());
        }
        List<FlowBox> boxes = boxes(Set.of());
        GlyphDrawing usual = drawing(colors, boxes, layered(boxes, rankGap, rankGap / 2, progress));
        double turnGap = GlyphLabels.roomBesideGlyph(sizes.font(), sizes.stroke(), sizes.horizontal());
        return usual.isLabelled() || turnGap <= rankGap / 2 ? usual
                : drawing(colors, boxes, layered(boxes, rankGap, turnGap, progress));
    }

    private FlowPlacement layered(List<FlowBox> boxes, double rankGap, double turnGap, Progress progress) {
        FlowPlacement placement = FlowLayout.of(boxes, links, trunk.links(), rankGap, turnGap, sizes.vertical(),
                progress);
        progress.checkCancelled();
        return placement;
    }

    private GlyphDrawing drawing(GlyphColors colors, List<FlowBox> boxes, FlowPlacement placement) {
        return new GlyphDrawing(options, network, scale, colors, boxes, placement, this::label,
                link -> structure.filter(flow -> flow.leadsBack(link)).isPresent());
    }

    private List<FlowBox> boxes(Set<Link> jumps) {
        return network.glyphs().stream().map(glyph -> box(glyph, jumps)).toList();
    }

    /** Links that jump end at a line in front of a box, not at the box. */
    private FlowBox box(Glyph glyph, Set<Link> jumps) {
        List<String> below = new ArrayList<>();
        if (options.labels().channels()) {
            below.add(glyph.out().channels());
        }
        if (options.labels().names()) {
            below.add(glyph.head().name());
        }
        double label = below.stream().mapToDouble(text -> TextMetrics.width(text, sizes.font(), Weight.NORMAL)).max()
                .orElse(0);
        String over = glyph.repeats();
        double wanted = Math.max(label, TextMetrics.width(over, sizes.font(), Weight.BOLD)) - sizes.horizontal() / 2;
        double samples = (arriving.get(glyph.id()).isEmpty() ? SampleMarks.room(options) : 0)
                + (leaving.get(glyph.id()).isEmpty() ? SampleMarks.room(options) : 0);
        return new FlowBox(glyph.id(), Math.max(GlyphDrawing.width(glyph, scale, sizes), wanted) + samples,
                GlyphLabels.roomAtGlyph(over.isEmpty() ? 0 : 1, sizes.font(), sizes.stroke()),
                GlyphLabels.roomAtGlyph(below.size(), sizes.font(), sizes.stroke()), left(glyph, jumps),
                right(glyph));
    }

    private List<End> left(Glyph glyph, Set<Link> jumps) {
        List<Link> links = arriving.get(glyph.id()).stream().filter(link -> !jumps.contains(link)).toList();
        if (links.size() <= 1) {
            // a vector's bar is a rectangle, and so is a glyph of which only one side is known
            Extent out = glyph.head().out();
            Extent in = out.isFlat() || !out.isSized() || glyph.head().in().isFlat() || !glyph.head().in().isSized()
                    ? out : glyph.head().in();
            return List.of(new End(links.stream().map(Link::id).toList(), scale.height(in)));
        }
        return links.stream().map(link -> new End(List.of(link.id()), scale.height(byId.get(link.from()).out())))
                .toList();
    }

    private List<End> right(Glyph glyph) {
        double height = scale.height(glyph.out());
        Stream<String> links = leaving.get(glyph.id()).stream().map(Link::id);
        return glyph.head().role() == Part.Role.SPLIT
                ? links.map(link -> new End(List.of(link), height)).toList() : List.of(new End(links.toList(), height));
    }

    /** The spatial size of what flows along a link; empty where it is not to be written. */
    private String label(Link link) {
        boolean repeats = byId.get(link.to()).head().role() == Part.Role.SPLIT;
        return repeats ? "" : label(byId.get(link.from()));
    }

    /** The spatial size of what leaves a glyph; empty where it is not to be written. */
    private String label(Glyph glyph) {
        return options.labels().dimensions() && sizes.horizontal() >= ROOM_FOR_DIMENSIONS && glyph.out().isSized()
                && glyph.head().leavesInOneSize() ? glyph.out().dimensions() : "";
    }
}
