package org.lamina.ui.graph.outline;

import org.eclipse.jface.viewers.ITreeContentProvider;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.UnitSelection;

/** The elements of the outline's tree: selections of layers and groups. The input is the {@link OpenedModel}. */
final class LayerTreeContent implements ITreeContentProvider {

    private final OpenedModel opened;
    private final LayerTree tree;

    LayerTreeContent(OpenedModel opened, LayerTree tree) {
        this.opened = opened;
        this.tree = tree;
    }

    @Override
    public Object[] getElements(Object input) {
        return elements(LayerTree.ROOT);
    }

    @Override
    public Object[] getChildren(Object parent) {
        return elements(path(parent));
    }

    @Override
    public Object getParent(Object element) {
        String parent = tree.parent(path(element));
        return parent.equals(LayerTree.ROOT) ? null : element(parent);
    }

    @Override
    public boolean hasChildren(Object element) {
        return !tree.children(path(element)).isEmpty();
    }

    private Object[] elements(String parent) {
        return tree.children(parent).stream().map(this::element).toArray();
    }

    private UnitSelection element(String path) {
        return new UnitSelection(new OfLayer(opened.checkpoint(), path), opened.file());
    }

    static String path(Object element) {
        return element instanceof UnitSelection selection && selection.unit() instanceof OfLayer layer ? layer.path()
                : LayerTree.ROOT;
    }
}
