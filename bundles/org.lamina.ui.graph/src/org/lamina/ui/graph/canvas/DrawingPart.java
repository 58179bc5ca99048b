package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.draw2d.IFigure;
import org.eclipse.swt.accessibility.ACC;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.UnitOfAnalysis;

/**
 * The whole drawing. Its children are nodes and edges of the scene: of a small one all nodes, of a large one those that
 * the pointer or the selection has met, as thousands of parts would take too long to make.
 */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class DrawingPart extends ScenePart {

    /** Up to so many nodes have parts from the beginning. */
    private static final int FEW = 400;

    private final List<Object> shown = new ArrayList<>();

    DrawingPart(Drawing drawing) {
        setModel(drawing);
        if (drawing.scene().nodes().size() <= FEW) {
            shown.addAll(drawing.nodes());
        }
    }

    Drawing drawing() {
        return (Drawing) getModel();
    }

    /** The part of a node, which is made if there is none yet. */
    NodePart part(SceneNode node) {
        want(node);
        return (NodePart) getViewer().getEditPartRegistry().get(node);
    }

    private void want(Object nodeOrEdge) {
        if (!getViewer().getEditPartRegistry().containsKey(nodeOrEdge)) {
            int found = Collections.binarySearch(shown, nodeOrEdge, Comparator.comparingInt(drawing()::rank));
            int place = -1 - found;
            shown.add(place, nodeOrEdge);
            addChild(createChild(nodeOrEdge), place);
        }
    }

    /** Shows these badges and no others. */
    void setBadges(Map<UnitOfAnalysis, Badge> badges) {
        badges.keySet().forEach(unit -> drawing().index().node(unit).ifPresent(this::want));
        for (Object child : getChildren()) {
            if (child instanceof NodePart node) {
                node.setBadge(node.unit().map(badges::get));
            }
        }
    }

    /** Outlines these nodes as found, without parts of their own, and no others. */
    void setFound(Collection<SceneNode> nodes) {
        ((DrawingFigure) getFigure()).setFound(nodes);
    }

    /** Marks the edges that touch a selected node. */
    void setLinks(List<NodePart> selected) {
        Set<SceneEdge> edges = new LinkedHashSet<>();
        selected.forEach(part -> edges.addAll(drawing().index().edgesAt(part.node())));
        ((DrawingFigure) getFigure()).setLinks(edges);
    }

    @Override
    protected IFigure createFigure() {
        return new DrawingFigure(drawing(), this::want);
    }

    @Override
    @SuppressWarnings("rawtypes") // the superclass knows no generics
    protected List getModelChildren() {
        return shown;
    }

    @Override
    int role() {
        return ACC.ROLE_LIST;
    }

    @Override
    String accessibleName() {
        return drawing().scene().title();
    }
}
