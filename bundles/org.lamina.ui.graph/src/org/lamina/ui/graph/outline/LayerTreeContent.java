package org.lamina.ui.graph.outline;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.UnitSelection;

/**
 * The elements of the outline's tree: selections of layers and groups. Where there are very many beside each other,
 * they are cut into parts, as a tree with thousands of rows would hold up everything. The input is the
 * {@link OpenedModel}.
 */
final class LayerTreeContent implements ITreeContentProvider {

    /** So many elements stand beside each other at most. */
    private static final int MOST = 100;

    private final String checkpoint;
    private final Path file;
    private final LayerTree tree;

    /**
     * Some of the elements under a group.
     *
     * @param group the path of the group
     * @param number which part it is, from 0
     */
    record Part(String group, int number) {

        /** The paths of its elements. */
        List<String> of(LayerTree tree) {
            List<String> all = tree.children(group);
            int size = size(all.size());
            return all.subList(number * size, Math.min(all.size(), (number + 1) * size));
        }
    }

    LayerTreeContent(OpenedModel opened, LayerTree tree) {
        this.checkpoint = opened.checkpoint();
        this.file = opened.file();
        this.tree = tree;
    }

    @Override
    public Object[] getElements(Object input) {
        return elements(LayerTree.ROOT);
    }

    @Override
    public Object[] getChildren(Object parent) {
        return parent instanceof Part part ? part.of(tree).stream().map(this::element).toArray()
                : elements(path(parent));
    }

    @Override
    public Object getParent(Object element) {
        if (element instanceof Part part) {
            return group(part.group());
        }
        String path = path(element);
        String parent = tree.parent(path);
        int siblings = tree.children(parent).size();
        return siblings > MOST ? new Part(parent, tree.place(path) / size(siblings)) : group(parent);
    }

    private Object group(String path) {
        return path.equals(LayerTree.ROOT) ? null : element(path);
    }

    @Override
    public boolean hasChildren(Object element) {
        return element instanceof Part || !tree.children(path(element)).isEmpty();
    }

    /** How many elements stand directly below those at the top. */
    int second() {
        List<String> top = tree.children(LayerTree.ROOT);
        return top.size() > MOST ? top.size()
                : top.stream().mapToInt(path -> Math.min(MOST, tree.children(path).size())).sum();
    }

    /** How many elements each part of so many has: more than usual only if there would be too many parts. */
    private static int size(int all) {
        return Math.max(MOST, (all + MOST - 1) / MOST);
    }

    private Object[] elements(String parent) {
        List<String> children = tree.children(parent);
        int size = size(children.size());
        return children.size() > MOST
                ? IntStream.range(0, (children.size() + size - 1) / size).mapToObj(i -> new Part(parent, i)).toArray()
                : children.stream().map(this::element).toArray();
    }

    private UnitSelection element(String path) {
        return new UnitSelection(new OfLayer(checkpoint, path), file);
    }

    static String path(Object element) {
        return element instanceof UnitSelection selection && selection.unit() instanceof OfLayer layer ? layer.path()
                : LayerTree.ROOT;
    }
}
