package org.lamina.figure.scene;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lamina.model.LayerKind;

final class ThemeTest {

    static List<Theme> themes() {
        return List.of(Theme.light(), Theme.dark());
    }

    @ParameterizedTest
    @MethodSource("themes")
    void givesTextEnoughContrastWithAllThatItIsDrawnOn(Theme theme) {
        for (Rgb text : List.of(theme.text(), theme.mutedText(), theme.warning(), theme.mark())) {
            for (Rgb behind : List.of(theme.background(), theme.surface(), theme.frame())) {
                assertTrue(text.contrast(behind) >= 4.5, () -> theme.name() + ": " + text + " on " + behind);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void tellsLinesAndBarsFromWhatIsBehindThem(Theme theme) {
        for (Rgb line : List.of(theme.line(), theme.seriesBorder(), theme.border())) {
            assertTrue(line.contrast(theme.surface()) >= 3, () -> theme.name() + ": " + line);
            assertTrue(line.contrast(theme.background()) >= 3, () -> theme.name() + ": " + line);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void hasAColourForEveryFamilyOfLayers(Theme theme) {
        for (LayerKind kind : LayerKind.values()) {
            assertTrue(theme.accents().containsKey(kind), kind::name);
        }
    }
}
