package org.lamina.ui.widgets.toolbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jface.layout.TreeColumnLayout;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

/** The tree of tools below the kinds of units that they are for. */
final class OfferTree extends Composite {

    private final TreeViewer viewer;
    private List<Offers.Kind> groups = List.of();

    /**
     * @param chosen told of the tool that is selected, or of none
     * @param applied told of the tool on which Enter was pressed or the pointer clicked twice
     */
    OfferTree(Composite parent, Consumer<Optional<Offer>> chosen, Consumer<Offer> applied) {
        super(parent, SWT.NONE);
        TreeColumnLayout layout = new TreeColumnLayout();
        setLayout(layout);
        viewer = new TreeViewer(this, SWT.SINGLE | SWT.FULL_SELECTION);
        TreeViewerColumn column = new TreeViewerColumn(viewer, SWT.NONE);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(1));
        column.setLabelProvider(new OfferLabels());
        viewer.setContentProvider(new Content());
        ColumnViewerToolTipSupport.enableFor(viewer);
        viewer.addSelectionChangedListener(event -> chosen.accept(selected()));
        viewer.addOpenListener(event -> selected().ifPresent(applied));
    }

    /** The tool that is selected, if one is. */
    Optional<Offer> selected() {
        return viewer.getStructuredSelection().getFirstElement() instanceof Offer offer ? Optional.of(offer)
                : Optional.empty();
    }

    /** Shows other offers; the same tool stays selected, or the first one is. */
    void show(List<Offers.Kind> next) {
        if (next.equals(groups)) {
            return;
        }
        Optional<String> tool = selected().map(offer -> offer.tool().id());
        groups = List.copyOf(next);
        viewer.setInput(groups);
        viewer.expandAll();
        List<Offer> offers = groups.stream().flatMap(group -> group.offers().stream()).toList();
        offers.stream().filter(offer -> tool.filter(offer.tool().id()::equals).isPresent()).findFirst()
                .or(() -> offers.stream().findFirst())
                .ifPresent(offer -> viewer.setSelection(new StructuredSelection(offer), true));
    }

    @Override
    public boolean setFocus() {
        return viewer.getControl().setFocus();
    }

    /** Groups and the tools in them. */
    private final class Content implements ITreeContentProvider {

        @Override
        public Object[] getElements(Object input) {
            return groups.toArray();
        }

        @Override
        public Object[] getChildren(Object element) {
            return element instanceof Offers.Kind group ? group.offers().toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            return groups.stream().filter(group -> group.offers().contains(element)).findFirst().orElse(null);
        }

        @Override
        public boolean hasChildren(Object element) {
            return element instanceof Offers.Kind;
        }
    }
}
