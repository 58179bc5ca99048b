package org.lamina.ui.graph.commands;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.ColorSelector;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.lamina.figure.scene.Rgb;

/** Asks for the name and the colour of a group. */
final class GroupDialog extends TitleAreaDialog {

    private static final RGB FIRST = new RGB(0x44, 0xAA, 0x99);

    private final String title;
    private final String usual;
    private final Optional<Rgb> usualColor;
    private final Predicate<String> taken;
    private final int elsewhere;
    private final Consumer<Wish> chosen;
    private Text name;
    private Button colored;
    private ColorSelector color;
    private Optional<Button> everywhere = Optional.empty();

    /**
     * What people have chosen.
     *
     * @param everywhere whether all places that are made in the same way become groups
     */
    record Wish(String name, Optional<Rgb> color, boolean everywhere) {
    }

    /**
     * @param title what is done
     * @param usual the name to begin with
     * @param usualColor the colour to begin with, if there is one
     * @param elsewhere how many other places could become such groups
     * @param taken tells names that it can't have
     * @param chosen takes what was chosen when the dialog is closed with OK
     */
    GroupDialog(Shell shell, String title, String usual, Optional<Rgb> usualColor, int elsewhere,
            Predicate<String> taken, Consumer<Wish> chosen) {
        super(shell);
        this.title = title;
        this.usual = usual;
        this.usualColor = usualColor;
        this.elsewhere = elsewhere;
        this.taken = taken;
        this.chosen = chosen;
        setBlockOnOpen(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle(title);
        setMessage(Messages.GroupDialog_message);
        Composite rows = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 10).applyTo(rows);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(rows);
        new Label(rows, SWT.NONE).setText(Messages.GroupDialog_name);
        name = new Text(rows, SWT.BORDER);
        name.setText(usual);
        name.selectAll();
        name.addListener(SWT.Modify, event -> check());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
        colored = new Button(rows, SWT.CHECK);
        colored.setText(Messages.GroupDialog_color);
        colored.setSelection(usualColor.isPresent());
        color = new ColorSelector(rows);
        color.setColorValue(usualColor.map(rgb -> new RGB(rgb.red(), rgb.green(), rgb.blue())).orElse(FIRST));
        color.getButton().setToolTipText(Messages.GroupDialog_colorTip);
        color.setEnabled(colored.getSelection());
        colored.addListener(SWT.Selection, event -> color.setEnabled(colored.getSelection()));
        if (elsewhere > 0) {
            Button all = new Button(rows, SWT.CHECK);
            all.setText(elsewhere == 1 ? Messages.GroupDialog_once
                    : NLS.bind(Messages.GroupDialog_everywhere, elsewhere));
            all.setSelection(true);
            GridDataFactory.fillDefaults().span(2, 1).applyTo(all);
            everywhere = Optional.of(all);
        }
        return area;
    }

    private void check() {
        String text = name.getText().strip();
        String problem = text.isEmpty() ? Messages.GroupDialog_empty
                : taken.test(text) ? NLS.bind(Messages.GroupDialog_taken, text) : null;
        setErrorMessage(problem);
        getButton(IDialogConstants.OK_ID).setEnabled(problem == null);
    }

    @Override
    protected void okPressed() {
        String text = name.getText().strip();
        RGB value = color.getColorValue();
        Optional<Rgb> rgb = colored.getSelection() ? Optional.of(new Rgb(value.red, value.green, value.blue))
                : Optional.empty();
        Wish wish = new Wish(text, rgb, everywhere.map(Button::getSelection).orElse(false));
        super.okPressed();
        chosen.accept(wish);
    }
}
