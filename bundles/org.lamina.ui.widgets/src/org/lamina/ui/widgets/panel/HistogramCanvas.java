package org.lamina.ui.widgets.panel;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lamina.figure.chart.ChartLabels;
import org.lamina.figure.chart.HistogramChart;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.query.Histogram;
import org.lamina.ui.scene.ScenePainter;
import org.lamina.ui.scene.ScenePicture;
import org.lamina.ui.scene.WorkbenchTheme;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.WidgetModel;

/**
 * Shows a histogram as wide as it is itself. The chart is drawn into an image when the size or the ground changes;
 * painting copies that image. The bin under the pointer, or the one that the arrow keys chose, is told above the bars.
 */
final class HistogramCanvas extends Canvas {

    private static final int HEIGHT = 190;
    private static final int NARROW = 160;
    private static final int NONE = -1;

    private final WidgetModel.Chart chart;
    private final ScenePainter painter;
    private Color ground;
    private Theme theme;
    private Scene scene;
    private Image image;
    private ScenePicture overlay;
    private int bin = NONE;

    /** @param painter makes the pictures; owned by the caller */
    HistogramCanvas(Composite parent, ScenePainter painter, WidgetModel.Chart chart) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.painter = painter;
        this.chart = chart;
        addPaintListener(event -> paint(event.gc));
        addListener(SWT.Resize, event -> forget());
        addListener(SWT.Dispose, event -> forget());
        addListener(SWT.MouseMove, event -> point(binAt(event.x, event.y)));
        addListener(SWT.MouseExit, event -> point(NONE));
        addListener(SWT.MouseDown, event -> setFocus());
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> point(NONE));
        addListener(SWT.KeyDown, this::step);
        addListener(SWT.Traverse, HistogramCanvas::traverse);
        ChartMenu.addTo(this, chart.histogram(), this::drawing);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = NLS.bind(Messages.HistogramCanvas_accessible, chart.title(),
                        bin == NONE ? Summary.of(chart.histogram().statistics()) : binText(bin));
            }
        });
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(widthHint == SWT.DEFAULT ? NARROW : widthHint,
                heightHint == SWT.DEFAULT ? HEIGHT : heightHint);
    }

    /** The chart at its present size in the colours for paper. */
    private Scene drawing() {
        Point size = getSize();
        return scene(chart.title(), Math.max(NARROW, size.x), Math.max(HEIGHT, size.y), Theme.light());
    }

    private Scene scene(String title, int width, int height, Theme colors) {
        return HistogramChart.scene(chart.histogram(),
                new ChartLabels(title, chart.axis(), Messages.HistogramCanvas_counts), width, height, colors);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (area.width == 0 || area.height == 0) {
            return;
        }
        prepare(area);
        gc.drawImage(image, 0, 0);
        if (overlay != null) {
            paint(overlay, gc);
        }
        if (isFocusControl()) {
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private void prepare(Rectangle area) {
        if (image == null || !getBackground().equals(ground)) {
            forget();
            ground = getBackground();
            theme = WorkbenchTheme.of(this);
            scene = scene("", area.width, area.height, theme);
            ScenePicture picture = painter.picture(scene);
            image = new Image(getDisplay(), (gc, width, height) -> {
                gc.setBackground(ground);
                gc.fillRectangle(0, 0, width, height);
                paint(picture, gc);
            }, area.width, area.height);
            overlay = overlay();
        }
    }

    private static void paint(ScenePicture picture, GC gc) {
        Graphics graphics = new SWTGraphics(gc);
        try {
            picture.paint(graphics);
        } finally {
            graphics.dispose();
        }
    }

    private void forget() {
        if (image != null) {
            image.dispose();
            image = null;
        }
        overlay = null;
    }

    private int binAt(int x, int y) {
        return scene == null ? NONE
                : scene.nodeAt(new org.lamina.figure.scene.Point(x, y)).map(scene.nodes()::indexOf).orElse(NONE);
    }

    private void point(int next) {
        if (next != bin) {
            bin = next;
            overlay = overlay();
            redraw();
            getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
        }
    }

    private void step(Event event) {
        int bins = chart.histogram().counts().size();
        if (bins > 0) {
            switch (event.keyCode) {
                case SWT.ARROW_RIGHT -> point(Math.min(bins - 1, bin + 1));
                case SWT.ARROW_LEFT -> point(bin == NONE ? bins - 1 : Math.max(0, bin - 1));
                case SWT.HOME -> point(0);
                case SWT.END -> point(bins - 1);
                case SWT.ESC -> point(NONE);
                default -> {
                    // other keys mean nothing here
                }
            }
        }
    }

    private static void traverse(Event event) {
        if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            event.doit = true;
        }
    }

    private ScenePicture overlay() {
        if (bin == NONE || scene == null) {
            return null;
        }
        SceneNode node = scene.nodes().get(bin);
        return painter.picture(BinLabel.marks(node, binText(bin), scene, theme));
    }

    private String binText(int which) {
        Histogram histogram = chart.histogram();
        long count = histogram.counts().get(which);
        return NLS.bind(Messages.HistogramCanvas_bin,
                new Object[] {Numbers.text(histogram.edges().get(which)),
                        Numbers.text(histogram.edges().get(which + 1)), Numbers.text(count),
                        Numbers.share(count, histogram.statistics().finite())});
    }
}
