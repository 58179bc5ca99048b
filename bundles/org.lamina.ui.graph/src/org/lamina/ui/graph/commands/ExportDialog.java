package org.lamina.ui.graph.commands;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.LegendOptions.Place;
import org.lamina.figure.PageOptions;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.export.SvgExporter.Letters;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.FigureExport;
import org.lamina.ui.graph.FigureExport.Written;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.View;
import org.lamina.ui.graph.panel.PageChoice;
import org.lamina.ui.graph.panel.PanelTexts;

/** Asks where to and how to export the figure of a model, and starts the export. */
final class ExportDialog extends TitleAreaDialog {

    private static final int LEAST_DOTS = 36;
    private static final int MOST_DOTS = 2_400;
    private static final int MESSAGE_MILLIS = 10_000;

    private final ArchitectureEditor editor;
    private final OpenedModel opened;
    private final View view;
    private final List<PageOptions> pages = new ArrayList<>();
    private Combo style;
    private Combo format;
    private Combo page;
    private Combo legend;
    private Combo letters;
    private Spinner dots;
    private Text file;

    private ExportDialog(ArchitectureEditor editor, OpenedModel opened) {
        super(editor.getSite().getShell());
        this.editor = editor;
        this.opened = opened;
        this.view = editor.view();
        Arrays.stream(PageChoice.values()).map(PageChoice::page).forEach(pages::add);
        if (!pages.contains(view.preferences().page())) {
            pages.add(view.preferences().page());
        }
        setBlockOnOpen(false);
        setHelpAvailable(false);
    }

    static void open(ArchitectureEditor editor) {
        editor.opened().ifPresent(opened -> new ExportDialog(editor, opened).open());
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.ExportDialog_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle(Messages.ExportDialog_title);
        setMessage(Messages.ExportDialog_message);
        Composite rows = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(10, 10).applyTo(rows);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(rows);
        // in the order of the enumerations
        style = combo(rows, Messages.ExportDialog_style, Messages.ExportDialog_glyphs, Messages.ExportDialog_details);
        style.select(view.style() == Style.GLYPHS ? 0 : 1);
        format = combo(rows, Messages.ExportDialog_format, "SVG", "PDF", Messages.ExportDialog_tikz, "PNG");
        page = combo(rows, Messages.ExportDialog_page, pages.stream().map(PageChoice::text).toArray(String[]::new));
        page.select(pages.indexOf(view.preferences().page()));
        legend = combo(rows, Messages.ExportDialog_legend, Arrays.stream(Place.values())
                .map(place -> PanelTexts.of("legend.place." + place.name().toLowerCase(Locale.ROOT)))
                .toArray(String[]::new));
        legend.select(view.preferences().options().legend().place().ordinal());
        letters = combo(rows, Messages.ExportDialog_text, Messages.ExportDialog_installed,
                Messages.ExportDialog_embedded, Messages.ExportDialog_outlined);
        new Label(rows, SWT.NONE).setText(Messages.ExportDialog_dots);
        dots = new Spinner(rows, SWT.BORDER);
        dots.setValues((int) FigureFormat.Options.standard().dotsPerInch(), LEAST_DOTS, MOST_DOTS, 0, 1, 100);
        GridDataFactory.swtDefaults().span(2, 1).applyTo(dots);
        new Label(rows, SWT.NONE).setText(Messages.ExportDialog_file);
        file = new Text(rows, SWT.BORDER);
        file.setText(opened.file().resolveSibling(stem(opened.file()) + ending()).toString());
        file.setSelection(file.getText().length());
        GridDataFactory.fillDefaults().grab(true, false).hint(convertWidthInCharsToPixels(60), SWT.DEFAULT)
                .applyTo(file);
        Button browse = new Button(rows, SWT.PUSH);
        browse.setText(Messages.ExportDialog_browse);
        browse.addListener(SWT.Selection, event -> browse());
        style.addListener(SWT.Selection, event -> enable());
        format.addListener(SWT.Selection, event -> formatChosen());
        file.addListener(SWT.Modify, event -> fileChosen());
        enable();
        return area;
    }

    private static Combo combo(Composite rows, String label, String... choices) {
        new Label(rows, SWT.NONE).setText(label);
        Combo combo = new Combo(rows, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setItems(choices);
        combo.select(0);
        GridDataFactory.swtDefaults().span(2, 1).applyTo(combo);
        return combo;
    }

    private FigureFormat format() {
        return FigureFormat.values()[format.getSelectionIndex()];
    }

    private String ending() {
        return "." + format().extension();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The file gets the ending of the format. */
    private void formatChosen() {
        path().filter(path -> path.getFileName() != null).ifPresent(path -> {
            String name = FigureFormat.of(path).isPresent() ? stem(path) : path.getFileName().toString();
            file.setText(path.resolveSibling(name + ending()).toString());
        });
        enable();
    }

    /** What is typed as ending decides the format. */
    private void fileChosen() {
        path().flatMap(FigureFormat::of).ifPresent(typed -> format.select(typed.ordinal()));
        enable();
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.ExportDialog_title);
        dialog.setFilterExtensions(Arrays.stream(FigureFormat.values()).map(each -> "*." + each.extension())
                .toArray(String[]::new));
        dialog.setFilterIndex(format.getSelectionIndex());
        path().ifPresent(path -> {
            dialog.setFilterPath(String.valueOf(path.getParent()));
            dialog.setFileName(String.valueOf(path.getFileName()));
        });
        Optional.ofNullable(dialog.open()).ifPresent(file::setText);
    }

    private Optional<Path> path() {
        try {
            return Optional.of(Path.of(file.getText().strip())).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Style style() {
        return style.getSelectionIndex() == 0 ? Style.GLYPHS : Style.DETAILS;
    }

    /** TikZ takes the fonts of its document, and a PDF has its own always; only glyphs fit a page and have a legend. */
    private void enable() {
        page.setEnabled(style() == Style.GLYPHS);
        legend.setEnabled(style() == Style.GLYPHS);
        letters.setEnabled(format() == FigureFormat.SVG || format() == FigureFormat.PDF);
        dots.setEnabled(format() == FigureFormat.PNG);
        String problem = problem();
        setErrorMessage(problem);
        Optional.ofNullable(getButton(IDialogConstants.OK_ID)).ifPresent(ok -> ok.setEnabled(problem == null));
    }

    /** Why nothing can be written; null if it can. */
    private String problem() {
        Optional<Path> path = path().filter(named -> named.getFileName() != null);
        if (opened.model().layers().isEmpty()) {
            return NLS.bind(Messages.ExportDialog_noLayers, opened.file().getFileName());
        } else if (path.isEmpty()) {
            return Messages.ExportDialog_noFile;
        } else if (Files.isDirectory(path.get())) {
            return NLS.bind(Messages.ExportDialog_folder, path.get());
        }
        Path folder = path.get().getParent();
        return Files.isDirectory(folder) ? null : NLS.bind(Messages.ExportDialog_noFolder, folder);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.ExportDialog_export, true);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
        enable();
    }

    @Override
    protected void okPressed() {
        Path target = path().filter(path -> FigureFormat.of(path).isPresent())
                .orElseGet(() -> Path.of(file.getText().strip() + ending()));
        if (Files.exists(target) && !MessageDialog.openConfirm(getShell(), Messages.ExportDialog_title,
                NLS.bind(Messages.ExportDialog_replace, target.getFileName()))) {
            return;
        }
        FigureFormat.Options options = new FigureFormat.Options(Letters.values()[letters.getSelectionIndex()],
                dots.getSelection());
        View wanted = view.withStyle(style()).on(pages.get(page.getSelectionIndex()),
                Place.values()[legend.getSelectionIndex()]);
        UiQueue queue = new UiQueue(getParentShell());
        new FigureExport(opened, wanted, target, options, outcome -> queue.later(() -> tell(outcome))).schedule();
        super.okPressed();
    }

    private void status(String message) {
        if (!editor.canvas().control().isDisposed()) {
            editor.getEditorSite().getActionBars().getStatusLineManager().setMessage(message);
        }
    }

    private void tell(Outcome<Written> outcome) {
        if (outcome instanceof Outcome.Failed<Written> failed) {
            MessageDialog.openError(getParentShell(), Messages.ExportDialog_title, failed.problem());
        } else if (outcome instanceof Outcome.Done<Written> done) {
            String files = done.value().files().stream().map(Path::toString).collect(Collectors.joining(", "));
            status(NLS.bind(Messages.ExportDialog_written, files));
            getParentShell().getDisplay().timerExec(MESSAGE_MILLIS, () -> status(null));
            if (!done.value().unmet().isEmpty()) {
                MessageDialog.openWarning(getParentShell(), Messages.ExportDialog_title,
                        NLS.bind(Messages.ExportDialog_unmet, files, String.join("\n", done.value().unmet())));
            }
        }
    }
}
