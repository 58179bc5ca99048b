package org.lamina.figure.preferences;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.export.WholeFile;

/**
 * How the figure of a model looks, as a file tells it. The file is {@code <model>.figure.json} beside the model; the
 * user documentation describes it. Fields that this version does not know are kept when it is written again. Immutable.
 */
public final class FigurePreferences {

    /** The version of the file's schema. */
    public static final int SCHEMA = 1;

    private static final String INPUT_SHAPES = "inputShapes";
    private static final String PAGE = "page";
    private static final List<String> OF_LAYERS = List.of("/" + INPUT_SHAPES, "/notes", "/positions",
            "/grouping/groups", "/grouping/apart", "/details/folding", "/details/notes", "/details/positions");
    private static final long MOST_BYTES = 4L << 20;

    private final ObjectNode root;
    private final GlyphOptions options;
    private final PageOptions page;
    private final DetailOptions details;
    private final List<String> inputShapes;
    private final List<String> unknown;
    /** What it says to a figure without colours. */
    private final ObjectNode withoutColors;

    private FigurePreferences(ObjectNode root) throws PreferencesException {
        this(root, root, List.of());
    }

    private FigurePreferences(ObjectNode root, ObjectNode withoutColors, List<String> withoutCounterpart)
            throws PreferencesException {
        this.root = root;
        this.withoutColors = withoutColors;
        Fields fields = new Fields("", root);
        int schema = fields.count("schema", SCHEMA);
        if (schema < 1 || schema > SCHEMA) {
            throw new PreferencesException("schema", "version " + SCHEMA + " at most; a newer Lamina wrote this file",
                    Integer.toString(schema));
        }
        this.options = PreferencesReader.options(fields);
        this.page = PreferencesReader.page(fields.object(PAGE));
        this.details = PreferencesReader.details(fields.object("details"));
        this.inputShapes = List.copyOf(fields.texts(INPUT_SHAPES, List.of()));
        List<String> all = new ArrayList<>(withoutCounterpart);
        all.addAll(fields.unknown());
        this.unknown = List.copyOf(all);
    }

    /** Preferences of a model that has none yet. */
    public static FigurePreferences standard() {
        return of(GlyphOptions.standard(), PageOptions.free());
    }

    /** Preferences that say all of this. */
    public static FigurePreferences of(GlyphOptions options, PageOptions page) {
        return standardRoot().with(options, page);
    }

    private static FigurePreferences standardRoot() {
        try {
            return new FigurePreferences(mapper().createObjectNode());
        } catch (PreferencesException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the preferences of a model are: {@code net.pt.figure.json} for {@code net.pt}. */
    public static Path beside(Path model) {
        return model.resolveSibling(model.getFileName() + ".figure.json");
    }

    /**
     * Reads a file.
     *
     * @throws PreferencesException if it says what can't be
     * @throws IOException if it can't be read
     */
    public static FigurePreferences read(Path file) throws PreferencesException, IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new PreferencesException("", "a file of figure preferences, 4 MB at most", Files.size(file)
                    + " bytes");
        }
        return parse(Files.readString(file));
    }

    /**
     * Reads a document: one of figure preferences, or the preferences, layer types or legend that Net2Vis has saved.
     *
     * @throws PreferencesException if it is no JSON or says what can't be
     */
    public static FigurePreferences parse(String json) throws PreferencesException {
        try {
            JsonNode node = mapper().readTree(json);
            if (!(node instanceof ObjectNode object)) {
                throw new PreferencesException("", "a JSON object", node == null || node.isMissingNode() ? "nothing"
                        : node.getNodeType().name().toLowerCase(Locale.ROOT));
            }
            if (Net2Vis.wrote(object)) {
                ObjectNode own = mapper().createObjectNode();
                List<String> left = Net2Vis.read(object, own, false);
                ObjectNode textured = mapper().createObjectNode();
                Net2Vis.read(object, textured, true);
                return new FigurePreferences(own, textured, left);
            }
            return new FigurePreferences(object);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new PreferencesException("", "JSON", e.getOriginalMessage() + where);
        }
    }

    /** How the glyph style looks. */
    public GlyphOptions options() {
        return options;
    }

    /** How the figure fits its page. */
    public PageOptions page() {
        return page;
    }

    /** How the detail style looks, in light colours. */
    public DetailOptions details() {
        return details;
    }

    /** The shapes of inputs that the model's file does not tell: {@code 1,3,224,224}, {@code image=1,3,224,224}. */
    public List<String> inputShapes() {
        return inputShapes;
    }

    /** The fields that this version does not know, such as {@code sizes.depth}, or that Net2Vis has alone. */
    public List<String> unknown() {
        return unknown;
    }

    /** The same with other options; what is unknown stays. */
    public FigurePreferences with(GlyphOptions newOptions, PageOptions newPage) {
        ObjectNode copy = root.deepCopy();
        PreferencesWriter.write(newOptions, newPage, copy);
        return checked(copy);
    }

    /** The same with another detail style, save for its colours; what is unknown stays. */
    public FigurePreferences with(DetailOptions newDetails) {
        ObjectNode copy = root.deepCopy();
        PreferencesWriter.write(newDetails, copy.withObject("/details"));
        return checked(copy);
    }

    /** The same with other shapes of inputs; what is unknown stays. */
    public FigurePreferences withInputShapes(List<String> shapes) {
        ObjectNode copy = root.deepCopy();
        write(shapes, copy);
        return checked(copy);
    }

    /**
     * This figure with the look of another one. What the other one does not say stays, and so does what names layers
     * (groups, notes, positions, folded modules, shapes of inputs) as far as this figure has any.
     *
     * @throws PreferencesException if both together can't be
     */
    public FigurePreferences withLookOf(FigurePreferences other) throws PreferencesException {
        ObjectNode copy = complete();
        ObjectNode usual = standard().complete();
        ObjectNode look = (options.palette() == Palette.MONOCHROME ? other.withoutColors : other.root).deepCopy();
        for (String field : OF_LAYERS) {
            int slash = field.lastIndexOf('/');
            if (look.at(field.substring(0, slash)) instanceof ObjectNode around && !usual.at(field)
                    .equals(copy.at(field))) {
                around.remove(field.substring(slash + 1));
            }
        }
        if (look.has(PAGE)) {
            copy.remove(PAGE);
        }
        merge(copy, look);
        return new FigurePreferences(copy);
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            if (into.get(field.getKey()) instanceof ObjectNode there && field.getValue() instanceof ObjectNode more) {
                merge(there, more);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static void write(List<String> shapes, ObjectNode root) {
        ArrayNode node = root.putArray(INPUT_SHAPES);
        shapes.forEach(node::add);
    }

    private static FigurePreferences checked(ObjectNode root) {
        try {
            return new FigurePreferences(root);
        } catch (PreferencesException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The value of a field, whether the file has it or not; the key is that of messages, {@code sizes.minHeight}. */
    public boolean flag(String key) {
        return value(key).booleanValue();
    }

    /** The value of a field that is a number. */
    public double number(String key) {
        return value(key).doubleValue();
    }

    /** The value of a field that is a word, such as {@code color-blind} for {@code palette}. */
    public String word(String key) {
        return value(key).textValue();
    }

    /**
     * The same with another value of a field.
     *
     * @throws PreferencesException if the field can't have this value
     */
    public FigurePreferences with(String key, boolean value) throws PreferencesException {
        return with(key, BooleanNode.valueOf(value));
    }

    /** The same for a number. */
    public FigurePreferences with(String key, double value) throws PreferencesException {
        return with(key, DoubleNode.valueOf(value));
    }

    /** The same for a word. */
    public FigurePreferences with(String key, String value) throws PreferencesException {
        return with(key, TextNode.valueOf(value));
    }

    private FigurePreferences with(String key, JsonNode value) throws PreferencesException {
        ObjectNode copy = complete();
        String pointer = pointer(key);
        int end = pointer.lastIndexOf('/');
        ObjectNode around = end == 0 ? copy : copy.withObject(pointer.substring(0, end));
        around.set(pointer.substring(end + 1), value);
        return new FigurePreferences(copy);
    }

    private JsonNode value(String key) {
        JsonNode value = complete().at(pointer(key));
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("no field of figure preferences: " + key);
        }
        return value;
    }

    private static String pointer(String key) {
        return "/" + key.replace('.', '/');
    }

    private ObjectNode complete() {
        ObjectNode copy = root.deepCopy();
        PreferencesWriter.write(options, page, copy);
        PreferencesWriter.write(details, copy.withObject("/details"));
        write(inputShapes, copy);
        return copy;
    }

    /** Whether both say the same, whatever they leave out. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FigurePreferences that && complete().equals(that.complete());
    }

    @Override
    public int hashCode() {
        return complete().hashCode();
    }

    /** The document, with a line break at the end. */
    public String json() {
        try {
            return mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root)
                    .replace(System.lineSeparator(), "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the file. It is written beside its place and moved there, so that a failure leaves no half file.
     *
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, json().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
