package org.lamina.ui.graph.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.FigureExport;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.View;

/** Asks where to and how to export the figure of a model, and starts the export. */
final class ExportDialog {

    private record Choice(String label, String extension, Style style) {
    }

    private static final List<Choice> CHOICES = List.of(
            new Choice(Messages.ExportDialog_glyphsSvg, ".svg", Style.GLYPHS),
            new Choice(Messages.ExportDialog_glyphsPdf, ".pdf", Style.GLYPHS),
            new Choice(Messages.ExportDialog_glyphsTikz, ".tex", Style.GLYPHS),
            new Choice(Messages.ExportDialog_glyphsPng, ".png", Style.GLYPHS),
            new Choice(Messages.ExportDialog_detailsSvg, ".svg", Style.DETAILS),
            new Choice(Messages.ExportDialog_detailsPdf, ".pdf", Style.DETAILS),
            new Choice(Messages.ExportDialog_detailsTikz, ".tex", Style.DETAILS),
            new Choice(Messages.ExportDialog_detailsPng, ".png", Style.DETAILS));

    private ExportDialog() {
    }

    static void open(ArchitectureEditor editor) {
        editor.opened().ifPresent(opened -> open(editor.getSite().getShell(), opened, editor.view()));
    }

    private static void open(Shell shell, OpenedModel opened, View view) {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setText(Messages.ExportDialog_title);
        dialog.setFilterNames(CHOICES.stream().map(Choice::label).toArray(String[]::new));
        dialog.setFilterExtensions(CHOICES.stream().map(choice -> "*" + choice.extension()).toArray(String[]::new));
        dialog.setFilterPath(opened.file().getParent().toString());
        dialog.setFilterIndex(first(view.style()));
        dialog.setFileName(stem(opened.file()) + CHOICES.get(first(view.style())).extension());
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            Choice choice = CHOICES.get(Math.max(0, dialog.getFilterIndex()));
            new FigureExport(opened, view.withStyle(choice.style()), Path.of(withExtension(chosen, choice.extension())),
                    problem -> tell(shell, problem)).schedule();
        }
    }

    /** What the editor shows comes first. */
    private static int first(Style shown) {
        return IntStream.range(0, CHOICES.size()).filter(i -> CHOICES.get(i).style() == shown).findFirst().orElse(0);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What the user typed, if it says a format, else with that of the chosen filter. */
    private static String withExtension(String chosen, String extension) {
        return CHOICES.stream().anyMatch(choice -> chosen.endsWith(choice.extension())) ? chosen : chosen + extension;
    }

    private static void tell(Shell shell, String problem) {
        Display display = shell.getDisplay();
        display.asyncExec(() -> {
            if (!shell.isDisposed()) {
                MessageDialog.openError(shell, Messages.ExportDialog_title, problem);
            }
        });
    }
}
