package org.lamina.figure.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class SvgExporterTest {

    private static final Pattern LONG_FRACTION = Pattern.compile("\"[^\"a-zA-Z#]*\\.\\d{3,}[^\"]*\"");

    static Stream<Scene> scenes() {
        return Stream.of(Networks.digits(), Networks.uNet(), Networks.resNet50(), Networks.odd())
                .flatMap(model -> Stream.of(
                        ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard(), Progress.NONE),
                        ArchitectureFigure.details(model, "/m", DetailOptions.of(Theme.dark()), Progress.NONE)));
    }

    private static String svg(Scene scene) throws IOException {
        StringWriter writer = new StringWriter();
        new SvgExporter().write(scene, writer);
        return writer.toString();
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void writesWellFormedSvgWithAViewBox(Scene scene) throws Exception {
        Element root = parsed(svg(scene)).getDocumentElement();
        assertEquals("http://www.w3.org/2000/svg", root.getNamespaceURI());
        assertEquals("1.1", root.getAttribute("version"));
        assertEquals("0 0 " + root.getAttribute("width") + " " + root.getAttribute("height"),
                root.getAttribute("viewBox"));
        assertEquals(scene.width(), Double.parseDouble(root.getAttribute("width")), 0.01);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void groupsEachNodeWithATitleUnderAnIdOfItsOwn(Scene scene) throws Exception {
        NodeList all = parsed(svg(scene)).getElementsByTagName("g");
        Set<String> ids = new HashSet<>();
        int titled = 0;
        for (int i = 0; i < all.getLength(); i++) {
            Element group = (Element) all.item(i);
            assertTrue(group.getAttribute("id").matches("[A-Za-z_][A-Za-z0-9._-]*"), group.getAttribute("id"));
            assertTrue(ids.add(group.getAttribute("id")), group.getAttribute("id"));
            titled += group.getFirstChild().getNextSibling().getNodeName().equals("title") ? 1 : 0;
        }
        assertEquals(scene.nodes().size() + scene.edges().size(), titled);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void writesTwoDecimalsAtMostAndNoScript(Scene scene) throws Exception {
        String svg = svg(scene);
        assertFalse(LONG_FRACTION.matcher(svg).find());
        assertFalse(svg.contains("<script") || svg.contains("<style") || svg.contains("NaN") || svg.contains("-0\""));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void writesTheSameBytesAgain(Scene scene, @TempDir Path directory) throws IOException {
        Locale before = Locale.getDefault();
        Path first = directory.resolve("first.svg");
        Path second = directory.resolve("second.svg");
        new SvgExporter().write(scene, first);
        try {
            Locale.setDefault(Locale.GERMANY);
            new SvgExporter().write(scene, second);
        } finally {
            Locale.setDefault(before);
        }
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertEquals(2, Files.list(directory).count());
    }

    @Test
    void escapesWhatXmlDoesNotTake() throws Exception {
        Text text = new Text("a<b & \"c\" \u0007ü", new Point(1.005, -0.001), 12, Text.Weight.NORMAL, Text.Align.START,
                0, Rgb.BLACK);
        SceneNode node = new SceneNode("layer-<x>", SceneNode.Role.LAYER, "x & y", Optional.empty(), text.bounds(),
                List.of(text));
        SceneNode same = new SceneNode("layer-<x>", SceneNode.Role.LAYER, "z", Optional.empty(), text.bounds(),
                List.of());
        String svg = svg(new Scene("t", 10, 10, Optional.empty(), List.of(node, same), List.of(), List.of()));
        Element written = (Element) parsed(svg).getElementsByTagName("text").item(0);
        assertEquals("a<b & \"c\" \uFFFDü", written.getTextContent());
        assertEquals("0", written.getAttribute("y"));
        assertTrue(svg.contains("id=\"layer-_3c_x_3e_\"") && svg.contains("id=\"layer-_3c_x_3e_-2\""), svg);
    }

    @Test
    void leavesNoHalfFileBehind(@TempDir Path directory) throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("taken.svg/inside")).getParent();
        Scene scene = new Scene("t", 10, 10, Optional.empty(), List.of(), List.of(), List.of());
        assertThrows(IOException.class, () -> new SvgExporter().write(scene, occupied));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(occupied), left.toList());
        }
    }
}
