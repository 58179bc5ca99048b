package org.lamina.ui.graph.canvas;

import java.util.List;
import java.util.Map;
import org.eclipse.draw2d.IFigure;
import org.lamina.model.UnitOfAnalysis;

/** The whole drawing; its children are the nodes and edges of the scene. */
@SuppressWarnings("unchecked") // its superclass in GEF knows no generics
final class DrawingPart extends ScenePart {

    DrawingPart(Drawing drawing) {
        setModel(drawing);
    }

    Drawing drawing() {
        return (Drawing) getModel();
    }

    /** Shows these badges and no others. */
    void setBadges(Map<UnitOfAnalysis, Badge> badges) {
        for (Object child : getChildren()) {
            if (child instanceof NodePart node) {
                node.setBadge(node.unit().map(badges::get));
            }
        }
    }

    /** Marks the edges that touch a selected node. */
    void setLinks(List<NodePart> selected) {
        List<String> ids = selected.stream().map(part -> part.node().id()).toList();
        for (Object child : getChildren()) {
            if (child instanceof EdgePart edge) {
                edge.setLinked(ids.contains(edge.edge().from()) || ids.contains(edge.edge().to()));
            }
        }
    }

    @Override
    protected IFigure createFigure() {
        return new DrawingFigure(drawing());
    }

    @Override
    @SuppressWarnings("rawtypes") // the superclass knows no generics
    protected List getModelChildren() {
        return drawing().parts();
    }

    @Override
    String accessibleName() {
        return drawing().scene().title();
    }
}
