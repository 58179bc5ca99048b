package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.ScalableFigure;
import org.eclipse.draw2d.TreeSearch;
import org.eclipse.draw2d.geometry.Rectangle;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.ui.scene.ScenePicture;

/**
 * The sheet with the whole drawing; it is as large as the scene with a margin. It paints what lies in the window, and
 * leaves out what is too small to be read at the zoom. Its children lie above: outlines and badges of some nodes.
 */
final class DrawingFigure extends FreeformLayer {

    /** Below this zoom, at which small text has less than five pixels, the only text is names. */
    private static final double NAMES_ZOOM = 0.42;
    /** Below this zoom a node is painted by its large shapes alone. */
    private static final double COARSE_ZOOM = 0.3;
    /** Shapes of this height or more are large, in pixels of the scene. */
    private static final double LARGE = 20;
    /** The pixels of the screen around a line in which the pointer finds it. */
    private static final double REACH = 4;

    private final Drawing drawing;
    private final Consumer<Object> wanted;
    private final Map<SceneNode, ScenePicture> full = new IdentityHashMap<>();
    private final Map<SceneNode, ScenePicture> named = new IdentityHashMap<>();
    private final Map<SceneNode, ScenePicture> coarse = new IdentityHashMap<>();
    private final Map<SceneIndex.Line, ScenePicture> lines = new IdentityHashMap<>();
    private final Map<SceneEdge, ScenePicture> heads = new IdentityHashMap<>();
    private final ScenePicture decorations;
    private List<ScenePicture> links = List.of();
    private Map<SceneNode, ScenePicture> outlines = Map.of();
    private int lineWidth = 1;

    /**
     * @param wanted is asked for the part of a node or edge under the pointer
     */
    DrawingFigure(Drawing drawing, Consumer<Object> wanted) {
        this.drawing = drawing;
        this.wanted = wanted;
        this.decorations = drawing.painter().picture(drawing.scene().decorations());
        setLayoutManager(new FreeformLayout());
    }

    /** Marks these edges as touching a selected node, and no others. */
    void setLinks(Collection<SceneEdge> edges) {
        if (!links.isEmpty() || !edges.isEmpty()) {
            links = edges.stream().map(this::linkedPicture).toList();
            repaint();
        }
    }

    /** Outlines these nodes as found, and no others. */
    void setFound(Collection<SceneNode> nodes) {
        if (!outlines.isEmpty() || !nodes.isEmpty()) {
            Map<SceneNode, ScenePicture> found = new IdentityHashMap<>();
            nodes.forEach(node -> found.put(node, null)); // painted when it is to be seen
            outlines = found;
            repaint();
        }
    }

    @Override
    public Rectangle getFreeformExtent() {
        return Geometry.pixels(drawing.scene().bounds(), Drawing.MARGIN);
    }

    @Override
    public IFigure findFigureAt(int x, int y, TreeSearch search) {
        Point point = new Point(x, y);
        SceneIndex index = drawing.index();
        index.nodeAt(point).filter(node -> node.role() != SceneNode.Role.GROUP).<Object>map(node -> node)
                .or(() -> index.edgeAt(point, REACH)).or(() -> index.nodeAt(point)).ifPresent(wanted);
        return super.findFigureAt(x, y, search);
    }

    @Override
    protected void paintClientArea(Graphics graphics) {
        Rectangle clip = graphics.getClip(new Rectangle());
        Rect area = new Rect(clip.x, clip.y, clip.width, clip.height).grown(2);
        double zoom = zoom();
        thinnest(zoom);
        SceneIndex index = drawing.index();
        index.visitGroups(area, node -> picture(node, zoom).paint(graphics));
        index.visitLines(area, line -> lines.computeIfAbsent(line, this::picture).paint(graphics));
        if (zoom >= COARSE_ZOOM) {
            index.visitHeads(area, edge -> heads.computeIfAbsent(edge, this::picture).paint(graphics));
        }
        links.forEach(picture -> picture.paint(graphics));
        index.visitNodes(area, node -> picture(node, zoom).paint(graphics));
        decorations.paint(graphics);
        if (!outlines.isEmpty()) {
            index.visitGroups(area, node -> outline(node, graphics));
            index.visitNodes(area, node -> outline(node, graphics));
        }
        super.paintClientArea(graphics);
    }

    private void outline(SceneNode node, Graphics graphics) {
        if (outlines.containsKey(node)) {
            outlines.computeIfAbsent(node, NodeFigure.outline(drawing)).paint(graphics);
        }
    }

    private double zoom() {
        IFigure at = this;
        while (at != null && !(at instanceof ScalableFigure)) {
            at = at.getParent();
        }
        return at == null ? 1 : ((ScalableFigure) at).getScale();
    }

    /** Lines stay as wide as a pixel of the screen, however small the drawing is. */
    private void thinnest(double zoom) {
        int width = (int) Math.max(1, Math.round(1 / zoom));
        if (width != lineWidth) {
            lineWidth = width;
            lines.clear();
        }
    }

    private ScenePicture picture(SceneNode node, double zoom) {
        if (zoom < COARSE_ZOOM) {
            return coarse.computeIfAbsent(node, this::coarsePicture);
        }
        return zoom < NAMES_ZOOM ? named.computeIfAbsent(node, this::namedPicture)
                : full.computeIfAbsent(node, any -> drawing.painter().picture(node.primitives()));
    }

    /** Its shapes, and its name as far as it has one. */
    private ScenePicture namedPicture(SceneNode node) {
        return drawing.painter().picture(node.primitives().stream()
                .filter(mark -> !(mark instanceof Text text) || text.weight() == Text.Weight.BOLD).toList());
    }

    private ScenePicture coarsePicture(SceneNode node) {
        List<Primitive> large = new ArrayList<>();
        for (Primitive mark : node.primitives()) {
            if (!(mark instanceof Text) && (large.isEmpty() || mark.bounds().height() >= LARGE)) {
                large.add(mark);
            }
        }
        return drawing.painter().picture(large);
    }

    private ScenePicture picture(SceneIndex.Line line) {
        Stroke stroke = line.edge().stroke();
        Stroke wide = new Stroke(stroke.color(), Math.max(lineWidth, stroke.width()), stroke.dash());
        return drawing.painter().picture(List.of(new Polyline(line.points(), wide)));
    }

    private ScenePicture picture(SceneEdge edge) {
        List<Primitive> marks = new ArrayList<>(edge.labels());
        edge.head().ifPresent(marks::add);
        return drawing.painter().picture(marks);
    }

    private ScenePicture linkedPicture(SceneEdge edge) {
        Stroke stroke = new Stroke(drawing.look().selection(), edge.stroke().width() + 1, edge.stroke().dash());
        List<Primitive> marks = new ArrayList<>();
        marks.add(new Polyline(edge.line(), stroke));
        edge.head().ifPresent(head -> marks.add(new Polygon(head.points(), Paint.filled(stroke.color()))));
        return drawing.painter().picture(marks);
    }
}
