package org.lamina.figure.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.TextMetrics;

/**
 * Writes a scene as SVG 1.1 for people who go on working with it: one group with a stable id and a title for each node
 * and edge, text as text, numbers with two decimals at most, a viewBox, and no script or style sheet. Programs such as
 * Inkscape, Illustrator and LaTeX (svg package) read it.
 */
public final class SvgExporter {

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
        SvgMarkup markup = new SvgMarkup();
        String width = SvgMarkup.number(scene.width());
        String height = SvgMarkup.number(scene.height());
        markup.open("svg", "xmlns", "http://www.w3.org/2000/svg", "version", "1.1", "width", width, "height", height,
                "viewBox", "0 0 " + width + " " + height, "font-family", TextMetrics.FAMILY);
        markup.text("title", scene.title());
        scene.background().ifPresent(color -> markup.element("rect", "id", "background", "width", width, "height",
                height, "fill", color.hex()));
        nodes(markup, scene, "groups", node -> node.role() == SceneNode.Role.GROUP);
        edges(markup, scene);
        nodes(markup, scene, "layers", SvgExporter::isPartOfTheModel);
        nodes(markup, scene, "bars", node -> node.role() == SceneNode.Role.BAR);
        nodes(markup, scene, "legend", node -> node.role() == SceneNode.Role.LEGEND);
        if (!scene.decorations().isEmpty()) {
            markup.open("g", "id", markup.id("labels"));
            scene.decorations().forEach(markup::primitive);
            markup.close("g");
        }
        markup.close("svg");
        writer.write(markup.document());
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
