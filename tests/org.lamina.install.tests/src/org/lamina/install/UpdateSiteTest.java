package org.lamina.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the update site says and holds. */
class UpdateSiteTest {

    private static final long LARGEST = 25_000_000;

    private static Element lamina;

    @BeforeAll
    static void readMetadata() throws Exception {
        try (ZipFile content = new ZipFile(Built.SITE.resolve("content.jar").toFile());
                InputStream stream = content.getInputStream(content.getEntry("content.xml"))) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
            lamina = elements(document.getDocumentElement(), "unit").stream()
                    .filter(unit -> unit.getAttribute("id").equals("org.lamina.feature.feature.group")).findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void asksForTheFragmentOrForAGefThatNeedsNone() {
        List<Element> choices = elements(lamina, "required").stream()
                .filter(required -> required.getAttribute("match").startsWith("id == ")).toList();
        assertEquals(1, choices.size());
        Element choice = choices.get(0);
        assertEquals("id == 'org.lamina.gef.compat' || "
                + "id == 'org.eclipse.gef' && version ~= range('[3.9.0,4.0.0)')", choice.getAttribute("match"));
        assertEquals("1", choice.getAttribute("max").isEmpty() ? "1" : choice.getAttribute("max"));
    }

    @Test
    void requiresGefInAnyVersionAndIncludesNone() {
        assertEquals(List.of("[3.2.100,4.0.0)"), ranges("org.eclipse.gef"));
        assertEquals(List.of("[3.2.100,4.0.0)"), ranges("org.eclipse.draw2d"));
        assertEquals(List.of(), ranges("org.lamina.gef.compat"));
    }

    @Test
    void includesNothingBesideLamina() {
        List<String> strict = elements(lamina, "required").stream()
                .filter(required -> required.getAttribute("range").matches("\\[(.*),\\1\\]"))
                .map(required -> required.getAttribute("name"))
                .filter(name -> !name.startsWith("org.lamina.")).toList();
        assertEquals(List.of(), strict);
    }

    @Test
    void carriesGefAndTheFragmentForWhoHasNone() {
        for (String bundle : List.of("org.eclipse.gef_", "org.eclipse.draw2d_", "org.lamina.gef.compat_",
                "com.ibm.icu_")) {
            assertEquals(1, Built.files(Built.SITE.resolve("plugins"), bundle).size(), bundle);
        }
    }

    @Test
    void carriesNoPlatform() {
        for (String bundle : List.of("org.eclipse.ui", "org.eclipse.swt", "org.eclipse.core", "org.eclipse.emf")) {
            assertEquals(List.of(), Built.files(Built.SITE.resolve("plugins"), bundle));
        }
    }

    @Test
    void isSmallWithoutTheEngine() throws IOException {
        long size = 0;
        for (String folder : List.of("", "features", "plugins")) {
            for (Path file : Built.files(Built.SITE.resolve(folder), "")) {
                if (Files.isRegularFile(file) && !isEngine(file.getFileName().toString())) {
                    size += Files.size(file);
                }
            }
        }
        assertTrue(size < LARGEST, "The site has " + size + " bytes without the engine");
    }

    private static boolean isEngine(String name) {
        return name.startsWith("org.lamina.engine.worker_") || name.startsWith("org.lamina.engine.pytorch.");
    }

    private static List<String> ranges(String bundle) {
        return elements(lamina, "required").stream().filter(required -> required.getAttribute("name").equals(bundle))
                .map(required -> required.getAttribute("range")).toList();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast)
                .toList();
    }
}
