package org.lamina.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lamina.figure.FigureLabels;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Texture;
import picocli.CommandLine.Option;

/** The options of the command line that change how a figure in the glyph style looks. */
final class FigureWishes {

    @Option(names = "--preferences", paramLabel = "F",
            description = "How the figure looks; without it, FILE.figure.json if that is there.")
    private Path preferences;

    @Option(names = "--save-preferences", description = "Writes FILE.figure.json with all that is asked for here.")
    private boolean save;

    @Option(names = "--hide", paramLabel = "TYPE", split = ",",
            description = "Layer types to leave out, such as BatchNorm2d.")
    private Set<String> hidden = Set.of();

    @Option(names = "--all-layers", description = "Shows dropout, identity and reshaping layers too.")
    private boolean allLayers;

    @Option(names = "--group", paramLabel = "MODE",
            description = "none; repeats: exact repeats in a row as one glyph; blocks: repeated modules and blocks too;"
                    + " automatic (default): that if there are many glyphs.")
    private String group;

    @Option(names = "--group-above", paramLabel = "N",
            description = "How many glyphs are many (default 30).")
    private Integer groupAbove;

    @Option(names = "--no-repeats", description = "Draws exact repeats one by one.")
    private boolean noRepeats;

    @Option(names = "--sequences", paramLabel = "N",
            description = "Makes groups of the N most frequent sequences of types, one after the other.")
    private Integer sequences;

    @Option(names = "--group-layers", paramLabel = "NAME=PATH,...",
            description = "Makes one glyph of layers or modules; may be given several times.")
    private List<String> groups = List.of();

    @Option(names = "--palette", paramLabel = "P",
            description = "families (default), color-blind, material, hues, or monochrome.")
    private String palette;

    @Option(names = "--color", paramLabel = "TYPE=#RRGGBB", description = "The colour of a type or group.")
    private Map<String, String> colors = new LinkedHashMap<>();

    @Option(names = "--texture", paramLabel = "TYPE=TEXTURE", description = "The texture of a type or group.")
    private Map<String, String> textures = new LinkedHashMap<>();

    @Option(names = "--alias", paramLabel = "TYPE=NAME", description = "What the legend calls a type or group.")
    private Map<String, String> aliases = new LinkedHashMap<>();

    @Option(names = "--labels", paramLabel = "L", split = ",",
            description = "dimensions, channels, names (default: the first two), or none.")
    private List<String> labels = List.of();

    @Option(names = "--samples", paramLabel = "S",
            description = "placeholders: dashed squares at both ends; pictures: the first of the samples beside FILE;"
                    + " none (default).")
    private String samples;

    @Option(names = "--legend", paramLabel = "PLACE",
            description = "joined (default); separate: in a file of its own, OUT-legend; none.")
    private String legend;

    @Option(names = "--no-legend", description = "The same as --legend none.")
    private boolean noLegend;

    @Option(names = "--preset", paramLabel = "PRESET",
            description = "single-column: 88 mm wide, text of 8 pt; double-column: 180 mm wide, text of 8 pt.")
    private String preset;

    @Option(names = "--width", paramLabel = "MM", description = "The most width in millimetres.")
    private Double width;

    @Option(names = "--min-text", paramLabel = "PT", description = "The least size of text in points.")
    private Double minimumText;

    Path preferences() {
        return preferences;
    }

    boolean isToBeSaved() {
        return save;
    }

    /** The options of a file with what the command line asks for. */
    GlyphOptions applied(GlyphOptions options) throws InputException {
        GlyphOptions wanted = options.withHidden(allLayers ? Set.of() : options.hiddenKinds(), hidden)
                .withGrouping(grouping(options.grouping()));
        Map<String, TypeStyle> types = new HashMap<>(wanted.types());
        for (Map.Entry<String, String> color : colors.entrySet()) {
            style(types, color.getKey(), color(color), TypeStyle::withColor);
        }
        for (Map.Entry<String, String> texture : textures.entrySet()) {
            style(types, texture.getKey(), choice("--texture", texture.getValue(), Texture.class),
                    TypeStyle::withTexture);
        }
        aliases.forEach((type, alias) -> style(types, type, alias, TypeStyle::withAlias));
        wanted = wanted.withTypes(types);
        if (palette != null) {
            wanted = wanted.withPalette(choice("--palette", palette, Palette.class));
        }
        if (!labels.isEmpty()) {
            wanted = wanted.withLabels(labels());
        }
        if (samples != null) {
            wanted = wanted.withEnds(wanted.inputs(), wanted.features(),
                    choice("--samples", samples, GlyphOptions.Samples.class));
        }
        if (noLegend || legend != null) {
            wanted = wanted.withLegend(wanted.legend().withPlace(noLegend ? LegendOptions.Place.NONE
                    : choice("--legend", legend, LegendOptions.Place.class)));
        }
        return wanted;
    }

    private static <V> void style(Map<String, TypeStyle> types, String type, V value,
            BiFunction<TypeStyle, V, TypeStyle> with) {
        types.put(type, with.apply(types.getOrDefault(type, TypeStyle.USUAL), value));
    }

    private static Rgb color(Map.Entry<String, String> color) throws InputException {
        if (!color.getValue().matches("#[0-9A-Fa-f]{6}")) {
            throw new InputException("--color", "a colour such as " + color.getKey() + "=#0072b2",
                    "\"" + color.getValue() + "\"");
        }
        return Rgb.of(Integer.parseInt(color.getValue().substring(1), 16));
    }

    private FigureLabels labels() throws InputException {
        Set<String> known = Set.of("dimensions", "channels", "names", "none");
        for (String label : labels) {
            if (!known.contains(label)) {
                throw new InputException("--labels", "some of dimensions, channels, names, or none",
                        "\"" + label + "\"");
            }
        }
        return new FigureLabels(labels.contains("dimensions"), labels.contains("channels"), labels.contains("names"));
    }

    private Grouping grouping(Grouping grouping) throws InputException {
        List<ManualGroup> manual = new ArrayList<>(grouping.manual());
        for (String text : groups) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new InputException("--group-layers", "a name and layers, such as Stem=conv1,bn1",
                        "\"" + text + "\"");
            }
            manual.add(new ManualGroup(text.substring(0, equals), List.of(text.substring(equals + 1).split(","))));
        }
        return new Grouping(group == null ? grouping.mode() : choice("--group", group, Grouping.Mode.class),
                groupAbove == null ? grouping.above() : notNegative("--group-above", groupAbove),
                !noRepeats && grouping.repeats(),
                sequences == null ? grouping.sequences() : notNegative("--sequences", sequences), grouping.apart(),
                manual);
    }

    private static int notNegative(String option, int number) throws InputException {
        if (number < 0) {
            throw new InputException(option, "a number of 0 or more", Integer.toString(number));
        }
        return number;
    }

    /** The page of a file with what the command line asks for. */
    PageOptions applied(PageOptions page) throws InputException {
        PageOptions wanted = preset == null ? page : choice("--preset", preset, PageOptions.Preset.class).page();
        return new PageOptions(width == null ? wanted.widthMillimetres() : above0("--width", width),
                minimumText == null ? wanted.minimumTextPoints() : above0("--min-text", minimumText));
    }

    private static double above0(String option, double number) throws InputException {
        if (!(number > 0 && number <= 10_000)) {
            throw new InputException(option, "a number above 0 and up to 10000", Double.toString(number));
        }
        return number;
    }

    private static <E extends Enum<E>> E choice(String option, String word, Class<E> type) throws InputException {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(type.getEnumConstants()).filter(constant -> constant.name().equals(name)).findFirst()
                .orElseThrow(() -> new InputException(option, "one of " + Stream.of(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", ")), "\"" + word + "\""));
    }
}
