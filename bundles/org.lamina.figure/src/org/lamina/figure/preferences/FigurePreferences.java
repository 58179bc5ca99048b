package org.lamina.figure.preferences;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.export.WholeFile;

/**
 * How the figure of a model looks, as a file tells it. The file is {@code <model>.figure.json} beside the model; the
 * user documentation describes it. Fields that this version does not know are kept when it is written again. Immutable.
 */
public final class FigurePreferences {

    /** The version of the file's schema. */
    public static final int SCHEMA = 1;

    private static final long MOST_BYTES = 4L << 20;

    private final ObjectNode root;
    private final GlyphOptions options;
    private final PageOptions page;

    private FigurePreferences(ObjectNode root) throws PreferencesException {
        this.root = root;
        Fields fields = new Fields("", root);
        int schema = fields.count("schema", SCHEMA);
        if (schema < 1 || schema > SCHEMA) {
            throw new PreferencesException("schema", "version " + SCHEMA + " at most; a newer Lamina wrote this file",
                    Integer.toString(schema));
        }
        this.options = PreferencesReader.options(fields);
        this.page = PreferencesReader.page(fields.object("page"));
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
     * Reads a document.
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

    /** The same with other options; what is unknown stays. */
    public FigurePreferences with(GlyphOptions newOptions, PageOptions newPage) {
        ObjectNode copy = root.deepCopy();
        PreferencesWriter.write(newOptions, newPage, copy);
        try {
            return new FigurePreferences(copy);
        } catch (PreferencesException e) {
            throw new IllegalArgumentException(e);
        }
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
