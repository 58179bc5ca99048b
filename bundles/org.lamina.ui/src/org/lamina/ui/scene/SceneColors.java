package org.lamina.ui.scene;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.graphics.Color;
import org.lamina.figure.scene.Rgb;

/** One SWT colour for each colour of a scene. SWT's colours need not be disposed, so this needs no end. */
final class SceneColors {

    private final Map<Rgb, Color> colors = new HashMap<>();

    Color color(Rgb rgb) {
        return colors.computeIfAbsent(rgb, it -> new Color(it.red(), it.green(), it.blue()));
    }
}
