package org.lamina.ui.scene;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;

/**
 * Turns the marks of a scene into pictures that draw2d paints. The painter owns the fonts, so a part has one painter
 * and disposes it with its control; a picture holds everything it needs, so that painting allocates nothing. To be used
 * by the UI thread.
 */
public final class ScenePainter {

    private final SceneColors colors = new SceneColors();
    private final SceneFonts fonts;

    /** A painter for a display. */
    public ScenePainter(Device device) {
        this.fonts = new SceneFonts(device);
    }

    /** The picture of some marks, in the coordinates of their scene. */
    public ScenePicture picture(List<? extends Primitive> primitives) {
        List<Mark> marks = new ArrayList<>(primitives.size());
        for (Primitive primitive : primitives) {
            Grid grid = Grid.of(primitive);
            marks.add(Mark.of(primitive, grid, colors, fonts));
            List<Primitive> texture = primitive.texture();
            if (!texture.isEmpty()) {
                texture.forEach(mark -> marks.add(Mark.of(mark, Grid.FINE, colors, fonts)));
                primitive.area().flatMap(Paint::stroke).ifPresent(stroke -> marks.add(
                        Mark.of(primitive.withPaint(Paint.outlined(stroke)), grid, colors, fonts)));
            }
        }
        return new ScenePicture(marks);
    }

    /** The picture of a whole scene without its background, in the order that {@link Scene} asks for. */
    public ScenePicture picture(Scene scene) {
        List<Primitive> primitives = new ArrayList<>();
        scene.nodes().stream().filter(ScenePainter::isGroup).forEach(node -> primitives.addAll(node.primitives()));
        scene.edges().forEach(edge -> addEdge(primitives, edge));
        scene.nodes().stream().filter(node -> !isGroup(node)).forEach(node -> primitives.addAll(node.primitives()));
        primitives.addAll(scene.decorations());
        return picture(primitives);
    }

    /** The picture of an edge with its head and labels. */
    public ScenePicture picture(SceneEdge edge) {
        List<Primitive> primitives = new ArrayList<>();
        addEdge(primitives, edge);
        return picture(primitives);
    }

    private static void addEdge(List<Primitive> primitives, SceneEdge edge) {
        primitives.add(new Primitive.Polyline(edge.line(), edge.stroke()));
        edge.head().ifPresent(primitives::add);
        primitives.addAll(edge.labels());
    }

    private static boolean isGroup(SceneNode node) {
        return node.role() == SceneNode.Role.GROUP;
    }

    /** The colour for SWT; the same one for the same value. */
    public Color color(Rgb rgb) {
        return colors.color(rgb);
    }

    /** Frees the fonts; pictures of this painter cannot be painted any more. */
    public void dispose() {
        fonts.dispose();
    }
}
