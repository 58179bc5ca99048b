package org.lamina.ui.graph.canvas;

import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.KeyHandler;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.eclipse.swt.widgets.Event;
import org.lamina.figure.scene.SceneNode;
import org.lamina.ui.graph.canvas.Navigation.Direction;

/**
 * The keyboard in the canvas: arrows walk along the edges, and with Shift select what they pass; Home and End lead to
 * the first and the last layer, Enter opens, and the menu of the keyboard stands at what is selected.
 */
final class GraphKeys extends KeyHandler {

    private final GraphicalViewer viewer;

    GraphKeys(GraphicalViewer viewer) {
        this.viewer = viewer;
        viewer.getControl().addListener(SWT.MenuDetect, this::placeMenu);
    }

    @Override
    public boolean keyPressed(KeyEvent event) {
        Optional<Direction> direction = direction(event.keyCode);
        if (direction.isPresent() && (event.stateMask & ~SWT.SHIFT) == 0) {
            return walk(direction.get(), event.stateMask == SWT.SHIFT);
        }
        if (event.stateMask != 0) {
            return super.keyPressed(event);
        }
        return switch (event.keyCode) {
            case SWT.HOME -> end(true);
            case SWT.END -> end(false);
            case SWT.CR, SWT.KEYPAD_CR -> open();
            case SWT.ESC -> clear();
            default -> super.keyPressed(event);
        };
    }

    private static Optional<Direction> direction(int key) {
        return switch (key) {
            case SWT.ARROW_LEFT -> Optional.of(Direction.LEFT);
            case SWT.ARROW_RIGHT -> Optional.of(Direction.RIGHT);
            case SWT.ARROW_UP -> Optional.of(Direction.UP);
            case SWT.ARROW_DOWN -> Optional.of(Direction.DOWN);
            default -> Optional.empty();
        };
    }

    private boolean walk(Direction direction, boolean extend) {
        Optional<NodePart> from = selected();
        return from.isEmpty() ? end(true)
                : navigation().flatMap(navigation -> navigation.next(from.get().node(), direction))
                        .map(node -> extend ? extend(from.get(), node) : select(node)).orElse(true);
    }

    /** Selects a node too; where it is the one before the last that was selected, the last one no more. */
    private boolean extend(NodePart from, SceneNode node) {
        EditPart part = part(node);
        List<?> selected = viewer.getSelectedEditParts();
        if (selected.size() > 1 && selected.get(selected.size() - 2) == part) {
            viewer.deselect(from);
        } else {
            viewer.deselect(part); // or else it would not become the last
            viewer.appendSelection(part);
        }
        viewer.reveal(part);
        return true;
    }

    private boolean end(boolean first) {
        List<SceneNode> stops = navigation().map(Navigation::stops).orElse(List.of());
        return stops.isEmpty() || select(stops.get(first ? 0 : stops.size() - 1));
    }

    private boolean open() {
        selected().ifPresent(part -> part.performRequest(new Request(RequestConstants.REQ_OPEN)));
        return true;
    }

    private boolean clear() {
        viewer.deselectAll();
        return true;
    }

    private boolean select(SceneNode node) {
        EditPart part = part(node);
        viewer.select(part);
        viewer.reveal(part);
        return true;
    }

    private NodePart part(SceneNode node) {
        return ((DrawingPart) viewer.getContents()).part(node);
    }

    /** A menu that the keyboard asks for would stand at the pointer, wherever that is. */
    private void placeMenu(Event event) {
        if (event.detail == SWT.MENU_KEYBOARD && selected().isPresent()) {
            IFigure figure = selected().get().getFigure();
            Rectangle place = figure.getBounds().getCopy();
            figure.translateToAbsolute(place);
            Point middle = place.getIntersection(new Rectangle(viewer.getControl().getBounds()).setLocation(0, 0))
                    .getCenter();
            org.eclipse.swt.graphics.Point shown = viewer.getControl().toDisplay(middle.x, middle.y);
            event.x = shown.x;
            event.y = shown.y;
        }
    }

    private Optional<NodePart> selected() {
        List<?> parts = viewer.getSelectedEditParts();
        return parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof NodePart part) ? Optional.empty()
                : Optional.of(part);
    }

    private Optional<Navigation> navigation() {
        return viewer.getContents() instanceof DrawingPart part ? Optional.of(new Navigation(part.drawing().index()))
                : Optional.empty();
    }
}
