package org.lamina.install.driver;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;

/** Selects a layer in the graph, applies the activation histogram of the toolbox to it, and looks at the widget. */
final class ToolScenario {

    private static final String TOOLBOX = "org.lamina.ui.widgets.view.toolbox";
    private static final String WIDGETS = "org.lamina.ui.widgets.view.widgets";
    private static final String TOOL = "Activation histogram";

    private final Ide ide;
    private final Properties report;

    ToolScenario(Ide ide, Properties report) {
        this.ide = ide;
        this.report = report;
    }

    void run() throws Exception {
        IEditorPart editor = ide.onUi(() -> {
            ide.page().showView(WIDGETS, null, IWorkbenchPage.VIEW_VISIBLE);
            ide.page().showView(TOOLBOX, null, IWorkbenchPage.VIEW_VISIBLE);
            return IDE.openEditor(ide.page(), ide.project().getFile("digits_traced.pt"));
        });
        List<EditPart> parts = ide.await(Ide.LONG, () -> parts(editor), found -> found.size() > 3);
        for (EditPart part : parts) {
            if (offers(editor, part)) {
                use();
                return;
            }
        }
    }

    private static List<EditPart> parts(IEditorPart editor) {
        GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
        if (viewer == null || viewer.getContents() == null) {
            return List.of();
        }
        return ((List<?>) viewer.getContents().getChildren()).stream().map(EditPart.class::cast).toList();
    }

    /** Selects a node of the graph and chooses the tool; tells whether it can be applied. */
    private boolean offers(IEditorPart editor, EditPart part) throws Exception {
        ide.onUi(() -> {
            editor.getAdapter(GraphicalViewer.class).select(part);
            return null;
        });
        return ide.await(Ide.SHORT, () -> {
            choose();
            return apply().filter(Button::isEnabled).isPresent();
        }, Boolean::booleanValue);
    }

    private void choose() {
        ide.controls(TOOLBOX, Tree.class).forEach(tree -> find(tree.getItems()).ifPresent(item -> {
            tree.setSelection(item);
            Event event = new Event();
            event.item = item;
            tree.notifyListeners(SWT.Selection, event);
        }));
    }

    private Optional<Button> apply() {
        return ide.controls(TOOLBOX, Button.class).filter(button -> button.getText().equals("Apply")).findFirst();
    }

    private static Optional<TreeItem> find(TreeItem[] items) {
        for (TreeItem item : items) {
            if (item.getText().startsWith(TOOL)) {
                return Optional.of(item);
            }
            Optional<TreeItem> inside = find(item.getItems());
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private void use() throws Exception {
        ide.onUi(() -> {
            apply().ifPresent(button -> button.notifyListeners(SWT.Selection, new Event()));
            return null;
        });
        List<String> shown = ide.await(Ide.LONG, this::shown, kinds -> kinds.contains("HistogramCanvas"));
        report.setProperty("widget", String.join(" ", shown));
        report.setProperty("widget.texts", ide.onUi(() -> ide.controls(WIDGETS, Label.class).map(Label::getText)
                .filter(text -> !text.isBlank()).collect(Collectors.joining(" | "))));
    }

    /** The simple class names of what the widgets view shows. */
    private List<String> shown() {
        return ide.controls(WIDGETS, Control.class).map(control -> control.getClass().getSimpleName()).toList();
    }
}
