package org.lamina.ui.experiments;

import java.util.List;

import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;

/** Experiments as a tree; the input is their list. */
final class ItemTree implements ITreeContentProvider {

    /** Keeps selection and open branches when the workspace is looked through again. */
    static final IElementComparer BY_KEY = new IElementComparer() {
        @Override
        public boolean equals(Object one, Object other) {
            return one instanceof Item item && other instanceof Item second ? item.key().equals(second.key())
                    : one.equals(other);
        }

        @Override
        public int hashCode(Object element) {
            return element instanceof Item item ? item.key().hashCode() : element.hashCode();
        }
    };

    @Override
    public Object[] getElements(Object input) {
        return ((List<?>) input).toArray();
    }

    @Override
    public Object[] getChildren(Object element) {
        return ((Item) element).children().toArray();
    }

    @Override
    public Object getParent(Object element) {
        return element instanceof Item item ? item.parent() : null;
    }

    @Override
    public boolean hasChildren(Object element) {
        return !((Item) element).children().isEmpty();
    }
}
