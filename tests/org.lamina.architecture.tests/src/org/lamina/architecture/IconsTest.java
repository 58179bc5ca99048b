package org.lamina.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Icons are the same in light and dark workbenches, so that something of each has to stand out in both. */
class IconsTest {

    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b");
    private static final List<String> GROUNDS = List.of("f8f8f8", "2f2f2f");
    private static final double LEAST_CONTRAST = 3;

    @Test
    void standOutOnLightAndOnDarkGround() throws IOException {
        List<String> faint = new ArrayList<>();
        for (Path bundle : Repository.bundles()) {
            for (Path icon : icons(bundle)) {
                String text = Files.readString(icon);
                for (String ground : GROUNDS) {
                    double best = COLOR.matcher(text).results().map(MatchResult::group).mapToDouble(
                            color -> contrast(color.substring(1), ground)).max().orElse(0);
                    if (best < LEAST_CONTRAST) {
                        faint.add(Repository.name(icon) + " on " + ground + ": " + best);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", faint));
    }

    private static List<Path> icons(Path bundle) throws IOException {
        Path folder = bundle.resolve("icons");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
        }
    }

    /** The contrast of two colours as WCAG 2.1 defines it. */
    private static double contrast(String one, String other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(String color) {
        String full = color.length() == 6 ? color : color.replaceAll("(.)", "$1$1");
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double value = Integer.parseInt(full.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
