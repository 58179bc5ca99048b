package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Outcome;
import org.lamina.model.TensorInfo;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.canvas.Look;
import org.lamina.ui.graph.editing.FigureDocument;
import org.lamina.ui.graph.editing.FigureFile;
import org.lamina.ui.graph.outline.GraphOutline;
import org.lamina.ui.graph.properties.Summary;
import org.lamina.ui.scene.WorkbenchTheme;

/**
 * What one editor shows: the model of a file, drawn in a style. Leads from the file to the drawing. To be used by the
 * UI thread.
 */
final class GraphSession {

    private final EditorArea area;
    private final GraphCanvas canvas;
    private final Finder finder;
    private final Loading loading;
    private final UiQueue queue;
    private final GraphSelection selection;
    private final Surroundings surroundings;
    private final Runnable openSource;
    private Path file;
    private Optional<OpenedModel> opened = Optional.empty();
    /** A model that waits for the preferences of its figure. */
    private Optional<OpenedModel> unseen = Optional.empty();
    private Optional<Drawn> drawn = Optional.empty();
    private final InputSizes sizes;
    private final FigureDocument document;
    private final NoteEditing notes;
    private final Folds folds;
    private Theme theme = Theme.light();
    private Optional<String> revealed = Optional.empty();
    private Optional<UnitOfAnalysis> wanted = Optional.empty();
    private Style style = Style.DETAILS;
    private Style drawnStyle;
    private boolean themed;
    private boolean tensorsWanted;
    private boolean known;

    /**
     * @param openSource shows the source of what is selected
     */
    GraphSession(EditorArea area, Path file, Runnable openSource) {
        this.area = area;
        this.canvas = area.canvas();
        this.finder = new Finder(canvas, this::opened);
        this.file = file;
        this.openSource = openSource;
        this.loading = new Loading(area.control());
        this.queue = new UiQueue(area.control());
        this.sizes = new InputSizes(area.control(), this::take, area.panel()::warnOfShapes);
        this.document = new FigureDocument(FigurePreferences.beside(file));
        document.onChange(this::redraw);
        area.panel().edit(document);
        this.notes = new NoteEditing(area, () -> drawn, () -> drawnStyle);
        this.folds = new Folds(document, () -> drawn.filter(shown -> drawnStyle == Style.DETAILS));
        canvas.viewer().getEditDomain().setCommandStack(document.commands());
        this.surroundings = new Surroundings(area);
        this.selection = new GraphSelection(area, this::file, this::opened, surroundings::follow);
        FigureDrag.from(area.header().handle(), canvas::scene, taken -> PaperScene.of(canvas, opened, view(), taken),
                this::file);
    }

    /** The selection for the workbench. */
    GraphSelection selection() {
        return selection;
    }

    Path file() {
        return file;
    }

    /** The model that is shown, if one is. */
    Optional<OpenedModel> opened() {
        return opened;
    }

    Style style() {
        return style;
    }

    /** The preferences of the figure. */
    FigureDocument document() {
        return document;
    }

    /** What is shown. */
    View view() {
        DetailOptions details = document.preferences().details().withTheme(theme);
        return new View(style, document.preferences(), details, revealed);
    }

    /** The file lies elsewhere now, with the same contents. */
    void moveTo(Path newFile) {
        file = newFile;
        opened = Optional.empty();
        document.moveTo(FigurePreferences.beside(newFile));
        read();
    }

    /** Reads the file; what is shown stays until there is something new, and without anything there is a message. */
    void read() {
        if (!area.showsContents()) {
            area.showReading(file, this::cancel);
        }
        if (!known) {
            loading.preferences(document.target(), this::known);
        }
        loading.read(file, this::received, this::received);
    }

    private void cancel() {
        loading.stop();
        area.showCancelled(file, this::read);
    }

    /** A model that is not checked yet can be drawn; there is nothing to be checked where it has no layers. */
    private void received(OpenedModel unchecked) {
        if (unchecked.model().layers().isEmpty()) {
            loading.shown();
        } else {
            update(unchecked);
        }
    }

    private void received(Outcome<OpenedModel> outcome) {
        if (outcome instanceof Outcome.Done<OpenedModel> done) {
            update(done.value());
        } else if (outcome instanceof Outcome.Failed<OpenedModel> failed) {
            showProblem(failed.problem());
        } else if (!area.showsContents()) {
            area.showCancelled(file, this::read);
        }
    }

    /** The preferences of the figure are there, which the first drawing of a model needs. */
    private void known(Outcome<FigureFile> outcome) {
        if (outcome instanceof Outcome.Done<FigureFile> done) {
            known = true;
            document.open(done.value());
            area.panel().warn(done.value().problems());
            unseen.ifPresent(this::update);
            unseen = Optional.empty();
        } else if (!area.showsContents()) {
            area.showCancelled(file, this::read);
        }
    }

    private void redraw() {
        if (!sizes.follow(document.preferences().inputShapes())) {
            opened.ifPresent(this::draw);
        }
    }

    /** Takes a model that was read or checked anew. */
    void update(OpenedModel newest) {
        if (known) {
            sizes.give(newest, document.preferences().inputShapes());
        } else {
            unseen = Optional.of(newest);
        }
    }

    /** Shows a model; draws it only if its architecture is another one. */
    private void take(OpenedModel newest) {
        boolean same = opened.map(OpenedModel::model).equals(Optional.of(newest.model()));
        opened = Optional.of(newest);
        if (same && area.showsGraph()) {
            showFacts();
        } else if (!same || !loading.isDrawing()) {
            draw(newest);
        }
    }

    private void showProblem(String problem) {
        loading.stop();
        opened = Optional.empty();
        area.showProblem(file, problem, this::read);
        surroundings.clear();
        selection.clear();
    }

    private void draw(OpenedModel model) {
        theme = WorkbenchTheme.of(area.control());
        themed = true;
        if (tensorsWanted || model.model().layers().isEmpty()) {
            loading.list(model.file(), this::listed);
        } else {
            boolean unfolds = revealed.isPresent();
            loading.draw(model, view(), outcome -> drawn(outcome, unfolds));
            revealed = Optional.empty();
        }
    }

    private void drawn(Outcome<Drawn> outcome, boolean unfolded) {
        loading.shown();
        if (outcome instanceof Outcome.Done<Drawn> done) {
            boolean fades = area.showsGraph() && isOtherView(done.value()) && EditorPreferencePage.isAnimated();
            drawn = Optional.of(done.value());
            document.look(done.value().folding());
            area.showGraph();
            area.header().show(style);
            area.panel().show(style, done.value());
            if (fades) {
                canvas.fade();
            }
            selection.keep(() -> canvas.show(done.value(), Look.over(done.value().index().scene()), this::tooltip,
                    style != drawnStyle));
            drawnStyle = style;
            queue.later(this::showFacts);
            Optional<UnitOfAnalysis> unit = wanted;
            wanted = Optional.empty();
            unit.flatMap(selection::mine).ifPresent(found -> show(found, !unfolded));
        } else if (outcome instanceof Outcome.Failed<Drawn> failed) {
            showProblem(failed.problem());
        } else if (!area.showsContents()) {
            area.showCancelled(file, this::read);
        }
    }

    /** Whether a drawing shows the model in another style or folded otherwise, rather than what was edited. */
    private boolean isOtherView(Drawn next) {
        return drawn.filter(shown -> style != drawnStyle || !shown.folding().equals(next.folding())).isPresent();
    }

    private void listed(Outcome<List<TensorInfo>> outcome) {
        loading.shown();
        if (outcome instanceof Outcome.Done<List<TensorInfo>> done) {
            area.showTensors(done.value());
            opened.ifPresent(surroundings::showTensors);
            selection.clear();
        } else if (outcome instanceof Outcome.Failed<List<TensorInfo>> failed) {
            showProblem(failed.problem());
        } else if (!area.showsContents()) {
            area.showCancelled(file, this::read);
        }
    }

    private String tooltip(UnitOfAnalysis unit) {
        return opened.map(model -> Summary.tooltip(model, unit)).orElse("");
    }

    /** Tells the parts around the drawing about the model, and everybody who looks at what is selected. */
    private void showFacts() {
        opened.ifPresent(model -> drawn.ifPresent(shown -> {
            surroundings.show(model, shown.index().scene());
            queue.later(selection::publish);
        }));
    }

    /** Shows the drawing in another style. */
    void show(Style newStyle) {
        if (newStyle != style || tensorsWanted) {
            tensorsWanted = false;
            style = newStyle;
            area.header().show(style);
            opened.ifPresent(this::draw);
        }
    }

    /** Shows the tensors instead of the drawing. */
    void showTensors() {
        tensorsWanted = true;
        opened.ifPresent(this::draw);
    }

    /** Opens the module that a node stands for, or else shows the source of what is selected. */
    void open(SceneNode node) {
        if (node.role() == SceneNode.Role.NOTE) {
            notes.edit(node);
            return;
        }
        if (!folds.open(List.of(node))) {
            selection.settle();
            openSource.run();
        }
    }

    /** Opens and closes modules. */
    Folds folds() {
        return folds;
    }

    /** What people write and move in the drawing. */
    NoteEditing notes() {
        return notes;
    }

    /** Finds layers. */
    Finder finder() {
        return finder;
    }

    /** Changes the preferences of the figure as one step; says why where that can't be. */
    void change(String label, FigureDocument.Change change) {
        area.panel().change(label, change);
    }

    /** Draws anew if the workbench has got other colours. */
    void followTheme() {
        if (themed && !WorkbenchTheme.of(area.control()).equals(theme)) {
            opened.ifPresent(this::draw);
        }
    }

    /** A new outline page, which shows what is shown here as long as it lives. */
    GraphOutline newOutline() {
        return surroundings.newOutline(selection::select, openSource);
    }

    /** Selects a unit and scrolls to it, as soon as there is a drawing. */
    void reveal(UnitOfAnalysis unit) {
        if (!area.showsGraph()) {
            wanted = Optional.of(unit);
            show(style);
        } else {
            selection.mine(unit).ifPresent(found -> show(found, true));
        }
    }

    private void show(UnitOfAnalysis unit, boolean unfolds) {
        selection.select(List.of(new UnitSelection(unit, file)));
        boolean folded = unfolds && drawn.map(shown -> shown.index().node(unit).isEmpty()).orElse(false);
        if (folded && style == Style.DETAILS && unit instanceof OfLayer layer) {
            revealed = Optional.of(layer.path());
            wanted = Optional.of(unit);
            opened.ifPresent(this::draw);
        }
    }

    void dispose() {
        loading.stop();
        sizes.stop();
    }
}
