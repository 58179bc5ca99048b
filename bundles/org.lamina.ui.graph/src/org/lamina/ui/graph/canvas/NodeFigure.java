package org.lamina.ui.graph.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.ui.scene.ScenePicture;

/** What lies over a node, which the drawing paints: the outline of the selection, and a badge. */
final class NodeFigure extends Figure {

    private static final double OUTLINE_GAP = 3;
    private static final double OUTLINE_WIDTH = 2.5;
    private static final double OUTLINE_RADIUS = 6;

    private final SceneNode node;
    private final Drawing drawing;
    private final ScenePicture outline;
    private boolean selected;

    NodeFigure(SceneNode node, Drawing drawing) {
        this.node = node;
        this.drawing = drawing;
        this.outline = outline(drawing).apply(node);
        setOpaque(false);
        setBounds(Geometry.pixels(node.bounds(), BadgeFigure.RADIUS + 2));
    }

    /** What shows that a node of a drawing is selected or found. */
    static Function<SceneNode, ScenePicture> outline(Drawing drawing) {
        Paint paint = Paint.outlined(Stroke.solid(drawing.look().selection(), OUTLINE_WIDTH));
        return node -> drawing.painter().picture(
                List.of(new RoundedRectangle(node.bounds().grown(OUTLINE_GAP), OUTLINE_RADIUS, paint)));
    }

    void setSelected(boolean newSelected) {
        if (selected != newSelected) {
            selected = newSelected;
            repaint();
        }
    }

    void setBadge(Optional<Badge> badge) {
        removeAll();
        badge.ifPresent(shown -> add(
                new BadgeFigure(shown, new Point(node.bounds().right(), node.bounds().y()), drawing)));
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return node.bounds().contains(new Point(x, y))
                || !getChildren().isEmpty() && ((IFigure) getChildren().get(0)).containsPoint(x, y);
    }

    @Override
    public IFigure getToolTip() {
        String text = drawing.tooltip(node);
        return text.isEmpty() ? null : new TooltipFigure(text);
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        if (selected) {
            outline.paint(graphics);
        }
    }
}
