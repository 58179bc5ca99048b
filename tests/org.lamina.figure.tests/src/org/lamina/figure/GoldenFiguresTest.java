package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The figures of the user documentation, as they are in the files. */
final class GoldenFiguresTest {

    private static final Path DOCS = Path.of("../../docs/user");
    private static final double ROUNDING = 0.03;

    static List<Path> figures() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("figures"))) {
            return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
        }
    }

    private static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element group(Document svg, String id) {
        return elements(svg.getDocumentElement(), "g").stream().filter(each -> each.getAttribute("id").equals(id))
                .findFirst().orElseThrow();
    }

    private static List<Point> points(Element shape) {
        return Arrays.stream(shape.getAttribute("points").split(" ")).map(pair -> pair.split(","))
                .map(pair -> new Point(Double.parseDouble(pair[0]), Double.parseDouble(pair[1]))).toList();
    }

    private static Text text(Element text) {
        String turn = text.getAttribute("transform");
        Align align = switch (text.getAttribute("text-anchor")) {
            case "middle" -> Align.MIDDLE;
            case "end" -> Align.END;
            default -> Align.START;
        };
        return new Text(text.getTextContent(), new Point(Double.parseDouble(text.getAttribute("x")),
                Double.parseDouble(text.getAttribute("y"))), Double.parseDouble(text.getAttribute("font-size")),
                text.getAttribute("font-weight").equals("bold") ? Weight.BOLD : Weight.NORMAL, align,
                turn.isEmpty() ? 0 : Integer.parseInt(turn.replaceFirst("rotate\\((-?\\d+) .*", "$1")), Rgb.BLACK);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void keepGlyphsLinesAndLabelsApart(Path figure) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(figure.toFile());
        List<Polygon> glyphs = elements(group(svg, "layers"), "g").stream()
                .map(layer -> new Polygon(points(elements(layer, "polygon").get(0)), Paint.filled(Rgb.BLACK)))
                .toList();
        List<Rect> lines = elements(group(svg, "edges"), "polyline").stream()
                .flatMap(line -> SceneGeometry.segments(points(line)).stream()).toList();
        List<Text> texts = elements(svg.getDocumentElement(), "text").stream().map(GoldenFiguresTest::text).toList();
        assertTrue(glyphs.size() > 2 && lines.size() > 1 && texts.size() > 4);
        for (int i = 0; i < glyphs.size(); i++) {
            for (Polygon other : glyphs.subList(i + 1, glyphs.size())) {
                assertFalse(Outlines.overlap(glyphs.get(i), other), figure + ": two glyphs overlap");
            }
            for (Rect line : lines) {
                assertFalse(Outlines.overlap(glyphs.get(i), new Polygon(line.grown(0.01).corners(),
                        Paint.filled(Rgb.BLACK))), figure + ": a line crosses a glyph at " + line);
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            Rect bounds = text.bounds().grown(-ROUNDING);
            for (Text other : texts.subList(i + 1, texts.size())) {
                assertFalse(bounds.intersects(other.bounds().grown(-ROUNDING)),
                        figure + ": " + text.text() + " lies on " + other.text());
            }
            lines.forEach(line -> assertFalse(bounds.intersects(line),
                    figure + ": " + text.text() + " lies on a line"));
            glyphs.forEach(glyph -> assertFalse(Outlines.overlap(glyph, new Polygon(bounds.corners(),
                    Paint.filled(Rgb.BLACK))), figure + ": " + text.text() + " lies on a glyph"));
        }
    }

    /** Lines that begin or end together are one as far as they go together; others only cross. */
    @ParameterizedTest
    @MethodSource("figures")
    void keepLinesApart(Path figure) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(figure.toFile());
        List<List<Point>> ways = elements(group(svg, "edges"), "polyline").stream().map(GoldenFiguresTest::points)
                .toList();
        for (List<Point> way : ways) {
            for (List<Point> other : ways) {
                boolean together = way.get(0).equals(other.get(0))
                        || way.get(way.size() - 1).equals(other.get(other.size() - 1));
                assertTrue(together || SceneGeometry.segments(way).stream().noneMatch(a -> SceneGeometry.segments(other)
                        .stream().anyMatch(b -> SceneGeometry.runOnEachOther(a, b))), figure + ": " + way + other);
            }
        }
    }

    @Test
    void areShownWithTheCommandThatMakesEach() throws IOException {
        String page = Files.readString(DOCS.resolve("export.md"));
        for (Path figure : figures()) {
            assertTrue(page.contains("](figures/" + figure.getFileName() + ")"), figure.toString());
        }
    }

    @Test
    void areDescribedWithTheFieldsThatPreferencesHave() throws Exception {
        String page = Files.readString(DOCS.resolve("export.md"));
        String[] blocks = page.split("```json\n");
        String all = blocks[1].substring(0, blocks[1].indexOf("```"));
        String some = blocks[2].substring(0, blocks[2].indexOf("```"));
        FigurePreferences described = FigurePreferences.parse(all);
        assertEquals(GlyphOptions.standard(), described.options());
        assertEquals(PageOptions.free(), described.page());
        assertEquals(described.json().lines().map(String::strip).filter(line -> line.startsWith("\"")).count(),
                described.with(described.options(), described.page()).json().lines().map(String::strip)
                        .filter(line -> line.startsWith("\"")).count());
        assertEquals(88, FigurePreferences.parse(some).page().widthMillimetres());
    }
}
