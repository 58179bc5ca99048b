package org.lamina.install.driver;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;

/** Selects a layer in the graph, chooses the activation histogram in the toolbox, applies it and looks at the widget. */
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
                report.setProperty("unit", part.getModel().toString());
                apply();
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
        Optional<Button> button = ide.onUi(() -> {
            editor.getAdapter(GraphicalViewer.class).select(part);
            Optional<Tree> tree = ide.controls(Tree.class).filter(it -> find(it.getItems()).isPresent()).findFirst();
            return tree.flatMap(it -> ide.controls(Button.class, it.getParent())
                    .filter(push -> push.getText().equals("Apply")).findFirst());
        });
        if (button.isEmpty()) {
            return false;
        }
        return ide.await(Ide.SHORT, () -> {
            choose();
            return button.get().isEnabled();
        }, Boolean::booleanValue);
    }

    private void choose() {
        ide.controls(Tree.class).forEach(tree -> find(tree.getItems()).ifPresent(item -> {
            tree.setSelection(item);
            Event event = new Event();
            event.item = item;
            tree.notifyListeners(SWT.Selection, event);
        }));
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

    private void apply() throws Exception {
        ide.onUi(() -> {
            ide.controls(Button.class).filter(it -> it.getText().equals("Apply")).findFirst()
                    .ifPresent(it -> it.notifyListeners(SWT.Selection, new Event()));
            return null;
        });
        List<String> shown = ide.await(Ide.LONG, () -> ide.kinds(WIDGETS),
                kinds -> kinds.contains("HistogramCanvas"));
        report.setProperty("widget", String.join(" ", shown));
        report.setProperty("widget.texts", ide.onUi(() -> String.join(" | ", ide.texts(WIDGETS))));
    }
}
