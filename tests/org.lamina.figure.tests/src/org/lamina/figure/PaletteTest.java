package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lamina.figure.glyph.GlyphColors;
import org.lamina.figure.scene.Fill;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.figure.scene.Texture;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.Networks;

final class PaletteTest {

    private static Scene draw(Model model, Palette palette) {
        return ArchitectureFigure.glyphs(model, "/m", GlyphOptions.standard().withPalette(palette), Progress.NONE);
    }

    /** WCAG 2.1, success criterion 1.4.11, for everything that is drawn with an outline on white paper. */
    @ParameterizedTest
    @EnumSource
    void setsEveryGlyphOffFromThePaper(Palette palette) {
        for (Model model : new Model[] {Networks.digits(), Networks.resNet50(), Networks.uNet(),
            Networks.inception(), Networks.odd(), Decoders.of(4, false, true)}) {
            draw(model, palette).marks().flatMap(mark -> mark.area().stream())
                    .flatMap(paint -> paint.stroke().stream()).forEach(stroke -> assertTrue(
                            stroke.color().contrast(Rgb.WHITE) >= 3, () -> palette + ": " + stroke.color().hex()));
        }
    }

    @Test
    void darkensTheOutlineOfAnyColourEnough() {
        for (int rgb = 0; rgb <= 0xFFFFFF; rgb += 0x030507) {
            Rgb color = Rgb.of(rgb);
            assertTrue(GlyphColors.outline(color).contrast(Rgb.WHITE) >= 3, color::hex);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAllTypesApart(Palette palette) {
        Set<Fill> fills = new HashSet<>();
        Set<String> types = new HashSet<>();
        draw(Networks.digits(), palette).nodes().stream().filter(node -> node.role() == Role.LEGEND)
                .forEach(entry -> {
                    types.add(entry.title());
                    fills.add(((Polygon) entry.primitives().get(0)).paint().fill().orElseThrow());
                });
        assertEquals(types.size(), fills.size(), palette.name());
    }

    @Test
    void needsNoColourInTheMonochromePalette() {
        draw(Networks.resNet50(), Palette.MONOCHROME).fills()
                .forEach(fill -> assertTrue(fill.color().red() == fill.color().green()
                        && fill.color().green() == fill.color().blue(), () -> fill.color().hex()));
    }

    @Test
    void keepsTexturesInsideTheirShape() {
        for (Texture texture : Texture.values()) {
            Polygon shape = new Polygon(List.of(new Point(10, 0),
                    new Point(60, 30), new Point(10, 60),
                    new Point(25, 30)),
                    new Paint(Optional.of(new Fill(Rgb.WHITE,
                            Optional.of(texture), Rgb.BLACK)), Optional.empty()));
            assertTrue(shape.texture().size() > 5, texture.name());
            shape.texture().forEach(mark -> assertTrue(mark.bounds().x() >= 7 && mark.bounds().right() <= 63
                    && mark.bounds().y() >= -3 && mark.bounds().bottom() <= 63, () -> texture + ": " + mark));
        }
    }

    /** As bars of activations in a legend are. */
    @Test
    void showsTexturesOfBarsThatAreNarrowerThanATile() {
        for (Texture texture : Texture.values()) {
            for (double x = 20; x < 30; x += 0.7) {
                Polygon bar = new Polygon(new Rect(x, 41.3, 3, 16).corners(), new Paint(Optional.of(new Fill(Rgb.WHITE,
                        Optional.of(texture), Rgb.BLACK)), Optional.empty()));
                assertFalse(bar.texture().isEmpty(), texture.name() + " at " + x);
                Rect around = bar.bounds().grown(0.01);
                bar.texture().forEach(mark -> mark.bounds().corners().forEach(corner -> assertTrue(
                        around.contains(corner), () -> texture + ": " + mark)));
            }
        }
    }
}
