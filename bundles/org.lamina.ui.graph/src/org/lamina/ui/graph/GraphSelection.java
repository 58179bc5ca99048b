package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.TensorInfo;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfModel;
import org.lamina.model.UnitOfAnalysis.OfTensor;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.graph.canvas.GraphCanvas;

/**
 * What is selected in one editor: the same on the canvas, in the parts around it, and for the workbench, which is told
 * {@link UnitSelection}s: the layers, or else the model. To be used by the UI thread.
 */
final class GraphSelection implements ISelectionProvider {

    private static final int MOMENT_MILLIS = 100;

    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private final EditorArea area;
    private final GraphCanvas canvas;
    private final Supplier<Path> file;
    private final Supplier<Optional<OpenedModel>> opened;
    private final Consumer<List<UnitSelection>> around;
    private List<UnitSelection> units = List.of();
    private IStructuredSelection published = StructuredSelection.EMPTY;
    private boolean leading;
    private long told = System.nanoTime();
    private int asked;
    private boolean waits;

    /**
     * @param file the file that is shown
     * @param opened the model that is shown
     * @param around is told what is selected, before the workbench is
     */
    GraphSelection(EditorArea area, Supplier<Path> file, Supplier<Optional<OpenedModel>> opened,
            Consumer<List<UnitSelection>> around) {
        this.area = area;
        this.canvas = area.canvas();
        this.file = file;
        this.opened = opened;
        this.around = around;
        canvas.viewer().addSelectionChangedListener(event -> follow());
        area.onTensors(tensors -> publish(tensors.stream().map(this::unit).toList()));
    }

    /** The units in a selection of whatever part. */
    static List<UnitSelection> units(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                ? ((List<?>) structured.toList()).stream().filter(UnitSelection.class::isInstance)
                        .map(UnitSelection.class::cast).toList()
                : List.of();
    }

    /** The layer to show for a unit, in the checkpoint that is shown: a marker of several names the first of them. */
    Optional<UnitOfAnalysis> mine(UnitOfAnalysis unit) {
        UnitOfAnalysis shown = opened.get().map(model -> model.shown(unit)).orElse(unit);
        return shown instanceof OfLayer layer
                ? Optional.of(new OfLayer(OpenedModel.checkpoint(file.get()), layer.path())) : Optional.empty();
    }

    /** Selects what another part has chosen; the canvas may lack some of it, as groups in the glyph style. */
    void select(List<UnitSelection> wanted) {
        if (!area.showsGraph() || leading) {
            return;
        }
        lead(() -> {
            canvas.select(wanted.stream().map(UnitSelection::unit).toList());
            wanted.stream().findFirst().ifPresent(first -> canvas.scrollTo(first.unit()));
            publish(wanted);
        });
    }

    /**
     * Selects on the canvas what of the selection is in a new drawing. Nobody hears of that, nor of what the canvas
     * selects meanwhile, until {@link #publish()}.
     */
    void keep(Runnable newDrawing) {
        settle();
        List<UnitSelection> before = selected();
        lead(newDrawing);
        List<UnitSelection> after = selected();
        if (!after.equals(before) || !units.stream().allMatch(one -> one.unit() instanceof OfLayer)) {
            units = after; // what the canvas never had stays, but no tensor of a table that is shown no more
        }
    }

    private void lead(Runnable work) {
        leading = true;
        try {
            work.run();
        } finally {
            leading = false;
        }
    }

    /** Tells of what was selected on the canvas; where it soon changes again, as by a held arrow key, of the last. */
    private void follow() {
        if (leading) {
            return;
        }
        int mine = ++asked;
        waits = true;
        if (System.nanoTime() - told > MOMENT_MILLIS * 1_000_000L) {
            settle();
        } else {
            canvas.control().getDisplay().timerExec(MOMENT_MILLIS, () -> {
                if (mine == asked && !canvas.control().isDisposed()) {
                    settle();
                }
            });
        }
    }

    /** Tells now what is still to be told. */
    void settle() {
        if (waits) {
            publish(selected());
        }
    }

    /** What is selected on the canvas. */
    private List<UnitSelection> selected() {
        return canvas.selection().stream().map(unit -> new UnitSelection(unit, file.get())).toList();
    }

    private UnitSelection unit(TensorInfo tensor) {
        return new UnitSelection(new OfTensor(OpenedModel.checkpoint(file.get()), tensor.name()), file.get());
    }

    /** Nothing is selected any more. */
    void clear() {
        publish(List.of());
    }

    /** Tells everybody again what is selected, as there is something new to be told about it. */
    void publish() {
        publish(units);
    }

    /** Tells everybody what is selected now; where nothing is, it is the model. */
    private void publish(List<UnitSelection> newest) {
        waits = false;
        told = System.nanoTime();
        units = newest;
        around.accept(units);
        published = new StructuredSelection(!units.isEmpty() || opened.get().isEmpty() ? units
                : List.of(new UnitSelection(new OfModel(OpenedModel.checkpoint(file.get())), file.get())));
        SelectionChangedEvent event = new SelectionChangedEvent(this, published);
        listeners.forEach(listener -> listener.selectionChanged(event));
    }

    @Override
    public ISelection getSelection() {
        settle();
        return published;
    }

    @Override
    public void setSelection(ISelection wanted) {
        select(units(wanted));
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
