package org.lamina.figure.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.figure.Arrangement;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.FigureLabels;
import org.lamina.figure.FigureNote;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Texture;
import org.lamina.figure.structure.Folding;
import org.lamina.model.LayerKind;

final class FigurePreferencesTest {

    private static final GlyphOptions ALL_OTHER = new GlyphOptions(new GlyphSizes(1, 2, 3, 4.5, 5, 6, 7, 8, 9),
            Set.of(LayerKind.ACTIVATION), Map.of("Conv2d", new TypeStyle(Optional.of("Conv"),
                    Optional.of(Rgb.of(0x0072B2)), Optional.of(Texture.LARGE_DOTS), Optional.of(false),
                    Optional.of(true))),
            new Grouping(Grouping.Mode.BLOCKS, 7, false, 3, Set.of("Bottleneck"),
                    List.of(new ManualGroup("Stem", List.of("a", "b")))), false,
            false, false, false, GlyphOptions.Samples.PLACEHOLDERS, new FigureLabels(false, false, true),
            Palette.COLOR_BLIND, new LegendOptions(LegendOptions.Place.SEPARATE, true, true, 1, 2, 3, 4, 5, 6));

    @TempDir
    private Path directory;

    @Test
    void readsWhatItWrites() throws Exception {
        PageOptions page = new PageOptions(88, 8);
        FigurePreferences written = FigurePreferences.of(ALL_OTHER, page);
        Path file = FigurePreferences.beside(directory.resolve("net.pt"));
        assertEquals("net.pt.figure.json", file.getFileName().toString());
        written.write(file);
        FigurePreferences read = FigurePreferences.read(file);
        assertEquals(ALL_OTHER, read.options());
        assertEquals(page, read.page());
        assertEquals(written.json(), read.json());
    }

    @Test
    void startsWithTheUsualOptions() throws PreferencesException {
        assertEquals(GlyphOptions.standard(), FigurePreferences.standard().options());
        assertEquals(GlyphOptions.standard(), FigurePreferences.parse("{}").options());
        assertEquals(PageOptions.free(), FigurePreferences.parse("{\"schema\": 1}").page());
    }

    @Test
    void keepsFieldsThatItDoesNotKnow() throws PreferencesException {
        FigurePreferences read = FigurePreferences.parse("""
                {"schema": 1, "later": {"a": [1]}, "sizes": {"minHeight": 20, "depth": 3},
                 "types": {"Conv2d": {"alias": "C", "icon": "x"}}}""");
        assertEquals(20, read.options().sizes().minHeight());
        String json = read.with(read.options().withPalette(Palette.HUES), read.page()).json();
        assertTrue(json.contains("\"later\"") && json.contains("\"depth\" : 3") && json.contains("\"icon\" : \"x\"")
                && json.contains("\"palette\" : \"hues\""), json);
    }

    @Test
    void tellsFieldsThatItDoesNotKnow() throws PreferencesException {
        assertEquals(List.of("later", "sizes.depth", "types.Conv2d.icon", "grouping.groups[0].note"),
                FigurePreferences.parse("""
                {"schema": 1, "later": {"a": [1]}, "sizes": {"minHeight": 20, "depth": 3},
                 "types": {"Conv2d": {"alias": "C", "icon": "x"}},
                 "grouping": {"groups": [{"name": "G", "layers": ["a", "b"], "note": 1}]}}""").unknown());
        assertEquals(List.of(), FigurePreferences.of(ALL_OTHER, PageOptions.free())
                .with(DetailOptions.standard()).unknown());
    }

    @Test
    void keepsTheDetailStyle() throws PreferencesException {
        assertEquals(DetailOptions.standard(), FigurePreferences.parse("{}").details());
        DetailOptions other = new DetailOptions(DetailOptions.standard().theme(), false,
                Folding.NONE.close("b").close("a").open("c d"), false, true, false);
        FigurePreferences written = FigurePreferences.standard().with(other);
        assertEquals(other, FigurePreferences.parse(written.json()).details());
        assertEquals(GlyphOptions.standard(), written.options());
    }

    @Test
    void keepsTheShapesOfInputsInTheirOrder() throws PreferencesException {
        List<String> shapes = List.of("4,3", "1,8,8", "mask=1,8");
        FigurePreferences written = FigurePreferences.standard().withInputShapes(shapes);
        FigurePreferences read = FigurePreferences.parse(written.json());
        assertEquals(shapes, read.inputShapes());
        assertEquals(List.of(), read.unknown());
        assertEquals(shapes, read.with(ALL_OTHER, PageOptions.free()).with("palette", "hues").inputShapes());
        assertFalse(written.equals(FigurePreferences.standard()));
        assertEquals(FigurePreferences.standard(), FigurePreferences.standard().withInputShapes(List.of()));
        assertEquals("inputShapes", assertThrows(PreferencesException.class,
                () -> FigurePreferences.parse("{\"inputShapes\": [224]}")).place());
    }

    @Test
    void changesOneFieldByItsName() throws PreferencesException {
        FigurePreferences usual = FigurePreferences.parse("{\"sizes\": {\"depth\": 3}}");
        assertEquals(30, usual.number("sizes.minHeight"));
        assertEquals("families", usual.word("palette"));
        assertTrue(usual.flag("labels.channels"));
        FigurePreferences changed = usual.with("sizes.minHeight", 40).with("palette", "hues")
                .with("labels.channels", false).with("details.shapes", true);
        assertEquals(40, changed.options().sizes().minHeight());
        assertEquals(Palette.HUES, changed.options().palette());
        assertFalse(changed.options().labels().channels());
        assertTrue(changed.details().shapes());
        assertTrue(changed.json().contains("\"depth\" : 3"), changed.json());
        assertEquals(usual, changed.with("sizes.minHeight", 30).with("palette", "families")
                .with("labels.channels", true).with("details.shapes", false));
        PreferencesException refused = assertThrows(PreferencesException.class,
                () -> usual.with("sizes.minHeight", 200));
        assertEquals("sizes.maxHeight", refused.place());
        assertThrows(IllegalArgumentException.class, () -> usual.number("sizes.none"));
    }

    @Test
    void readsWhatNet2VisHasSaved() throws PreferencesException {
        FigurePreferences read = FigurePreferences.parse("""
                {"layer_display_min_height": {"value": 20, "type": "number"},
                 "layer_display_max_height": {"value": 150}, "features_mapping": {"value": "width"},
                 "layers_spacing_vertical": {"value": 280}, "show_features": {"value": false},
                 "no_colors": {"value": true}, "add_splitting": {"value": false}, "channels_first": {"value": false}}
                """);
        assertEquals(20, read.options().sizes().minHeight());
        assertEquals(150, read.options().sizes().maxHeight());
        assertEquals(280, read.options().sizes().vertical());
        assertEquals(Palette.MONOCHROME, read.options().palette());
        assertFalse(read.options().labels().channels());
        assertFalse(read.options().splits());
        assertEquals(List.of("channels_first"), read.unknown());
        FigurePreferences types = FigurePreferences.parse("""
                {"Conv2D": {"color": "#4caf50", "alias": "Conv", "texture": "url(#muster2)", "hidden": false},
                 "Yo8s": {"color": "#8bc34a", "alias": "Basic", "texture": "url(#muster7)"}}""");
        assertEquals(Rgb.of(0x4CAF50), types.options().type("Conv2d").color().orElseThrow());
        assertEquals("Conv", types.options().type("Conv2d").alias().orElseThrow());
        assertEquals(List.of("the group Basic"), types.unknown());
        PreferencesException refused = assertThrows(PreferencesException.class,
                () -> FigurePreferences.parse("{\"layer_display_min_height\": {\"value\": \"tall\"}}"));
        assertEquals("sizes.minHeight", refused.place());
    }

    @Test
    void takesTheLegendOfNet2Vis() throws PreferencesException {
        FigurePreferences read = FigurePreferences.parse("""
                {"element_spacing": {"value": 120}, "layer_height": {"value": 30}, "layer_width": {"value": 10},
                 "layers_spacing_horizontal": {"value": 6}, "layers_spacing_vertical": {"value": 10},
                 "complex_spacing": {"value": 15}, "stroke_width": {"value": 3}, "reverse_order": {"value": true}}""");
        LegendOptions usual = LegendOptions.standard();
        assertEquals(new LegendOptions(usual.place(), true, usual.hiddenTypes(), 30, 10, usual.layerSpacing(), 6, 10,
                3), read.options().legend());
        assertEquals(List.of("element_spacing", "complex_spacing"), read.unknown());
    }

    @Test
    void takesTexturesOfNet2VisWhereThereAreNoColours() throws PreferencesException {
        FigurePreferences types = FigurePreferences.parse("""
                {"Conv2D": {"color": "#4caf50", "alias": "Conv", "texture": "url(#muster5)", "hidden": false}}""");
        assertEquals(Optional.empty(), types.options().type("Conv2d").texture());
        FigurePreferences colored = FigurePreferences.standard().withLookOf(types);
        assertEquals(types.options().type("Conv2d"), colored.options().type("Conv2d"));
        TypeStyle grey = FigurePreferences.standard().with("palette", "monochrome").withLookOf(types).options()
                .type("Conv2d");
        assertEquals(Optional.of(Texture.DOTS), grey.texture());
        assertEquals(Optional.empty(), grey.color());
        assertEquals(Optional.of("Conv"), grey.alias());
    }

    @Test
    void takesTheLookOfAnotherFigureAndKeepsWhatNamesLayers() throws PreferencesException {
        FigurePreferences mine = FigurePreferences.parse("""
                {"notes": [{"text": "mine", "x": 1, "y": 2}], "sizes": {"minHeight": 20, "depth": 3},
                 "types": {"Conv2d": {"alias": "C"}}}""");
        FigurePreferences other = FigurePreferences.parse("""
                {"notes": [{"text": "other"}], "positions": {"layer-a": {"x": 5, "y": 0}}, "palette": "hues",
                 "sizes": {"maxHeight": 120}, "types": {"Conv2d": {"color": "#123456"}},
                 "page": {"preset": "single-column"}}""");
        FigurePreferences both = mine.withLookOf(other);
        assertEquals(mine.options().arrangement().notes(), both.options().arrangement().notes());
        assertEquals(other.options().arrangement().moves(), both.options().arrangement().moves());
        assertEquals(Palette.HUES, both.options().palette());
        assertEquals(20, both.options().sizes().minHeight());
        assertEquals(120, both.options().sizes().maxHeight());
        assertEquals(new PageOptions(88, 8), both.page());
        assertEquals(TypeStyle.USUAL.withAlias("C").withColor(Rgb.of(0x123456)), both.options().type("Conv2d"));
        assertEquals(List.of("sizes.depth"), both.unknown());
    }

    @Test
    void forgetsWhatATypeNoLongerHas() throws PreferencesException {
        FigurePreferences read = FigurePreferences.parse("""
                {"types": {"Conv2d": {"color": "#123456"}, "ReLU": {"alias": "R", "icon": "x"}}}""");
        FigurePreferences without = read.with(read.options().withTypes(Map.of()), read.page());
        assertEquals(Map.of("ReLU", TypeStyle.USUAL), without.options().types());
        assertEquals(List.of("types.ReLU.icon"), without.unknown());
    }

    @Test
    void keepsNotesAndPositionsOfTheDetailStyle() throws PreferencesException {
        DetailOptions arranged = DetailOptions.standard().withArrangement(new Arrangement(
                List.of(new FigureNote("why", Optional.of("layer-a"), 3, 4)),
                Map.of("layer-a", new Point(5, 6), "group-b", new Point(0, -7))));
        FigurePreferences written = FigurePreferences.standard().with(arranged);
        assertEquals(arranged, FigurePreferences.parse(written.json()).details());
        assertEquals(Arrangement.NONE, written.options().arrangement());
    }

    @Test
    void takesAPresetForAPage() throws PreferencesException {
        assertEquals(new PageOptions(88, 8),
                FigurePreferences.parse("{\"page\": {\"preset\": \"single-column\"}}").page());
        assertEquals(new PageOptions(180, 7), FigurePreferences
                .parse("{\"page\": {\"preset\": \"double-column\", \"minimumTextPoints\": 7}}").page());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "[]; expected a JSON object, found array",
        "{; expected JSON",
        "{} {}; expected JSON",
        "{\"palette\": 1}; palette: expected a text, found 1",
        "{\"palette\": \"pink\"}; palette: expected one of families, color-blind, material, hues, monochrome, found",
        "{\"schema\": 2}; schema: expected version 1 at most; a newer Lamina wrote this file, found 2",
        "{\"sizes\": 4}; sizes: expected an object, found 4",
        "{\"sizes\": {\"minHeight\": 0}}; sizes.minHeight: expected a number from 0.1 to 10000, found 0",
        "{\"sizes\": {\"minHeight\": 50, \"maxHeight\": 40}}; sizes.maxHeight: expected a number from 50 to 10000",
        "{\"types\": {\"A\": {\"color\": \"red\"}}}; types.A.color: expected a colour such as #0072b2, found \"red\"",
        "{\"grouping\": {\"groups\": [1]}}; grouping.groups[0]: expected an object, found 1",
        "{\"grouping\": {\"above\": 1.5}}; grouping.above: expected a whole number, found 1.5",
        "{\"labels\": {\"names\": \"yes\"}}; labels.names: expected true or false, found \"yes\"",
        "{\"hiddenFamilies\": \"all\"}; hiddenFamilies: expected a list, found \"all\""})
    void saysWhatIsWrongInAFile(String json, String message) {
        PreferencesException problem = assertThrows(PreferencesException.class, () -> FigurePreferences.parse(json));
        assertTrue(problem.getMessage().startsWith(message), problem.getMessage());
    }

    @Test
    void leavesNoHalfFileBehind() throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("net.pt.figure.json/in")).getParent();
        assertThrows(IOException.class, () -> FigurePreferences.standard().write(occupied));
        try (var left = Files.list(directory)) {
            assertEquals(List.of(occupied), left.toList());
        }
    }
}
