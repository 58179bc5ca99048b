package org.lamina.ui.graph.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lamina.figure.Grouping.Mode;
import org.lamina.figure.structure.Folding;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.panel.PanelTexts;

/** Does what a command asks of the active graph editor. Without a drawing a command does nothing. */
public final class GraphHandler extends AbstractHandler {

    private static final String PREFIX = ArchitectureEditor.BUNDLE + ".command.";

    private static final Map<String, Consumer<ArchitectureEditor>> ACTIONS = Map.ofEntries(
            Map.entry(PREFIX + "zoomIn", editor -> editor.canvas().window().zoom().zoomIn()),
            Map.entry(PREFIX + "zoomOut", editor -> editor.canvas().window().zoom().zoomOut()),
            Map.entry(PREFIX + "actualSize", editor -> editor.canvas().window().zoom().setZoom(1)),
            Map.entry(PREFIX + "fit", editor -> editor.canvas().window().fit()),
            Map.entry(PREFIX + "switchStyle", editor -> editor.show(editor.style().other())),
            Map.entry(PREFIX + "unfold", editor -> editor.folds().open(editor.canvas().nodes())),
            Map.entry(PREFIX + "fold", editor -> editor.folds().close(editor.canvas().nodes())),
            Map.entry(PREFIX + "unfoldAll", editor -> editor.folds().fold(Folding.NONE)),
            Map.entry(PREFIX + "foldAll", editor -> editor.folds().fold(Folding.OVERVIEW)),
            Map.entry(PREFIX + "hideConstants", editor -> toggle(editor, "details.constants")),
            Map.entry(PREFIX + "showShapes", editor -> toggle(editor, "details.shapes")),
            Map.entry(PREFIX + "showInside", editor -> toggle(editor, "details.inside")),
            Map.entry(PREFIX + "figurePreferences", ArchitectureEditor::togglePanel),
            Map.entry(PREFIX + "group", editor -> groups(editor, GroupCommands::group)),
            Map.entry(PREFIX + "ungroup", editor -> groups(editor, GroupCommands::ungroup)),
            Map.entry(PREFIX + "hideType", editor -> groups(editor, GroupCommands::hideTypes)),
            Map.entry(PREFIX + "addNote", editor -> editor.notes().add()),
            Map.entry(PREFIX + "importPreferences", GraphHandler::importPreferences),
            Map.entry(PREFIX + "resetPositions", editor -> editor.notes().reset()),
            Map.entry(IWorkbenchCommandConstants.EDIT_DELETE, editor -> editor.notes().delete()),
            Map.entry(PREFIX + "groupRepeats", editor -> groupAll(editor, Mode.REPEATS)),
            Map.entry(PREFIX + "groupBlocks", editor -> groupAll(editor, Mode.BLOCKS)),
            Map.entry(PREFIX + "groupModules", editor -> groupAll(editor, Mode.MODULES)),
            Map.entry(PREFIX + "groupNothing", editor -> groupAll(editor, Mode.NONE)),
            Map.entry(IWorkbenchCommandConstants.FILE_RENAME, GraphHandler::rename),
            Map.entry(PREFIX + "selectNeighbours", editor -> editor.canvas().selectNeighbours()),
            Map.entry(PREFIX + "showPath", editor -> editor.canvas().selectPath()),
            Map.entry(PREFIX + "showProperties", GraphHandler::showProperties),
            Map.entry(PREFIX + "copySvg", ClipboardCopy::svg),
            Map.entry(PREFIX + "copyImage", ClipboardCopy::image),
            Map.entry(PREFIX + "exportFigure", ExportDialog::open),
            Map.entry(IWorkbenchCommandConstants.FILE_PRINT, Print::open),
            Map.entry(IWorkbenchCommandConstants.EDIT_COPY, ClipboardCopy::paths),
            Map.entry(IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, LayerDialog::open));

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof ArchitectureEditor editor && editor.opened().isPresent()) {
            ACTIONS.get(event.getCommand().getId()).accept(editor);
        }
        return null;
    }

    private static void importPreferences(ArchitectureEditor editor) {
        FileDialog dialog = new FileDialog(editor.getSite().getShell(), SWT.OPEN);
        dialog.setText(Messages.GraphHandler_import);
        dialog.setFilterExtensions(new String[] {"*.json"});
        dialog.setFilterPath(editor.file().getParent().toString());
        Optional.ofNullable(dialog.open()).map(Path::of).ifPresent(editor.notes()::importPreferences);
    }

    private static void groups(ArchitectureEditor editor, Consumer<GroupCommands> action) {
        GroupCommands.of(editor).ifPresent(action);
    }

    private static void rename(ArchitectureEditor editor) {
        if (!editor.notes().editSelected()) {
            groups(editor, GroupCommands::rename);
        }
    }

    private static void groupAll(ArchitectureEditor editor, Mode mode) {
        groups(editor, commands -> commands.groupAll(mode));
    }

    private static void toggle(ArchitectureEditor editor, String key) {
        editor.change(PanelTexts.of(key), figure -> figure.with(key, !figure.flag(key)));
    }

    private static void showProperties(ArchitectureEditor editor) {
        try {
            editor.getSite().getPage().showView(IPageLayout.ID_PROP_SHEET);
        } catch (PartInitException e) {
            Platform.getLog(GraphHandler.class).log(e.getStatus());
        }
    }
}
