package org.lamina.ui.graph.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.canvas.Look;
import org.lamina.ui.scene.ScenePicture;

/** The whole drawing in small, without its text; a frame on it, which can be moved, tells what is in the window. */
final class Miniature {

    private static final int MARGIN = 8;
    private static final double LARGEST_SCALE = 0.5;
    private static final int SHADE = 40;

    private final GraphCanvas graph;
    private final Canvas control;
    private Optional<Scene> scene = Optional.empty();
    private Image image;

    Miniature(Composite parent, GraphCanvas graph) {
        this.graph = graph;
        this.control = new Canvas(parent, SWT.DOUBLE_BUFFERED);
        control.setData(GraphCanvas.OWN_COLORS, true);
        control.addListener(SWT.Paint, this::paint);
        control.addListener(SWT.Resize, event -> forget());
        control.addListener(SWT.MouseDown, this::move);
        control.addListener(SWT.MouseMove, this::move);
        control.addListener(SWT.Dispose, event -> forget());
        graph.window().onScroll(this::redraw);
    }

    Canvas control() {
        return control;
    }

    /** Shows another scene. */
    void show(Scene newScene) {
        scene = Optional.of(newScene);
        Rgb background = newScene.background().orElse(Rgb.WHITE);
        control.setBackground(graph.painter().color(background));
        forget();
        redraw();
    }

    private void redraw() {
        if (!control.isDisposed()) {
            control.redraw();
        }
    }

    private void forget() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    private double scale(Scene shown) {
        Point size = control.getSize();
        return Math.min(LARGEST_SCALE,
                Math.min((size.x - 2 * MARGIN) / shown.width(), (size.y - 2 * MARGIN) / shown.height()));
    }

    /** Where the scene lies in the control. */
    private Rectangle area(Scene shown) {
        double scale = scale(shown);
        int width = (int) Math.ceil(shown.width() * scale);
        int height = (int) Math.ceil(shown.height() * scale);
        Point size = control.getSize();
        return new Rectangle((size.x - width) / 2, (size.y - height) / 2, width, height);
    }

    private void paint(Event event) {
        if (scene.isEmpty() || scale(scene.get()) <= 0) {
            return;
        }
        Scene shown = scene.get();
        Rectangle area = area(shown);
        if (image == null) {
            image = draw(shown, area);
        }
        event.gc.drawImage(image, area.x, area.y);
        paintFrame(event.gc, shown, area);
    }

    /** Once for each size and scene: a drawing of thousands of layers would take too long in each paint. */
    private Image draw(Scene shown, Rectangle area) {
        ScenePicture picture = graph.painter().picture(shapes(shown));
        double scale = scale(shown);
        return new Image(control.getDisplay(), (gc, width, height) -> {
            gc.setBackground(control.getBackground());
            gc.fillRectangle(0, 0, width, height);
            SWTGraphics graphics = new SWTGraphics(gc);
            graphics.scale(scale);
            picture.paint(graphics);
            graphics.dispose();
        }, Math.max(1, area.width), Math.max(1, area.height));
    }

    private static List<Primitive> shapes(Scene scene) {
        List<Primitive> shapes = new ArrayList<>();
        add(shapes, scene, true);
        scene.edges().forEach(edge -> shapes.add(new Polyline(edge.line(), edge.stroke())));
        add(shapes, scene, false);
        return shapes;
    }

    private static void add(List<Primitive> shapes, Scene scene, boolean groups) {
        for (SceneNode node : scene.nodes()) {
            if (groups == (node.role() == Role.GROUP)) {
                node.primitives().stream().filter(mark -> !(mark instanceof Text)).forEach(shapes::add);
            }
        }
    }

    private void paintFrame(GC gc, Scene shown, Rectangle area) {
        double scale = scale(shown);
        Rect visible = graph.window().visible();
        Rectangle frame = new Rectangle((int) Math.round(area.x + visible.x() * scale),
                (int) Math.round(area.y + visible.y() * scale), (int) Math.round(visible.width() * scale),
                (int) Math.round(visible.height() * scale));
        Rectangle inside = frame.intersection(new Rectangle(1, 1, control.getSize().x - 3, control.getSize().y - 3));
        Color color = graph.painter().color(Look.over(shown).selection());
        gc.setForeground(color);
        gc.setBackground(color);
        gc.setAlpha(SHADE);
        gc.fillRectangle(inside);
        gc.setAlpha(255);
        gc.drawRectangle(inside);
    }

    private void move(Event event) {
        boolean pressed = event.type == SWT.MouseDown ? event.button == 1 : (event.stateMask & SWT.BUTTON1) != 0;
        if (pressed && scene.isPresent()) {
            Rectangle area = area(scene.get());
            double scale = scale(scene.get());
            graph.window().centre((event.x - area.x) / scale, (event.y - area.y) / scale);
        }
    }
}
