package org.lamina.figure.preferences;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.Arrangement;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.FigureLabels;
import org.lamina.figure.FigureNote;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Texture;
import org.lamina.figure.structure.Folding;
import org.lamina.model.LayerKind;

/** Makes options of the fields of a file. */
final class PreferencesReader {

    private static final double MOST_PIXELS = 10_000;
    private static final double FARTHEST = 1_000_000;
    private static final double LEAST_PIXELS = 0.1;

    private PreferencesReader() {
    }

    static GlyphOptions options(Fields fields) throws PreferencesException {
        GlyphOptions usual = GlyphOptions.standard();
        Set<LayerKind> kinds = new HashSet<>();
        for (String word : fields.texts("hiddenFamilies", usual.hiddenKinds().stream().map(Fields::word).toList())) {
            kinds.add(Fields.choice("hiddenFamilies", word, LayerKind.class));
        }
        Fields labels = fields.object("labels");
        FigureLabels usualLabels = usual.labels();
        return new GlyphOptions(sizes(fields.object("sizes"), usual.sizes()), kinds, types(fields.object("types")),
                grouping(fields.object("grouping"), usual.grouping()), fields.flag("slimBars", usual.slim()),
                fields.flag("splits", usual.splits()), fields.flag("inputs", usual.inputs()),
                fields.flag("featureWidths", usual.features()),
                fields.choice("samples", GlyphOptions.Samples.class, usual.samples()),
                new FigureLabels(labels.flag("dimensions", usualLabels.dimensions()),
                        labels.flag("channels", usualLabels.channels()), labels.flag("names", usualLabels.names())),
                fields.choice("palette", Palette.class, usual.palette()),
                legend(fields.object("legend"), usual.legend()), arrangement(fields));
    }

    private static Arrangement arrangement(Fields fields) throws PreferencesException {
        List<FigureNote> notes = new ArrayList<>();
        for (Fields note : fields.objects("notes")) {
            notes.add(new FigureNote(note.text("text").orElse(""), note.text("glyph"), place(note, "x"),
                    place(note, "y")));
        }
        Map<String, Point> moves = new HashMap<>();
        Fields positions = fields.object("positions");
        for (String glyph : positions.names()) {
            Fields move = positions.object(glyph);
            moves.put(glyph, new Point(place(move, "x"), place(move, "y")));
        }
        return new Arrangement(notes, moves);
    }

    private static double place(Fields fields, String name) throws PreferencesException {
        return fields.number(name, 0, -FARTHEST, FARTHEST);
    }

    private static GlyphSizes sizes(Fields sizes, GlyphSizes usual) throws PreferencesException {
        double minHeight = pixels(sizes, "minHeight", usual.minHeight(), LEAST_PIXELS);
        double minWidth = pixels(sizes, "minWidth", usual.minWidth(), LEAST_PIXELS);
        return new GlyphSizes(minHeight, pixels(sizes, "maxHeight", Math.max(minHeight, usual.maxHeight()), minHeight),
                minWidth, pixels(sizes, "maxWidth", Math.max(minWidth, usual.maxWidth()), minWidth),
                pixels(sizes, "horizontal", usual.horizontal(), 0), pixels(sizes, "vertical", usual.vertical(), 0),
                pixels(sizes, "stroke", usual.stroke(), LEAST_PIXELS), pixels(sizes, "font", usual.font(), 1),
                pixels(sizes, "rowWidth", usual.rowWidth(), 0));
    }

    private static double pixels(Fields fields, String name, double usual, double least) throws PreferencesException {
        return fields.number(name, usual, least, MOST_PIXELS);
    }

    private static Map<String, TypeStyle> types(Fields types) throws PreferencesException {
        Map<String, TypeStyle> styles = new HashMap<>();
        for (String type : types.names()) {
            Fields style = types.object(type);
            Optional<String> color = style.text("color");
            styles.put(type, new TypeStyle(style.text("alias"),
                    color.isPresent() ? Optional.of(color("types." + type + ".color", color.get())) : Optional.empty(),
                    style.optionalChoice("texture", Texture.class), style.optionalFlag("hidden"),
                    style.optionalFlag("dense")));
        }
        return styles;
    }

    static Rgb color(String place, String text) throws PreferencesException {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new PreferencesException(place, "a colour such as #0072b2", "\"" + text + "\"");
        }
        return Rgb.of(Integer.parseInt(text.substring(1), 16));
    }

    private static Grouping grouping(Fields grouping, Grouping usual) throws PreferencesException {
        List<ManualGroup> groups = new ArrayList<>();
        for (Fields group : grouping.objects("groups")) {
            groups.add(new ManualGroup(group.text("name").orElse("Group " + (groups.size() + 1)),
                    group.texts("layers", List.of())));
        }
        return new Grouping(grouping.choice("mode", Grouping.Mode.class, usual.mode()),
                grouping.count("above", usual.above()), grouping.flag("repeats", usual.repeats()),
                grouping.count("sequences", usual.sequences()),
                Set.copyOf(grouping.texts("apart", List.of())), groups);
    }

    private static LegendOptions legend(Fields legend, LegendOptions usual) throws PreferencesException {
        return new LegendOptions(legend.choice("place", LegendOptions.Place.class, usual.place()),
                legend.flag("reversed", usual.reversed()), legend.flag("hiddenTypes", usual.hiddenTypes()),
                pixels(legend, "layerHeight", usual.layerHeight(), 1),
                pixels(legend, "layerWidth", usual.layerWidth(), 1),
                pixels(legend, "layerSpacing", usual.layerSpacing(), 0),
                pixels(legend, "horizontal", usual.horizontal(), 0), pixels(legend, "vertical", usual.vertical(), 0),
                pixels(legend, "stroke", usual.stroke(), LEAST_PIXELS), legend.flag("brief", usual.brief()));
    }

    static PageOptions page(Fields page) throws PreferencesException {
        Optional<PageOptions.Preset> preset = page.optionalChoice("preset", PageOptions.Preset.class);
        PageOptions usual = preset.map(PageOptions.Preset::page).orElse(PageOptions.free());
        return new PageOptions(page.number("widthMillimetres", usual.widthMillimetres(), 0, 10_000),
                page.number("minimumTextPoints", usual.minimumTextPoints(), 0, 100));
    }

    static DetailOptions details(Fields details) throws PreferencesException {
        DetailOptions usual = DetailOptions.standard();
        Fields folding = details.object("folding");
        return new DetailOptions(usual.theme(), details.flag("frames", usual.groups()),
                new Folding(folding.choice("start", Folding.Start.class, usual.folding().start()),
                        Set.copyOf(folding.texts("opened", List.of())), Set.copyOf(folding.texts("closed", List.of()))),
                details.flag("constants", usual.constants()), details.flag("shapes", usual.shapes()),
                details.flag("inside", usual.inside()), arrangement(details));
    }
}
