package org.lamina.ui.graph;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Finding;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.graph.canvas.Badge;
import org.lamina.ui.graph.outline.GraphOutline;

/**
 * What tells about a model around its drawing: the head, the way to what is selected, the badges, and the outline. Each
 * is told by itself, so that none holds up what the user does. To be used by the UI thread.
 */
final class Surroundings {

    private final EditorArea area;
    private final UiQueue queue;
    private Optional<OpenedModel> model = Optional.empty();
    private Optional<Scene> scene = Optional.empty();
    private Optional<GraphOutline> outline = Optional.empty();
    private List<UnitSelection> selected = List.of();

    Surroundings(EditorArea area) {
        this.area = area;
        this.queue = new UiQueue(area.control());
    }

    /** Tells about a model and its drawing. */
    void show(OpenedModel newModel, Scene newScene) {
        model = Optional.of(newModel);
        scene = Optional.of(newScene);
        area.header().show(newModel);
        area.canvas().setBadges(badges(newModel));
        queue.later(this::showOutline);
    }

    private static Map<UnitOfAnalysis, Badge> badges(OpenedModel model) {
        Map<UnitOfAnalysis, List<Finding>> byUnit = model.findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed()).collect(Collectors.groupingBy(
                        finding -> model.shown(finding.unit()), LinkedHashMap::new, Collectors.toList()));
        return byUnit.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> new Badge(entry.getValue().get(0).severity(),
                        entry.getValue().stream().map(Finding::title).toList())));
    }

    /** Tells about a model that is shown as a list of its tensors. */
    void showTensors(OpenedModel listed) {
        model = Optional.of(listed);
        area.header().show(listed);
        area.header().showTensors(listed.model().layers().isEmpty());
    }

    /** There is no model any more. */
    void clear() {
        model = Optional.empty();
    }

    /** Tells what is selected. */
    void follow(List<UnitSelection> units) {
        selected = units;
        queue.later(() -> outline.ifPresent(page -> page.follow(selected)));
        area.path().show(model.map(OpenedModel::model), units);
    }

    /**
     * A new outline, which shows what is shown here as long as it lives.
     *
     * @param select selects what is selected there
     * @param openSource shows the source of what is selected
     */
    GraphOutline newOutline(Consumer<List<UnitSelection>> select, Runnable openSource) {
        GraphOutline page = new GraphOutline(area.canvas(), openSource, () -> queue.later(this::showOutline));
        page.addSelectionChangedListener(event -> select.accept(GraphSelection.units(event.getSelection())));
        outline = Optional.of(page);
        return page;
    }

    private void showOutline() {
        outline.ifPresent(page -> model.ifPresent(told -> scene.ifPresent(drawn -> {
            page.show(told, drawn);
            page.follow(selected);
        })));
    }
}
