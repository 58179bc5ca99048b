package org.lamina.figure.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.lamina.figure.font.Typeface;
import org.lamina.figure.scene.Fill;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.TextMetrics;

/**
 * Writes a scene as SVG 1.1 for people who go on working with it: one group with a stable id and a title for each node
 * and edge, text as text, numbers with two decimals at most, a viewBox, and no script. Programs such as Inkscape,
 * Illustrator and LaTeX (svg package) read it.
 */
public final class SvgExporter {

    /** What becomes of text. */
    public enum Letters {
        /** Text in a font of the reader's computer: Helvetica, Arial or one of the same widths. */
        INSTALLED,
        /** Text in a font that is part of the file, so that browsers show the same everywhere. */
        EMBEDDED,
        /** Shapes: the same everywhere, but no text any more. */
        OUTLINED
    }

    private static final String EMBEDDED = "Lamina Sans";

    private final Letters letters;

    /** Writes text as text. */
    public SvgExporter() {
        this(Letters.INSTALLED);
    }

    /** Writes text in this way. */
    public SvgExporter(Letters letters) {
        this.letters = letters;
    }

    /**
     * Writes the file, UTF-8. It is written beside its place and moved there, so that a failure leaves no half file.
     *
     * @throws IOException if it can't be written
     */
    public void write(Scene scene, Path file) throws IOException {
        StringWriter text = new StringWriter();
        write(scene, text);
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the document; the writer has to encode UTF-8 and stays open.
     *
     * @throws IOException if the writer fails
     */
    public void write(Scene scene, Writer writer) throws IOException {
        SvgMarkup markup = new SvgMarkup(letters == Letters.OUTLINED);
        String width = SvgMarkup.number(scene.width());
        String height = SvgMarkup.number(scene.height());
        markup.open("svg", "xmlns", "http://www.w3.org/2000/svg", "version", "1.1", "width", width, "height", height,
                "viewBox", "0 0 " + width + " " + height, "font-family",
                (letters == Letters.EMBEDDED ? "'" + EMBEDDED + "', " : "") + TextMetrics.FAMILY);
        markup.text("title", scene.title());
        definitions(markup, scene);
        scene.background().ifPresent(color -> markup.element("rect", "id", "background", "width", width, "height",
                height, "fill", color.hex()));
        nodes(markup, scene, "groups", node -> node.role() == SceneNode.Role.GROUP);
        edges(markup, scene);
        nodes(markup, scene, "layers", SvgExporter::isPartOfTheModel);
        nodes(markup, scene, "bars", node -> node.role() == SceneNode.Role.BAR);
        nodes(markup, scene, "legend", node -> node.role() == SceneNode.Role.LEGEND);
        nodes(markup, scene, "notes", node -> node.role() == SceneNode.Role.NOTE);
        if (!scene.decorations().isEmpty()) {
            markup.open("g", "id", markup.id("labels"));
            scene.decorations().forEach(markup::primitive);
            markup.close("g");
        }
        markup.close("svg");
        writer.write(markup.document());
    }

    private void definitions(SvgMarkup markup, Scene scene) {
        List<Fill> textured = scene.fills().stream().filter(fill -> fill.texture().isPresent()).distinct().toList();
        if (textured.isEmpty() && letters != Letters.EMBEDDED) {
            return;
        }
        markup.open("defs");
        if (letters == Letters.EMBEDDED) {
            StringBuilder style = new StringBuilder();
            for (Text.Weight weight : Text.Weight.values()) {
                if (scene.texts().stream().anyMatch(text -> text.weight() == weight)) {
                    style.append("@font-face { font-family: '").append(EMBEDDED).append("'; font-weight: ")
                            .append(weight.name().toLowerCase(Locale.ROOT))
                            .append("; src: url(data:font/ttf;base64,")
                            .append(Base64.getEncoder().encodeToString(Typeface.of(weight).bytes())).append("); } ");
                }
            }
            markup.text("style", style.toString().trim());
        }
        textured.forEach(markup::pattern);
        markup.close("defs");
    }

    private static boolean isPartOfTheModel(SceneNode node) {
        return node.role() == SceneNode.Role.LAYER || node.role() == SceneNode.Role.PORT;
    }

    private static void nodes(SvgMarkup markup, Scene scene, String id, Predicate<SceneNode> which) {
        if (scene.nodes().stream().noneMatch(which)) {
            return;
        }
        markup.open("g", "id", markup.id(id));
        scene.nodes().stream().filter(which).forEach(node -> {
            markup.open("g", "id", markup.id(node.id()));
            markup.text("title", node.title());
            node.primitives().forEach(markup::primitive);
            markup.close("g");
        });
        markup.close("g");
    }

    private static void edges(SvgMarkup markup, Scene scene) {
        if (scene.edges().isEmpty()) {
            return;
        }
        markup.open("g", "id", markup.id("edges"));
        for (SceneEdge edge : scene.edges()) {
            markup.open("g", "id", markup.id(edge.id()));
            markup.text("title", edge.title());
            markup.line(edge.line(), edge.stroke());
            edge.head().ifPresent(markup::primitive);
            edge.labels().forEach(markup::primitive);
            markup.close("g");
        }
        markup.close("g");
    }
}
