package org.lamina.ui.graph.canvas;

import java.util.List;
import java.util.Optional;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.KeyHandler;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;
import org.lamina.figure.scene.SceneNode;
import org.lamina.ui.graph.canvas.Navigation.Direction;

/** The keyboard in the canvas: arrows walk along the edges, Home and End to first and last layer, Enter opens. */
final class GraphKeys extends KeyHandler {

    private final GraphicalViewer viewer;

    GraphKeys(GraphicalViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public boolean keyPressed(KeyEvent event) {
        if (event.stateMask != 0) {
            return super.keyPressed(event);
        }
        return switch (event.keyCode) {
            case SWT.ARROW_LEFT -> walk(Direction.LEFT);
            case SWT.ARROW_RIGHT -> walk(Direction.RIGHT);
            case SWT.ARROW_UP -> walk(Direction.UP);
            case SWT.ARROW_DOWN -> walk(Direction.DOWN);
            case SWT.HOME -> end(true);
            case SWT.END -> end(false);
            case SWT.CR, SWT.KEYPAD_CR -> open();
            case SWT.ESC -> clear();
            default -> super.keyPressed(event);
        };
    }

    private boolean walk(Direction direction) {
        Optional<NodePart> from = selected();
        return from.isEmpty() ? end(true)
                : navigation().flatMap(navigation -> navigation.next(from.get().node(), direction))
                        .map(this::select).orElse(true);
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
        EditPart part = ((DrawingPart) viewer.getContents()).part(node);
        viewer.select(part);
        viewer.reveal(part);
        return true;
    }

    private Optional<NodePart> selected() {
        List<?> parts = viewer.getSelectedEditParts();
        return parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof NodePart part) ? Optional.empty()
                : Optional.of(part);
    }

    private Optional<Navigation> navigation() {
        return viewer.getContents() instanceof DrawingPart part ? Optional.of(new Navigation(part.drawing().scene()))
                : Optional.empty();
    }
}
