package org.lamina.figure.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.export.FigureFormat.Options;
import org.lamina.figure.export.SvgExporter.Letters;
import org.lamina.figure.font.Typeface;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Texture;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;

final class FigureFormatTest {

    @TempDir
    private Path directory;

    private static Scene scene(Palette palette) {
        return ArchitectureFigure.glyphs(Networks.digits(), "/m", GlyphOptions.standard().withPalette(palette),
                Progress.NONE);
    }

    private static Scene texts(String... texts) {
        List<Text> all = new ArrayList<>();
        for (String text : texts) {
            all.add(new Text(text, new Point(10, 20 + 20 * all.size()), 12, Text.Weight.NORMAL, Text.Align.START, 0,
                    Rgb.BLACK));
        }
        return new Scene("texts", 200, 200, Optional.empty(), List.of(), List.of(), List.copyOf(all));
    }

    private byte[] written(FigureFormat format, Scene scene, Letters letters) throws IOException {
        Path file = directory.resolve("figure." + format.extension());
        format.write(scene, new Options(letters, 96), file);
        return Files.readAllBytes(file);
    }

    private String text(FigureFormat format, Scene scene, Letters letters) throws IOException {
        return new String(written(format, scene, letters), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void writesTheSameBytesAgain(FigureFormat format) throws IOException {
        for (Palette palette : Palette.values()) {
            assertArrayEquals(written(format, scene(palette), Letters.INSTALLED),
                    written(format, scene(palette), Letters.INSTALLED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isToldByTheEndOfTheName(FigureFormat format) {
        assertEquals(Optional.of(format), FigureFormat.of(Path.of("a.b." + format.extension().toUpperCase())));
        assertEquals(Optional.empty(), FigureFormat.of(Path.of("figure" + format.extension())));
    }

    /** Every offset of the cross-reference table leads to its object, and every reference to one that is there. */
    @Test
    void writesPdfWhoseReferencesLeadSomewhere() throws IOException {
        String pdf = text(FigureFormat.PDF, scene(Palette.MONOCHROME), Letters.INSTALLED);
        assertTrue(pdf.startsWith("%PDF-1.5\n") && pdf.endsWith("%%EOF\n"));
        int table = Integer.parseInt(pdf.replaceFirst("(?s).*startxref\n(\\d+)\n%%EOF\n", "$1"));
        Matcher entry = Pattern.compile("(\\d{10}) 00000 n \n").matcher(pdf.substring(table));
        int count = 0;
        while (entry.find()) {
            count++;
            int offset = Integer.parseInt(entry.group(1));
            assertTrue(pdf.startsWith(count + " 0 obj\n", offset), "object " + count);
        }
        Matcher reference = Pattern.compile("(\\d+) 0 R").matcher(pdf);
        while (reference.find()) {
            assertTrue(Integer.parseInt(reference.group(1)) <= count, reference.group());
        }
        assertTrue(count >= 9, count + " objects");
    }

    @Test
    void embedsTheFontOfAPdfAndTellsItsCharacters() throws Exception {
        String pdf = text(FigureFormat.PDF, texts("Aé×→"), Letters.INSTALLED);
        assertTrue(pdf.contains("/FontFile2") && pdf.contains("/ToUnicode") && pdf.contains("/Identity-H"));
        String all = streams(pdf);
        for (String code : List.of("<0041>", "<00E9>", "<00D7>", "<2192>")) {
            assertTrue(all.contains(code), code);
        }
        Typeface face = Typeface.of(Text.Weight.NORMAL);
        assertTrue(all.contains(String.format("<%04X%04X%04X%04X> Tj", face.glyph('A'), face.glyph('é'),
                face.glyph('×'), face.glyph('→'))));
        String outlined = text(FigureFormat.PDF, texts("Aé×→"), Letters.OUTLINED);
        assertFalse(outlined.contains("/FontFile2"));
        assertFalse(streams(outlined).contains(" Tj"));
    }

    /** All streams of a file, inflated. */
    private static String streams(String pdf) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Matcher stream = Pattern.compile("/Length (\\d+) >>\nstream\n").matcher(pdf);
        while (stream.find()) {
            Inflater inflater = new Inflater();
            inflater.setInput(pdf.substring(stream.end(), stream.end() + Integer.parseInt(stream.group(1)))
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                all.write(buffer, 0, inflater.inflate(buffer));
            }
            inflater.end();
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void makesAPdfAsLargeAsTheScene() throws IOException {
        Scene scene = scene(Palette.FAMILIES);
        assertTrue(text(FigureFormat.PDF, scene, Letters.INSTALLED).contains("/MediaBox [0 0 "
                + SvgMarkup.number(scene.width() * 0.75) + " " + SvgMarkup.number(scene.height() * 0.75) + "]"));
    }

    /** TeX knows no number or length of 16384 points or more. */
    @Test
    void writesTikzThatTexCanCount() throws IOException {
        Scene high = new Scene("High", 100, 40_000, Optional.empty(), List.of(), List.of(),
                List.of(new Text("end", new Point(50, 40_000), 20, Text.Weight.NORMAL, Text.Align.END, 0, Rgb.BLACK)));
        String tikz = text(FigureFormat.TIKZ, high, Letters.INSTALLED);
        assertTrue(tikz.contains("(0,0) rectangle (40,16000)"), tikz);
        assertTrue(tikz.contains("(20,16000)") && tikz.contains("\\fontsize{6bp}"), tikz);
    }

    @Test
    void writesTikzInAsciiWithBracesThatMatch() throws IOException {
        String tikz = text(FigureFormat.TIKZ, scene(Palette.MONOCHROME), Letters.INSTALLED);
        assertTrue(tikz.contains("\\begin{tikzpicture}") && tikz.endsWith("\\end{tikzpicture}\n"));
        assertTrue(tikz.chars().allMatch(c -> c < 128));
        int depth = 0;
        for (char c : tikz.replaceAll("(?m)^%.*$", "").replaceAll("\\\\[{}]", "").toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            assertTrue(depth >= 0);
        }
        assertEquals(0, depth);
        assertTrue(tikz.contains("8$\\times$8"));
    }

    @Test
    void escapesWhatLatexWouldTakeForACommand() throws IOException {
        String tikz = text(FigureFormat.TIKZ, texts("50% & _x^2 {#1} \\end $", "né à 3 – \u4E2D"), Letters.INSTALLED);
        assertTrue(tikz.contains("50\\% \\& \\_x\\textasciicircum{}2 \\{\\#1\\} \\textbackslash{}end \\$"), tikz);
        assertTrue(tikz.contains("n\\'{e} \\`{a} 3 -- ?"), tikz);
    }

    @Test
    void drawsTextWithoutInstalledFonts() throws IOException {
        written(FigureFormat.PNG, texts("HHHHHHHH"), Letters.INSTALLED);
        BufferedImage image = ImageIO.read(directory.resolve("figure.png").toFile());
        int dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            dark += (image.getRGB(x, 16) & 0xFF) < 128 ? 1 : 0;
        }
        // each H has two stems and, in this row, a bar between them or not
        assertTrue(dark >= 16 && dark <= 80, dark + " dark pixels");
    }

    @Test
    void writesSvgWithItsFontOrWithShapesForText() throws IOException {
        String embedded = text(FigureFormat.SVG, scene(Palette.FAMILIES), Letters.EMBEDDED);
        assertTrue(embedded.contains("@font-face") && embedded.contains("font-family=\"'Lamina Sans', "));
        String outlined = text(FigureFormat.SVG, scene(Palette.FAMILIES), Letters.OUTLINED);
        assertFalse(outlined.contains("<text"));
        assertTrue(outlined.contains("<path") && outlined.contains("aria-label=\"Conv\""));
    }

    @Test
    void definesEachTextureOfAnSvgOnce() throws IOException {
        String svg = text(FigureFormat.SVG, scene(Palette.MONOCHROME), Letters.INSTALLED);
        Matcher use = Pattern.compile("url\\(#([^)]+)\\)").matcher(svg);
        assertTrue(use.find());
        do {
            assertEquals(2, svg.split("<pattern id=\"" + use.group(1) + "\"", -1).length, use.group(1));
        } while (use.find());
        assertFalse(text(FigureFormat.SVG, scene(Palette.FAMILIES), Letters.INSTALLED).contains("<defs"));
    }

    @Test
    void drawsTexturesOfNarrowBarsWithoutPatterns() throws IOException {
        Scene scene = ArchitectureFigure.glyphs(Networks.digits(), "/m", GlyphOptions.standard().withTypes(
                Map.of("ReLU", TypeStyle.USUAL.withTexture(Texture.LARGE_DOTS))), Progress.NONE);
        String svg = text(FigureFormat.SVG, scene, Letters.INSTALLED);
        String entry = svg.substring(svg.indexOf("id=\"legend-ReLU\""));
        entry = entry.substring(0, entry.indexOf("</g>"));
        assertTrue(entry.contains("<ellipse") && !entry.contains("url("), entry);
    }
}
