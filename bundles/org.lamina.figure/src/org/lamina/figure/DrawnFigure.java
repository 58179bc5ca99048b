package org.lamina.figure;

import java.util.Optional;
import org.lamina.figure.scene.Scene;

/**
 * A figure of an architecture.
 *
 * @param figure the figure
 * @param legend its legend, where that is a scene of its own
 */
public record DrawnFigure(Scene figure, Optional<Scene> legend) {
}
