package org.lamina.ui.graph.outline;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.IBaseLabelProvider;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Outcome;
import org.lamina.ui.SpokenName;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.graph.canvas.GraphCanvas;

/**
 * The Outline of an architecture: above the tree, below the miniature. Its selection is that of the tree, made of
 * {@link UnitSelection}s. To be used by the UI thread.
 */
public final class GraphOutline extends Page implements IContentOutlinePage {

    private static final int[] WEIGHTS = {70, 30};
    /** So many elements are selected or opened at most; the tree looks for each of them. */
    private static final int MOST = 100;
    /** The tree of a model with more layers than this is made in the background. */
    private static final int FEW = 5000;

    private final GraphCanvas graph;
    private final Runnable open;
    private final Runnable created;
    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private SashForm control;
    private TreeViewer tree;
    private Miniature miniature;
    private LocalResourceManager images;
    private Optional<OpenedModel> wanted = Optional.empty();
    /** The tree of the model that is shown; none as long as it is made. */
    private Optional<LayerTree> layers = Optional.empty();
    private List<UnitSelection> followed = List.of();
    private boolean filling;

    /**
     * An outline without contents.
     *
     * @param graph the canvas whose drawing the miniature shows
     * @param open shows the source of what is selected
     * @param created fills this page, once it has a control
     */
    public GraphOutline(GraphCanvas graph, Runnable open, Runnable created) {
        this.graph = graph;
        this.open = open;
        this.created = created;
    }

    @Override
    public void createControl(Composite parent) {
        control = new SashForm(parent, SWT.VERTICAL);
        tree = new TreeViewer(control, SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        tree.setUseHashlookup(true);
        SpokenName.give(tree.getControl(), Messages.GraphOutline_tree);
        images = new LocalResourceManager(JFaceResources.getResources(), tree.getControl());
        tree.addSelectionChangedListener(this::publish);
        tree.addOpenListener(event -> open.run());
        miniature = new Miniature(control, graph);
        control.setWeights(WEIGHTS);
        created.run();
    }

    @Override
    public Control getControl() {
        return control;
    }

    @Override
    public void setFocus() {
        tree.getControl().setFocus();
    }

    /** Shows a model and its drawing. What was selected and expanded stays so. */
    public void show(OpenedModel opened, Scene scene) {
        if (control == null || control.isDisposed()) {
            return;
        }
        miniature.show(scene);
        Optional<OpenedModel> before = wanted;
        wanted = Optional.of(opened);
        if (before.equals(wanted)) {
            return;
        }
        if (layers.filter(made -> made.model() == opened.model()).isPresent()) {
            tree.setLabelProvider(labels(opened, layers.get())); // what was found is new
        } else if (opened.model().layers().size() <= FEW) {
            show(opened, new LayerTree(opened.model()));
        } else if (before.filter(asked -> asked.model() == opened.model()).isEmpty()) {
            UiQueue queue = new UiQueue(control);
            new LayerTreeJob(opened.model(), outcome -> queue.later(() -> {
                if (outcome instanceof Outcome.Done<LayerTree> done && wanted.get().model() == opened.model()) {
                    show(wanted.get(), done.value());
                }
            })).schedule();
        }
    }

    private IBaseLabelProvider labels(OpenedModel opened, LayerTree newLayers) {
        return new DelegatingStyledCellLabelProvider(new LayerTreeLabels(opened, newLayers, images));
    }

    private void show(OpenedModel opened, LayerTree newLayers) {
        boolean first = layers.isEmpty();
        layers = Optional.of(newLayers);
        Object[] expanded = tree.getExpandedElements();
        ISelection selection = first ? new StructuredSelection(followed) : tree.getSelection();
        tree.getControl().setRedraw(false);
        filling = true;
        try {
            if (!first) {
                tree.setInput(null); // or else the new providers are asked about the old elements
            }
            LayerTreeContent contents = new LayerTreeContent(opened, newLayers);
            tree.setContentProvider(contents);
            tree.setLabelProvider(labels(opened, newLayers));
            tree.setInput(opened);
            if (first) {
                expand(contents);
            } else {
                tree.setExpandedElements(expanded);
            }
            tree.setSelection(selection);
        } finally {
            filling = false;
            tree.getControl().setRedraw(true);
        }
    }

    /** Opens what is at the top, unless so many things lie below that making their rows would take long. */
    private void expand(LayerTreeContent contents) {
        if (contents.second() <= MOST) {
            tree.expandToLevel(2);
        }
    }

    /** Selects these units where the tree has them; of very many the first ones. */
    public void follow(List<UnitSelection> units) {
        List<UnitSelection> first = units.subList(0, Math.min(units.size(), MOST));
        followed = List.copyOf(first);
        if (tree != null && !tree.getControl().isDisposed() && !tree.getStructuredSelection().toList().equals(first)) {
            filling = true; // it is told, it does not ask
            try {
                tree.setSelection(new StructuredSelection(first), true);
            } finally {
                filling = false;
            }
        }
    }

    private void publish(SelectionChangedEvent event) {
        if (filling) {
            return;
        }
        SelectionChangedEvent published = new SelectionChangedEvent(this, event.getSelection());
        listeners.forEach(listener -> listener.selectionChanged(published));
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ISelection getSelection() {
        return tree == null ? StructuredSelection.EMPTY : tree.getSelection();
    }

    @Override
    public void setSelection(ISelection selection) {
        if (tree != null) {
            tree.setSelection(selection, true);
        }
    }
}
