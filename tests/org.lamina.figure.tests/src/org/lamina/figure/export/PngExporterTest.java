package org.lamina.figure.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;

final class PngExporterTest {

    @TempDir
    private Path directory;

    private BufferedImage picture(Scene scene, double scale) throws IOException {
        Path file = directory.resolve("figure.png");
        new PngExporter().write(scene, scale, file);
        return ImageIO.read(file.toFile());
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colors;
    }

    @Test
    void drawsAFigureInItsColours() throws IOException {
        Scene scene = ArchitectureFigure.glyphs(Networks.digits(), "/m", GlyphOptions.standard(), Progress.NONE);
        BufferedImage image = picture(scene, 2);
        assertEquals(Math.ceil(2 * scene.width()), image.getWidth());
        assertEquals(Math.ceil(2 * scene.height()), image.getHeight());
        // white paper, the blue of convolutions, black text and lines
        assertTrue(colors(image).containsAll(Set.of(0xFFFFFF, 0x0072B2, 0x000000)));
    }

    @Test
    void drawsBothThemes() throws IOException {
        for (Theme theme : List.of(Theme.light(), Theme.dark())) {
            Scene scene = ArchitectureFigure.details(Networks.digits(), "/m", DetailOptions.of(theme), Progress.NONE);
            BufferedImage image = picture(scene, 1);
            Rgb background = theme.background();
            assertEquals(background.red() << 16 | background.green() << 8 | background.blue(),
                    image.getRGB(1, 1) & 0xFFFFFF);
            assertTrue(colors(image).size() > 50);
        }
    }

    @Test
    void tellsItsResolution() throws IOException {
        picture(new Scene("t", 10, 10, Optional.empty(), List.of(), List.of(), List.of()), 3.125);
        byte[] bytes = Files.readAllBytes(directory.resolve("figure.png"));
        int chunk = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        // 300 dots per inch are 11 811 per metre, in both directions; the unit 1 is the metre (PNG, section 11.3.5.3)
        assertArrayEquals(new byte[] {0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1},
                Arrays.copyOfRange(bytes, chunk + 4, chunk + 13));
    }

    @Test
    void keepsTextWithinItsRoomWhateverTheFont() throws IOException {
        Text text = new Text("wide wide wide", new Point(20, 30), 16, Text.Weight.BOLD, Text.Align.START, 0, Rgb.BLACK);
        BufferedImage image = picture(new Scene("t", 300, 50, Optional.empty(), List.of(), List.of(), List.of(text)),
                1);
        int right = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                right = (image.getRGB(x, y) & 0xFF) < 128 ? x : right;
            }
        }
        assertTrue(right > 20 + text.length() / 2 && right <= 21 + text.length(), "ends at " + right);
    }

    @Test
    void refusesPicturesThatDoNotFit() {
        Scene scene = new Scene("t", 20_000, 10_000, Optional.empty(), List.of(), List.of(), List.of());
        Path file = directory.resolve("large.png");
        IOException refused = assertThrows(IOException.class, () -> new PngExporter().write(scene, 2, file));
        assertEquals("large.png: the picture would have 40000 × 20000 pixels, but at most 100 million fit; export with "
                + "a smaller scale, or as SVG", refused.getMessage());
        assertFalse(Files.exists(file));
    }
}
