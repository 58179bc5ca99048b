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
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.figure.scene.Stroke;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.canvas.Look;
import org.lamina.ui.scene.ScenePicture;

/** The whole drawing in small, without its text; a frame on it, which can be moved, tells what is in the window. */
final class Miniature {

    private static final int MARGIN = 8;
    private static final double LARGEST_SCALE = 0.5;
    private static final int SHADE = 40;
    private static final long SLICE_NANOS = 10_000_000;
    private static final int CHUNK = 100;
    /** So many shapes are drawn in a few milliseconds. */
    private static final int FEW = 3000;
    /** Lines of the drawing are so many pixels wide here at least, or else a large one can't be seen. */
    private static final double THINNEST = 0.7;

    private final GraphCanvas graph;
    private final Canvas control;
    private Optional<Scene> scene = Optional.empty();
    private final UiQueue queue;
    private Image image;
    /** What of the drawing is not in the image yet. */
    private List<Primitive> rest = List.of();

    Miniature(Composite parent, GraphCanvas graph) {
        this.graph = graph;
        this.control = new Canvas(parent, SWT.DOUBLE_BUFFERED);
        control.setData(GraphCanvas.OWN_COLORS, true);
        this.queue = new UiQueue(control);
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
            begin(shown, area);
        }
        event.gc.drawImage(image, area.x, area.y);
        paintFrame(event.gc, shown, area);
    }

    /**
     * Once for each size and scene: a drawing of thousands of layers would take too long in each paint. Of very many
     * shapes some are drawn at a time, so that nobody waits for the miniature.
     */
    private void begin(Scene shown, Rectangle area) {
        double scale = scale(shown);
        List<Primitive> shapes = shapes(shown, THINNEST / scale);
        if (shapes.size() <= FEW) {
            image = draw(graph.painter().picture(shapes), scale, area);
        } else {
            rest = shapes;
            image = draw(graph.painter().picture(List.of()), scale, area);
            drawOn(image, scale);
        }
    }

    private Image draw(ScenePicture picture, double scale, Rectangle area) {
        return new Image(control.getDisplay(), (gc, width, height) -> {
            gc.setBackground(control.getBackground());
            gc.fillRectangle(0, 0, width, height);
            SWTGraphics graphics = new SWTGraphics(gc);
            graphics.scale(scale);
            picture.paint(graphics);
            graphics.dispose();
        }, Math.max(1, area.width), Math.max(1, area.height));
    }

    /** Draws some of the rest, and more of it later, unless another image was begun meanwhile. */
    private void drawOn(Image begun, double scale) {
        if (begun == image) {
            drawSome(scale);
            redraw();
            if (!rest.isEmpty()) {
                queue.later(() -> drawOn(begun, scale));
            }
        }
    }

    private void drawSome(double scale) {
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            graphics.scale(scale);
            for (long end = System.nanoTime() + SLICE_NANOS; !rest.isEmpty() && System.nanoTime() < end;) {
                int count = Math.min(rest.size(), CHUNK);
                graph.painter().picture(rest.subList(0, count)).paint(graphics);
                rest = rest.subList(count, rest.size());
            }
        } finally {
            graphics.dispose();
            gc.dispose();
        }
    }

    private static List<Primitive> shapes(Scene scene, double thinnest) {
        List<Primitive> shapes = new ArrayList<>();
        add(shapes, scene, thinnest, true);
        scene.edges().forEach(edge -> shapes.add(new Polyline(edge.line(), wide(edge.stroke(), thinnest))));
        add(shapes, scene, thinnest, false);
        return shapes;
    }

    private static void add(List<Primitive> shapes, Scene scene, double thinnest, boolean groups) {
        for (SceneNode node : scene.nodes()) {
            if (groups == (node.role() == Role.GROUP)) {
                node.primitives().stream().filter(mark -> !(mark instanceof Text))
                        .forEach(mark -> shapes.add(groups ? mark : outlined(mark, thinnest)));
            }
        }
    }

    /** A mark whose outline can still be seen. */
    private static Primitive outlined(Primitive mark, double thinnest) {
        return mark.area().filter(paint -> paint.stroke().isPresent())
                .map(paint -> mark.withPaint(
                        new Paint(paint.fill(), paint.stroke().map(stroke -> wide(stroke, thinnest)))))
                .orElse(mark);
    }

    private static Stroke wide(Stroke stroke, double thinnest) {
        return new Stroke(stroke.color(), Math.max(thinnest, stroke.width()), stroke.dash());
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
